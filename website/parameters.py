"""Which requests are for pages of the site, and which parameters of an address count: others neither split caches nor reach a view."""

from __future__ import annotations

from functools import cache
from urllib.parse import parse_qsl, urlencode

from website.languages import languages

# Addresses that begin with no language.
ROOTS = frozenset({"", "robots.txt", "sitemap.xml", ".well-known"})
SITEMAPS = "sitemap-"

# Every parameter that a view reads, and no other (a test holds it).
KNOWN = frozenset({"q", "t"})

# Parameters of an address, and characters of each, that are looked at: no form of ours sends more.
MOST = 40
LONGEST = 500


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
