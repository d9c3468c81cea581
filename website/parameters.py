"""Which requests are for pages of the site, and which parameters of an address count: others neither split caches nor reach a view."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from website.languages import languages

# Addresses that begin with no language, and depend on no clock.
ROOTS = frozenset({"", "robots.txt", "sitemap.xml"})
SITEMAPS = "sitemap-"

# Every parameter that a view reads. What is not named here no view sees, on any way to it.
KNOWN = frozenset(
    {
        # Searching (website/presenting/searching.py).
        "q",
        "type",
        "theme",
        "age",
        "public",
        "association",
        "langue",
        "tri",
        "apres",
        # Lists, and what narrows them (website/listing.py and the views of lists).
        "departement",
        "genre",
        "lieu",
        "passees",
        "niveau",
        "qualite",
        # Who asks for help, and from where (website/views/urgent_help.py).
        "je",
        "de",
        # The page that was spoken of (website/views/reports.py).
        "page",
    }
)

# Parameters of an address, and characters of each, that are looked at: no form of ours sends more.
MOST = 40
LONGEST = 1_000


class KnownParameters:
    """Middleware: a page of the site sees of its address what counts, and nothing else; forms that are sent are left as they are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        told = request.META.get("QUERY_STRING", "")
        if told and request.method in ("GET", "HEAD") and is_page(request.path_info):
            request.META["QUERY_STRING"] = known_part(told)
        return self.get_response(request)


def question(path: str, query_string: str) -> str | None:
    """What of an address counts: its known parameters, in one order, without empty ones; None for what is no page of the site.

    Both as WSGI has them: their bytes in Latin-1.
    """
    if not is_page(path):
        return None
    return known_part(query_string) if query_string else ""


def is_page(path: str) -> bool:
    """Whether the site answers here, be it that there is nothing."""
    first = path[1:].partition("/")[0]
    return first in _codes() or first in ROOTS or first.startswith(SITEMAPS)


def known_part(query_string: str) -> str:
    """The parameters that count, as a query string: sorted, each once, none of them empty."""
    text = query_string.encode("latin-1", "replace").decode("utf-8", "replace")
    told = parse_qsl("&".join(text.split("&")[:MOST]), errors="replace")
    kept = {(name, value.replace("\0", "").strip()[:LONGEST]) for name, value in told if name in KNOWN}
    return urlencode(sorted(pair for pair in kept if pair[1]))


@cache
def _codes() -> frozenset[str]:
    return frozenset(language.code for language in languages())
