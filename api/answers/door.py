"""The door in front of Django: what is kept goes out from here; the rest is computed behind it, and kept.

Two doors share one store: that of answers to GraphQL (`answer_door`) and that of the website's pages (`page_door`). What is asked is never
kept, nor anything it could be found by: only digests with a key that this process made and nobody else knows. Whoever looked into its
memory could not even try out words. What found nothing is not kept at all: to count it each time, the question would have to be kept
with it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from api.answers.flights import Flights
from api.answers.headers import CONFIDENTIAL, Lifetimes
from api.answers.store import FOR_EVER, AnswerStore, KeptAnswer
from api.answers.unanswered import UnansweredQuestions
from api.answers.watch import Watch
from api.answers.wsgi import Application, Environ, Headers, StartResponse, names_tag
from api.loading.made_from import MadeFrom
from search.crisis.counting import CardCounter
from search.unanswered import CountedQuestion

# What RFC 9211 calls a cache's own words: whether the answer was kept.
KEPT = ("Cache-Status", "club; hit")
COMPUTED = ("Cache-Status", "club; fwd=miss")

OK = "200 OK"
DESCRIBE_A_BODY = ("Content-Type", "Content-Length", "Content-Encoding")

Form = tuple[bytes, str, list[tuple[str, str]]]
"""A body as it goes out, its tag and its headers."""


@dataclass(frozen=True)
class Keeping:
    """What all doors of a process share: the store with its watch, how long others may keep what goes out, and who counts what is told."""

    store: AnswerStore
    watch: Watch
    lifetimes: Lifetimes
    unanswered: UnansweredQuestions
    cards: CardCounter


@dataclass
class Came:
    """What came from behind the door: without a `kept` answer nobody may keep it, and it goes out as it is.

    `cards` are the reasons for urgent help that it shows, kept or not; `in_vain` the questions that found nothing.
    """

    status: str
    headers: Headers
    body: bytes
    cards: Iterable[str] = ()
    kept: KeptAnswer | None = None
    in_vain: Iterable[CountedQuestion] = ()


class Door:
    """A WSGI application: what it concerns is answered from the store or, through `application`, by Django; all else goes through."""

    def __init__(self, application: Application, keeping: Keeping) -> None:
        self.application = application
        self.keeping = keeping
        self.store = keeping.store
        self.flights = Flights()
        self._secret = secrets.token_bytes(32)

    def spelling(self, environ: Environ) -> bytes | None:
        """The digest of a question as it was spelled; None for what does not concern this door."""
        raise NotImplementedError

    def key(self, environ: Environ) -> str | None:
        """The digest of what is asked, however spelled; None for what is to be refused behind the door."""
        raise NotImplementedError

    def fetch(self, environ: Environ) -> Came:
        """What Django answers, and what it was made from."""
        raise NotImplementedError

    def more_headers(self, environ: Environ) -> Headers:  # noqa: ARG002 - each door's own
        """What else this request is told beside what was kept."""
        return ()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        spelling = self.spelling(environ)
        if spelling is None:
            return self.application(environ, start_response)
        kept = self.store.by_spelling(spelling)
        if kept is not None:
            return self._give(kept, KEPT, environ, start_response)
        if not self.store.max_bytes:
            return self._compute("", spelling, environ, start_response)
        self.keeping.watch.start()
        return self._find(spelling, environ, start_response)

    def _find(self, spelling: bytes, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Look for another spelling of the same question, then for somebody who is computing its answer."""
        key = self.key(environ)
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

    def _compute(self, key: str, spelling: bytes, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        # Before anything is read: what comes from now on may or may not be in the answer.
        since = self.store.sequence
        came = self.fetch(environ)
        if came.kept is None:
            return self.pass_on(came, environ, start_response)
        self._note(came, environ)
        if key and not came.in_vain and self.store.put(key, spelling, came.kept, since):
            self.was_kept(key, came.kept)
        request_id = dict(came.headers).get("X-Request-ID")
        more = [("X-Request-ID", request_id)] if request_id and not came.kept.is_confidential else []
        return self._give(came.kept, COMPUTED, environ, start_response, more)

    def pass_on(self, came: Came, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Send what is not kept, and count it."""
        self._note(came, environ)
        self.keeping.cards.add(came.cards)
        start_response(came.status, came.headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else came.body]

    def _note(self, came: Came, environ: Environ) -> None:
        if came.in_vain:
            self.keeping.unanswered.note(came.in_vain, environ)

    def was_kept(self, key: str, answer: KeptAnswer) -> None:
        """An answer was kept under a key."""

    def _give(
        self,
        answer: KeptAnswer,
        cache_status: tuple[str, str],
        environ: Environ,
        start_response: StartResponse,
        more: Headers = (),
    ) -> Iterable[bytes]:
        """Send the answer, or say that the client has it; the cards it shows are counted."""
        self.keeping.cards.add(answer.cards)
        body, etag, headers = self.form(answer, environ)
        lifetimes = self.keeping.lifetimes
        remaining = min(answer.valid_until, self.store.public_until) - self.store.clock()
        if remaining < lifetimes.longest and not answer.is_confidential:
            headers = [*headers[:-1], ("Cache-Control", lifetimes.header(remaining))]
        headers = [*headers, *(() if answer.is_confidential else (cache_status,)), *self.more_headers(environ), *more]
        method, condition = environ["REQUEST_METHOD"], environ.get("HTTP_IF_NONE_MATCH")
        if condition is not None and method != "POST" and answer.status == OK and names_tag(condition, etag):
            # The headers of what the client has; there is no body to describe.
            start_response("304 Not Modified", [header for header in headers if header[0] not in DESCRIBE_A_BODY])
            return [b""]
        start_response(answer.status, headers)
        return [b"" if method == "HEAD" else body]

    def form(self, answer: KeptAnswer, environ: Environ) -> Form:  # noqa: ARG002 - each door's own
        """The body that goes out, its tag and its headers, Cache-Control last."""
        return answer.body, answer.etag, answer.headers

    def digest(self, *parts: bytes | str | None) -> bytes:
        """The digest of some parts with the key of this process."""
        digest = hashlib.blake2b(key=self._secret, digest_size=16)
        for part in parts:
            stored = part if isinstance(part, bytes) else (part or "").encode("utf-8", "surrogateescape")
            digest.update(b"%d:%b" % (len(stored), stored))
        return digest.digest()

    def cache_control(self, answer: KeptAnswer) -> tuple[str, str]:
        """What caches are told of an answer that holds for as long as any."""
        return CONFIDENTIAL if answer.is_confidential else ("Cache-Control", self.keeping.lifetimes.header())


def answer_made_from(made_from: MadeFrom, cards: Iterable[str], body: bytes, content_type: str) -> KeptAnswer:
    """The answer with this body, known by what it was made from."""
    moment = made_from.valid_until
    until = FOR_EVER if moment is None else moment.timestamp()
    answer = KeptAnswer(body, content_type, frozenset(made_from.tags), until, frozenset(cards))
    answer.is_confidential = made_from.is_confidential
    return answer
