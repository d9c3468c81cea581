"""The door of answers to GraphQL: the same question is known by GET and POST, however it is spelled."""

from __future__ import annotations

from io import BytesIO

import orjson

from api.answers.door import Came, Door, Keeping, answer_made_from
from api.answers.headers import surrogate_keys
from api.answers.slot import SLOT, Slot
from api.answers.store import KeptAnswer
from api.answers.wsgi import Application, Environ, Headers, whole_answer
from api.http.cors import CrossOrigin
from api.http.errors import RequestError
from api.http.media_types import wants_strict
from api.http.request_body import MAX_REQUEST_BYTES, read_request


class AnswerDoor(Door):
    """What is sent to `path` is a question."""

    def __init__(self, application: Application, keeping: Keeping, path: str, cross_origin: CrossOrigin) -> None:
        super().__init__(application, keeping)
        self.path = path
        self.cross_origin = cross_origin

    def spelling(self, environ: Environ) -> bytes | None:
        """The digest of a question's bytes and of what else its answer depends on; None for what is no question of usual size."""
        if environ["PATH_INFO"] != self.path:
            return None
        method = environ["REQUEST_METHOD"]
        if method == "GET":
            return self.digest(b"GET", environ.get("QUERY_STRING"), environ.get("HTTP_ACCEPT"))
        if method != "POST":
            return None
        length = environ.get("CONTENT_LENGTH") or ""
        if not length.isdecimal() or int(length) > MAX_REQUEST_BYTES:
            return None
        body = environ["wsgi.input"].read(int(length))
        # Whoever reads it again, behind the door, starts at its first byte.
        environ["wsgi.input"] = BytesIO(body)
        return self.digest(body, environ.get("HTTP_ACCEPT"), environ.get("CONTENT_TYPE"))

    def key(self, environ: Environ) -> str | None:
        """The digest of what is asked, however spelled: document, variables, operation, media type; None for what the view refuses."""
        try:
            asked = read_request(_Question(environ))
        except RequestError:
            return None
        is_strict = wants_strict(environ.get("HTTP_ACCEPT", ""))
        return self.digest(orjson.dumps([asked, is_strict], option=orjson.OPT_SORT_KEYS)).hex()

    def fetch(self, environ: Environ) -> Came:
        """The endpoint's answer; it says itself, in the slot, what it was made from."""
        slot = environ[SLOT] = Slot()
        status, headers, body = whole_answer(self.application, environ)
        if slot.made_from is None:
            return Came(status, headers, body, slot.cards)
        answer = answer_made_from(slot.made_from, slot.cards, body, dict(headers)["Content-Type"])
        answer.headers = self._steady_headers(answer)
        return Came(status, headers, body, slot.cards, answer, slot.made_from.in_vain)

    def more_headers(self, environ: Environ) -> Headers:
        """Whether the page that asks may read it."""
        return self.cross_origin.headers(environ.get("HTTP_ORIGIN"))

    def _steady_headers(self, answer: KeptAnswer) -> list[tuple[str, str]]:
        return [
            ("Content-Type", answer.content_type),
            ("Content-Length", str(len(answer.body))),
            ("ETag", answer.etag),
            *([("Surrogate-Key", surrogate_keys(answer.tags))] if answer.tags else []),
            ("Vary", self.cross_origin.varies),
            ("X-Content-Type-Options", "nosniff"),
            self.cache_control(answer),
        ]


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
