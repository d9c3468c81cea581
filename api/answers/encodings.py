"""Bodies compressed once, for the browsers that take them so."""

from __future__ import annotations

import gzip

# Bytes below which the headers of HTTP outweigh what compressing saves.
WORTH_IT = 500
# Beside all kinds of text.
COMPRESSIBLE = ("application/json", "application/manifest+json", "application/xml", "application/atom+xml", "image/svg+xml")
# As much as zlib usually gives: what more takes, no reader notices.
LEVEL = 6


def zipped(body: bytes, content_type: str) -> bytes:
    """The body as gzip, always the same bytes; nothing where that is not worth it."""
    kind = content_type.partition(";")[0].strip().lower()
    if len(body) < WORTH_IT or not (kind.startswith("text/") or kind in COMPRESSIBLE):
        return b""
    smaller = gzip.compress(body, LEVEL, mtime=0)
    return smaller if len(smaller) < len(body) else b""


def takes_gzip(accept_encoding: str | None) -> bool:
    """Whether an Accept-Encoding (RFC 9110) takes gzip."""
    if not accept_encoding:
        return False
    weights = {}
    for part in accept_encoding.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        weights[name.strip()] = weight.strip().removeprefix("q=").strip("0.") != "" if weight else True
    return weights.get("gzip", weights.get("*", False))
