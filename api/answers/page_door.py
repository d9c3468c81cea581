"""The door of the website's pages: kept with their headers, as they are and compressed, for as long as all they were made from holds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from threading import Lock

from api.answers.door import Came, Door, Form, Keeping, answer_made_from
from api.answers.encodings import takes_gzip, zipped
from api.answers.gathering import gathering
from api.answers.headers import CONFIDENTIAL, surrogate_keys
from api.answers.store import FOR_EVER, KeptAnswer
from api.answers.wsgi import Application, Environ, Headers, StartResponse, whole_answer

Question = Callable[[str, str], str | None]
"""From a path and a query string to what of that counts, in one spelling; None for what is no page of the website."""

# What is kept: pages, the way from an address that a page had, and that there is nothing.
STATUSES = ("200 ", "301 ", "404 ")
MISSING = "404 "
# Paths at which there is nothing, kept at once: whoever tries addresses out does not drive the pages out.
MOST_MISSING = 500
# Headers that the door says itself, or that are one request's alone.
OWN_HEADERS = frozenset({"content-length", "etag", "cache-control", "surrogate-key", "vary", "x-request-id"})
# What a page cannot depend on: whoever is logged in to the admin reads the pages that everybody does.
ONE_VISITORS = frozenset({"HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"})
VARIES = ("Vary", "Accept-Encoding")


class PageDoor(Door):
    """Pages are asked for by GET and HEAD; what is sent to them by POST goes through, and is counted.

    `question` knows the website's addresses. Its pages depend on nothing of a request but what it tells: not on the host, nor on cookies.
    A page that looks at the clock itself leaves until when it holds, in seconds since 1970, under `until` among the values of the request.
    `secure_header` is what a proxy says of HTTPS, as Django's SECURE_PROXY_SSL_HEADER: a page is not given where a redirect is due.
    """

    def __init__(
        self, application: Application, keeping: Keeping, question: Question, until: str, secure_header: tuple[str, str] | None
    ) -> None:
        super().__init__(application, keeping)
        self.part_that_counts = question
        self.until = until
        self.secure_header = secure_header
        self._lock = Lock()
        self._missing: OrderedDict[str, None] = OrderedDict()

    def spelling(self, environ: Environ) -> bytes | None:
        """The digest of the address as it was written; None for what is no page of the website."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        path = environ["PATH_INFO"]
        if self.part_that_counts(path, "") is None:
            return None
        return self.digest(path, environ.get("QUERY_STRING"), self._scheme(environ))

    def key(self, environ: Environ) -> str | None:
        """The digest of what of the address counts."""
        path, told = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        question = self.part_that_counts(path, told)
        return None if question is None else self.digest(path, question, self._scheme(environ)).hex()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request; of what is sent to a page nothing is kept, and everything counted."""
        if environ["REQUEST_METHOD"] == "POST" and self.part_that_counts(environ["PATH_INFO"], "") is not None:
            return self.pass_on(self._made({}, environ), environ, start_response)
        return super().__call__(environ, start_response)

    def fetch(self, environ: Environ) -> Came:
        """The page, asked for by the parameters that count and no others."""
        told = self.part_that_counts(environ["PATH_INFO"], environ.get("QUERY_STRING", "")) or ""
        return self._made({"REQUEST_METHOD": "GET", "QUERY_STRING": told}, environ)

    def _made(self, instead: Environ, environ: Environ) -> Came:
        """What Django makes of a request in which some values stand instead of others."""
        asked = {name: value for name, value in environ.items() if name not in ONE_VISITORS} | instead
        with gathering() as gathered:
            status, headers, body = whole_answer(self.application, asked)
        made_from = gathered.made_from
        came = Came(status, headers, body, made_from.cards, in_vain=made_from.in_vain if gathered.is_whole else ())
        if made_from.is_confidential:
            came.headers = _confidential(headers)
        elif instead and gathered.is_whole and status.startswith(STATUSES) and _may_be_kept(headers):
            came.kept = answer_made_from(made_from, made_from.cards, body, dict(headers).get("Content-Type", ""))
            came.kept.status = status
            came.kept.valid_until = min(came.kept.valid_until, asked.get(self.until, FOR_EVER))
            self._dress(came.kept, headers)
        return came

    def was_kept(self, key: str, answer: KeptAnswer) -> None:
        """Of what is not there, only so much is kept."""
        if not answer.status.startswith(MISSING):
            return
        with self._lock:
            self._missing[key] = None
            self._missing.move_to_end(key)
            gone = self._missing.popitem(last=False)[0] if len(self._missing) > MOST_MISSING else ""
        if gone:
            self.store.drop(gone)

    def form(self, answer: KeptAnswer, environ: Environ) -> Form:
        """Compressed, where there is such a form and the browser takes it."""
        if answer.zipped and takes_gzip(environ.get("HTTP_ACCEPT_ENCODING")):
            return answer.zipped, _tag_of_zipped(answer.etag), answer.zipped_headers
        return super().form(answer, environ)

    def _dress(self, answer: KeptAnswer, headers: Headers) -> None:
        """Give the answer its forms, with the headers of its response."""
        answer.zipped = zipped(answer.body, answer.content_type)
        kept = [header for header in headers if header[0].lower() not in OWN_HEADERS]
        names = [("Surrogate-Key", surrogate_keys(answer.tags))] if answer.tags else []
        last = [*names, VARIES, self.cache_control(answer)]
        answer.headers = [*kept, ("Content-Length", str(len(answer.body))), ("ETag", answer.etag), *last]
        if answer.zipped:
            own = [("Content-Length", str(len(answer.zipped))), ("ETag", _tag_of_zipped(answer.etag)), ("Content-Encoding", "gzip")]
            answer.zipped_headers = [*kept, *own, *last]

    def _scheme(self, environ: Environ) -> str:
        if self.secure_header is not None:
            name, secure = self.secure_header
            return "https" if environ.get(name, "").split(",")[0].strip() == secure else "http"
        return str(environ["wsgi.url_scheme"])


def _may_be_kept(headers: Headers) -> bool:
    """Whether the view says so, and nothing in the response is for one visitor alone."""
    said = {name.lower(): value.lower() for name, value in headers}
    varies = {part.strip() for part in said.get("vary", "").split(",")} - {"", "accept-encoding"}
    control = said.get("cache-control", "")
    return "public" in control and "no-store" not in control and "set-cookie" not in said and not varies and "content-encoding" not in said


def _confidential(headers: Headers) -> Headers:
    """The headers of what answers words that speak of danger: nothing in them tells anybody beyond this process."""
    told = [header for header in headers if header[0].lower() not in OWN_HEADERS - {"content-length", "vary"}]
    return [*told, CONFIDENTIAL]


def _tag_of_zipped(etag: str) -> str:
    # The same page in other bytes has another tag; what the client has is told from it all the same.
    return f'{etag[:-1]}-gzip"'
