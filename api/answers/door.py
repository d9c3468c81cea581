"""The door in front of Django: answers to GraphQL that are kept go out from here; the others are computed behind it, and kept.

What is asked is never kept, nor anything it could be found by: only digests with a key that this process made and nobody else knows.
Whoever looked into its memory could not even try out words. An answer that found nothing is not kept at all: to count it each time, the
question would have to be kept with it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Hashable, Iterable, Sequence
from io import BytesIO
from typing import Any

import orjson

from api.answers.flights import Flights
from api.answers.headers import CONFIDENTIAL, Lifetimes, surrogate_keys
from api.answers.slot import SLOT, Slot
from api.answers.store import FOR_EVER, AnswerStore, KeptAnswer
from api.answers.unanswered import UnansweredQuestions
from api.answers.watch import Watch
from api.http.cors import CrossOrigin
from api.http.errors import RequestError
from api.http.media_types import wants_strict
from api.http.request_body import MAX_REQUEST_BYTES, read_request
from search.crisis.counting import CardCounter

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Headers = Sequence[tuple[str, str]]

# What RFC 9211 calls a cache's own words: whether the answer was kept.
KEPT = ("Cache-Status", "club; hit")
COMPUTED = ("Cache-Status", "club; fwd=miss")


class AnswerDoor:
    """A WSGI application: `path` is answered from the store or, through `application`, by Django; everything else goes through."""

    def __init__(
        self,
        application: Application,
        path: str,
        store: AnswerStore,
        watch: Watch,
        lifetimes: Lifetimes,
        cross_origin: CrossOrigin,
        unanswered: UnansweredQuestions,
        cards: CardCounter,
    ) -> None:
        self.application = application
        self.path = path
        self.store = store
        self.watch = watch
        self.lifetimes = lifetimes
        self.cross_origin = cross_origin
        self.unanswered = unanswered
        self.cards = cards
        self.flights = Flights()
        self._secret = secrets.token_bytes(32)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ["PATH_INFO"] != self.path:
            return self.application(environ, start_response)
        spelling = self._spelling(environ)
        if spelling is None:
            return self.application(environ, start_response)
        kept = self.store.by_spelling(spelling)
        if kept is not None:
            return self._give(kept, KEPT, environ, start_response)
        if not self.store.max_bytes:
            return self._compute("", spelling, environ, start_response)
        self.watch.start()
        return self._find(spelling, environ, start_response)

    def _find(self, spelling: Hashable, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Look for another spelling of the same question, then for somebody who is computing its answer."""
        key = self._key(environ)
        if key is None:
            return self.application(environ, start_response)
        kept = self.store.by_key(key, spelling)
        if kept is not None:
            return self._give(kept, KEPT, environ, start_response)
        with self.flights.boarding(key) as is_first:
            kept = None if is_first else self.store.by_key(key, spelling)
            if kept is not None:
                return self._give(kept, KEPT, environ, start_response)
            return self._compute(key, spelling, environ, start_response)

    def _compute(self, key: str, spelling: Hashable, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        # Before anything is read: what comes from now on may or may not be in the answer.
        since = self.store.sequence
        slot = environ[SLOT] = Slot()
        status, headers, body = _whole_answer(self.application, environ)
        if slot.made_from is None:
            self.cards.add(slot.cards)
            start_response(status, headers)
            return [body]
        moment = slot.made_from.valid_until
        by_name = dict(headers)
        until = FOR_EVER if moment is None else moment.timestamp()
        answer = KeptAnswer(body, by_name["Content-Type"], frozenset(slot.made_from.tags), until, frozenset(slot.cards))
        answer.is_confidential = slot.made_from.is_confidential
        answer.headers = self._steady_headers(answer)
        if slot.made_from.in_vain:
            self.unanswered.note(slot.made_from.in_vain, environ)
        elif key:
            self.store.put(key, spelling, answer, since)
        has_id = "X-Request-ID" in by_name and not answer.is_confidential
        request_id = [("X-Request-ID", by_name["X-Request-ID"])] if has_id else []
        return self._give(answer, COMPUTED, environ, start_response, request_id)

    def _steady_headers(self, answer: KeptAnswer) -> list[tuple[str, str]]:
        return [
            ("Content-Type", answer.content_type),
            ("Content-Length", str(len(answer.body))),
            ("ETag", answer.etag),
            *([("Surrogate-Key", surrogate_keys(answer.tags))] if answer.tags else []),
            ("Vary", self.cross_origin.varies),
            ("X-Content-Type-Options", "nosniff"),
            CONFIDENTIAL if answer.is_confidential else ("Cache-Control", self.lifetimes.header()),
        ]

    def _give(
        self,
        answer: KeptAnswer,
        cache_status: tuple[str, str],
        environ: Environ,
        start_response: StartResponse,
        more: Headers = (),
    ) -> Iterable[bytes]:
        """Send the answer, or say that the client has it; the cards it shows are counted."""
        self.cards.add(answer.cards)
        headers = answer.headers
        remaining = min(answer.valid_until, self.store.public_until) - self.store.clock()
        if remaining < self.lifetimes.longest and not answer.is_confidential:
            headers = [*headers[:-1], ("Cache-Control", self.lifetimes.header(remaining))]
        headers = [
            *headers,
            *(() if answer.is_confidential else (cache_status,)),
            *self.cross_origin.headers(environ.get("HTTP_ORIGIN")),
            *more,
        ]
        condition = environ.get("HTTP_IF_NONE_MATCH")
        if condition is not None and environ["REQUEST_METHOD"] == "GET" and _names(condition, answer.etag):
            # The headers of what the client has; there is no body to describe.
            start_response("304 Not Modified", [header for header in headers if header[0] not in ("Content-Type", "Content-Length")])
            return [b""]
        start_response("200 OK", headers)
        return [answer.body]

    def _spelling(self, environ: Environ) -> bytes | None:
        """The digest of a question's bytes and of what else its answer depends on; None for what is no question of usual size."""
        method = environ["REQUEST_METHOD"]
        if method == "GET":
            return self._digest(b"GET", environ.get("QUERY_STRING"), environ.get("HTTP_ACCEPT"))
        if method != "POST":
            return None
        length = environ.get("CONTENT_LENGTH") or ""
        if not length.isdecimal() or int(length) > MAX_REQUEST_BYTES:
            return None
        body = environ["wsgi.input"].read(int(length))
        # Whoever reads it again, behind the door, starts at its first byte.
        environ["wsgi.input"] = BytesIO(body)
        return self._digest(body, environ.get("HTTP_ACCEPT"), environ.get("CONTENT_TYPE"))

    def _key(self, environ: Environ) -> str | None:
        """The digest of what is asked, however spelled: document, variables, operation, media type; None for what the view refuses."""
        try:
            asked = read_request(_Question(environ))
        except RequestError:
            return None
        is_strict = wants_strict(environ.get("HTTP_ACCEPT", ""))
        return self._digest(orjson.dumps([asked, is_strict], option=orjson.OPT_SORT_KEYS)).hex()

    def _digest(self, *parts: bytes | str | None) -> bytes:
        digest = hashlib.blake2b(key=self._secret, digest_size=16)
        for part in parts:
            stored = part if isinstance(part, bytes) else (part or "").encode("utf-8", "surrogateescape")
            digest.update(b"%d:%b" % (len(stored), stored))
        return digest.digest()


class _Question:
    """What the reader of requests asks of one: here, the values of WSGI."""

    def __init__(self, environ: Environ) -> None:
        self.method = environ["REQUEST_METHOD"]
        self.META = environ

    def read(self, size: int) -> bytes:
        """The body; it can be read again."""
        stream: BytesIO = self.META["wsgi.input"]
        body = stream.read(size)
        stream.seek(0)
        return body


def _whole_answer(application: Application, environ: Environ) -> tuple[str, Headers, bytes]:
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


def _names(condition: str, etag: str) -> bool:
    """Whether an If-None-Match names the tag; weakly, as RFC 9110 compares here."""
    return condition == etag or any(part.strip().removeprefix("W/") in (etag, "*") for part in condition.split(","))
