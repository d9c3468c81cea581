"""What the doors need of WSGI and of HTTP's conditional requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Headers = Sequence[tuple[str, str]]


def whole_answer(application: Application, environ: Environ) -> tuple[str, Headers, bytes]:
    """What the application answers, in one piece."""
    started: list[Any] = []

    def start_response(status: str, headers: Headers, _exc_info: Any = None) -> None:
        started[:] = [status, headers]

    parts = application(environ, start_response)
    try:
        body = b"".join(parts)
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
    return started[0], started[1], body


def names_tag(condition: str, etag: str) -> bool:
    """Whether an If-None-Match names the tag; weakly, as RFC 9110 compares here."""
    return condition == etag or any(part.strip().removeprefix("W/") in (etag, "*") for part in condition.split(","))
