"""Nothing that somebody typed becomes a formula in a CSV that is taken home, whichever screen made it: one of ours, or Wagtail's own."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

_FORMULA = re.compile(
    # Where a spreadsheet takes a cell to begin: one that expects semicolons, as those in French do, reads our commas and quotes as text.
    r"(?<![^;\t\r\n])"
    # What it passes over, then what begins a formula (the wide forms do in East Asian editions).
    r'(?=[\s"\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠])'
    # Some lose these, and look at what follows.
    r"|\A(?=[\t\r\n])"
)


def harmless(words: str) -> str:
    """What people typed, as a cell of CSV: an apostrophe before whatever a spreadsheet would take for a formula, and run."""
    return _FORMULA.sub("'", words)


class HarmlessCsv:
    """Looks through each CSV that is streamed: Wagtail's reports have no place of their own for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on, and every other answer as it is."""
        response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and response.get("Content-Type") == "text/csv":
            response.streaming_content = _harmless_rows(response.streaming_content)  # type: ignore[arg-type]
        return response


def _harmless_rows(rows: Iterable[bytes]) -> Iterator[bytes]:
    for cells in csv.reader(row.decode() for row in rows):
        line = io.StringIO(newline="")
        csv.writer(line).writerow([harmless(cell) for cell in cells])
        yield line.getvalue().encode()
