"""One address asked: HEAD, then GET where HEAD is not understood, along its redirections; no cookies, no body read."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

from editorial.upkeep.links.network import Connection, ForbiddenAddressError

MOST_REDIRECTIONS = 5
PATIENCE = 45
"""Seconds for an address with its redirections: none is begun later."""

# What OpenSSL says where the site did not send every certificate between its own and one we know: browsers often find it elsewhere.
_MISSING_ISSUERS = (20, 21)

PERMANENT = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
REDIRECTIONS = PERMANENT | {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT}

GUARDS = frozenset({401, 403, 405, 406, 418, 429, 451, 503, 999})
"""What sites say to programs when they let browsers in: somebody is there, and more cannot be known from here."""

INCOMPLETE = "incomplete-certificate"

_SAFE = "/?#[]@!$&'()*+,;=:%~-._"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking: ``status`` is None where nobody answered; ``answer`` is the status or says why ("no-host").

    ``moved_to`` is where the address has moved to for good, "" where it has not. ``wait`` is how many seconds the site asks us to stay
    away, 0 where it says nothing of it.
    """

    status: int | None
    answer: str
    moved_to: str = ""
    wait: int = 0

    @property
    def is_alive(self) -> bool:
        """Whether readers get something there."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_guarded(self) -> bool:
        """Whether somebody is there who lets no programs in."""
        return self.status in GUARDS or self.answer == INCOMPLETE


def ask(url: str) -> Outcome:
    """Asks an address. Never raises."""
    current, moved_to, is_permanent = url, "", True
    begun = time.monotonic()
    for _hop in range(MOST_REDIRECTIONS + 1):
        if time.monotonic() - begun > PATIENCE:
            return Outcome(None, "too-slow")
        outcome, location = _ask_once(current)
        if outcome.status not in REDIRECTIONS:
            return Outcome(outcome.status, outcome.answer, moved_to if outcome.is_alive else "", outcome.wait)
        try:
            current = urljoin(current, location)
        except ValueError:
            return Outcome(None, "no-address")
        is_permanent = is_permanent and outcome.status in PERMANENT
        moved_to = current if is_permanent else moved_to
    return Outcome(None, "redirections")


def _ask_once(url: str) -> tuple[Outcome, str]:
    """What one address answers, and where it redirects to."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return Outcome(None, "no-address"), ""
        return _head(parts) or _request("GET", parts)
    except ForbiddenAddressError:
        return Outcome(None, "private"), ""
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Outcome(None, _code(error)), ""


def _head(parts: SplitResult) -> tuple[Outcome, str] | None:
    """What HEAD gives; None where GET may give more: some sites do not know it, or hang up."""
    try:
        outcome, location = _request("HEAD", parts)
    except (TimeoutError, ConnectionResetError, http.client.HTTPException):
        return None
    return (outcome, location) if outcome.is_alive or outcome.status in REDIRECTIONS else None


def _request(method: str, parts: SplitResult) -> tuple[Outcome, str]:
    is_secure = parts.scheme == "https"
    host = (parts.hostname or "").encode("idna").decode("ascii") if not (parts.hostname or "").isascii() else parts.hostname or ""
    connection = Connection(host, parts.port or (443 if is_secure else 80), is_secure=is_secure)
    try:
        target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
        connection.request(method, target, headers=_headers())
        response = connection.getresponse()
        outcome = Outcome(response.status, str(response.status), wait=_seconds(response.headers.get("Retry-After")))
        return outcome, response.headers.get("Location") or ""
    finally:
        connection.close()


def _headers() -> dict[str, str]:
    return {
        # Who asks, and where to complain.
        "User-Agent": f"ClubDesParentsConnectes-LinkCheck/1.0 (+{settings.PUBLIC_URL})",
        "Accept": "text/html,application/xhtml+xml,*/*;q=0.5",
        "Accept-Language": "fr,en;q=0.5",
        "Connection": "close",
    }


def _seconds(retry_after: str | None) -> int:
    return int(retry_after) if retry_after and retry_after.isascii() and retry_after.isdecimal() and len(retry_after) < 10 else 0


def _code(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "no-host"
    if isinstance(error, TimeoutError):
        return "too-slow"
    if isinstance(error, ssl.SSLCertVerificationError):
        return INCOMPLETE if error.verify_code in _MISSING_ISSUERS else "certificate"
    if isinstance(error, ConnectionRefusedError):
        return "refused"
    return "broken"
