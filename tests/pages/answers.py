"""Answers read to their end, as a browser reads them: only then is the file behind one closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http.response import ResponseHeaders
from django.test import Client


@dataclass(frozen=True)
class Answer:
    """What came: the status, the headers, the bytes."""

    status: int
    headers: ResponseHeaders
    body: bytes

    @property
    def seen(self) -> tuple[int, str | None, bytes]:
        """The status, the part it is of the whole, and the bytes."""
        return self.status, self.headers.get("Content-Range"), self.body


def ask(client: Client, address: str, method: str = "get", **headers: Any) -> Answer:
    """Asks for an address; ``headers`` are written with underscores (``If_None_Match``)."""
    response = getattr(client, method)(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    return Answer(response.status_code, response.headers, response.getvalue() if response.streaming else response.content)
