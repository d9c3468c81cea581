"""Which websites may read answers from a browser: all, since everything here is public, or those named. Never with cookies."""

from __future__ import annotations

from collections.abc import Collection

Headers = list[tuple[str, str]]

# Seconds that a browser remembers what it may send.
PREFLIGHT_SECONDS = 86_400

# What clients send that means no harm: the last four are Apollo's own.
SENT_HEADERS = (
    "Accept",
    "Content-Type",
    "X-Request-ID",
    "Apollo-Require-Preflight",
    "Apollographql-Client-Name",
    "Apollographql-Client-Version",
    "X-Apollo-Operation-Name",
)


class CrossOrigin:
    """The headers of cross-origin requests. No `origins` means every website."""

    def __init__(self, origins: Collection[str]) -> None:
        self.origins = frozenset(origins)
        self.varies = "Accept, Origin" if origins else "Accept"
        """What answers depend on beside the request itself."""
        self._open: Headers = [] if origins else self._allowing("*")

    def headers(self, origin: str | None) -> Headers:
        """Those of an answer to a page of `origin`."""
        if not self.origins:
            return self._open
        return self._allowing(origin) if origin in self.origins else []

    def preflight(self, origin: str | None) -> Headers:
        """Those of the answer to a browser that asks what it may send."""
        allowed = self.headers(origin)
        if not allowed:
            return []
        return [
            *allowed,
            ("Access-Control-Allow-Methods", "GET, POST"),
            ("Access-Control-Allow-Headers", ", ".join(SENT_HEADERS)),
            ("Access-Control-Max-Age", str(PREFLIGHT_SECONDS)),
        ]

    @staticmethod
    def _allowing(origin: str | None) -> Headers:
        # What a script may read beside the body: how often to ask, and under which number to complain.
        exposed = "ETag, Retry-After, X-Request-ID"
        return [("Access-Control-Allow-Origin", str(origin)), ("Access-Control-Expose-Headers", exposed)]
