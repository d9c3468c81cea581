"""Answers from a GraphQL endpoint elsewhere, kept as its `Cache-Control` allows, asked for again by their ETag.

While the endpoint is away, what is kept is given for some minutes more: its new start is not the website's.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import orjson
import urllib3
from urllib3.exceptions import HTTPError

from website.client.answers import Answer, UnavailableError, answer_of, answer_with
from website.client.documents import Document
from website.client.keeping import KeptAnswer, KeptAnswers
from website.client.lifetimes import lifetime_of

# Seconds to reach the endpoint, and to wait for its answer: it gives an operation up after five.
CONNECT_SECONDS = 2.0
ANSWER_SECONDS = 8.0
# Seconds for which what is kept is still given, once its time is up, while the endpoint is away.
STALE_IF_AWAY = 300
# Seconds between two attempts to reach an endpoint that is away: visitors do not each wait for it in vain.
ASK_AGAIN_AFTER = 2.0
# Connections kept open.
CONNECTIONS = 16
# What is sent in a body and never in an address, where it could be written into a log on the way: people's words, and what opens a draft.
UNSPOKEN = frozenset({"query", "token"})

NOT_MODIFIED = 304
JSON = {"Accept": "application/json", "Content-Type": "application/json"}


class Remote:
    """Asks the endpoint at `url`. `clock` is in seconds and never goes back."""

    def __init__(self, url: str, *, max_bytes: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.url = url
        self.clock = clock
        self.kept = KeptAnswers(max_bytes)
        timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=ANSWER_SECONDS)
        self._pool = urllib3.PoolManager(maxsize=CONNECTIONS, timeout=timeout, headers={"User-Agent": "club-website"})
        self._secret = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._under_way: dict[bytes, Future[KeptAnswer]] = {}
        self._away_until = float("-inf")

    @property
    def is_away(self) -> bool:
        """Whether the endpoint was away a moment ago."""
        return self.clock() < self._away_until

    def ask(self, document: Document, variables: Mapping[str, Any], address: str) -> Answer:
        """As `Client.ask`."""
        if document.is_mutation:
            response = self._send("POST", document, variables, {"X-Forwarded-For": address})
            return answer_of(response.status, response.headers, _body(response))
        key = self._key(document, variables)
        kept, now = self.kept.get(key), self.clock()
        if kept is not None and kept.is_fresh(now):
            return self._given(kept)
        if kept is not None and kept.is_usable(now):
            self._renew_beside(key, document, variables, kept)
            return self._given(kept)
        return self._given(self._boarded(key, document, variables, kept))

    def _given(self, kept: KeptAnswer) -> Answer:
        # Read anew each time: what one visitor's page does with it is not seen by another's.
        left = max(0, int(kept.fresh_left(self.clock())))
        return answer_with(orjson.loads(kept.body), replace(kept.lifetime, fresh=left), kept.surrogate_key)

    def _boarded(self, key: bytes, document: Document, variables: Mapping[str, Any], kept: KeptAnswer | None) -> KeptAnswer:
        """What is fetched now, by this thread or by the first that asked the same."""
        mine: Future[KeptAnswer] = Future()
        with self._lock:
            landing = self._under_way.setdefault(key, mine)
        if landing is not mine:
            return landing.result()
        try:
            mine.set_result(self._fetched(key, document, variables, kept))
        except BaseException as error:
            mine.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._under_way[key]
        return mine.result()

    def _renew_beside(self, key: bytes, document: Document, variables: Mapping[str, Any], kept: KeptAnswer) -> None:
        """Fetch it in a thread of its own, unless somebody does already."""
        with self._lock:
            if key in self._under_way:
                return
        threading.Thread(target=self._renew, args=(key, document, variables, kept), name="renewing-answer", daemon=True).start()

    def _renew(self, key: bytes, document: Document, variables: Mapping[str, Any], kept: KeptAnswer) -> None:
        try:
            self._boarded(key, document, variables, kept)
        except UnavailableError:
            # Whoever asks when its time is up will be told.
            return

    def _fetched(self, key: bytes, document: Document, variables: Mapping[str, Any], kept: KeptAnswer | None) -> KeptAnswer:
        """A new answer, or the one that is kept while the endpoint is away."""
        try:
            came = self._asked(document, variables, kept)
        except UnavailableError:
            if kept is None or kept.fresh_left(self.clock()) + STALE_IF_AWAY <= 0:
                raise
            return kept
        if came.may_be_kept:
            self.kept.put(key, came)
        else:
            self.kept.drop(key)
        return came

    def _asked(self, document: Document, variables: Mapping[str, Any], kept: KeptAnswer | None) -> KeptAnswer:
        """What the endpoint answers now."""
        is_spoken = UNSPOKEN.isdisjoint(variables)
        # Only GET has conditions; what the client has is told as 304.
        condition = {"If-None-Match": kept.etag} if kept is not None and kept.etag and is_spoken else {}
        came_at = self.clock()
        response = self._send("GET" if is_spoken else "POST", document, variables, condition)
        headers = {name.lower(): value for name, value in response.headers.items()}
        lifetime = lifetime_of(headers)
        if response.status == NOT_MODIFIED and kept is not None:
            return replace(kept, lifetime=lifetime, came_at=came_at)
        answer = answer_of(response.status, headers, _body(response))
        return KeptAnswer(
            response.data,
            headers.get("etag", ""),
            headers.get("surrogate-key", ""),
            lifetime,
            came_at,
            may_be_kept=lifetime.is_public and not answer.errors,
        )

    def _send(self, method: str, document: Document, variables: Mapping[str, Any], headers: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
        if self.is_away:
            raise UnavailableError("The endpoint is away.")
        identity = f"sha256:{document.identity}"
        url, body = self.url, None
        if method == "GET":
            url = f"{url}?{urlencode({'documentId': identity, 'variables': _json(variables).decode()})}"
        else:
            body = _json({"documentId": identity, "variables": dict(variables)})
        # A connection that the endpoint closed meanwhile is tried again; a mutation may have been heard, and is not.
        again = 0 if document.is_mutation else 1
        retries = urllib3.Retry(
            connect=1, read=again, redirect=0, status=0, other=0, allowed_methods=None, respect_retry_after_header=False
        )
        try:
            return self._pool.request(method, url, body=body, headers={**JSON, **headers}, retries=retries)
        except HTTPError as error:
            self._away_until = self.clock() + ASK_AGAIN_AFTER
            # What the library says of it may repeat the address with what was asked.
            raise UnavailableError(f"The endpoint is away: {type(error).__name__}.") from None

    def _key(self, document: Document, variables: Mapping[str, Any]) -> bytes:
        """A digest with a key of this process: no question can be found in its memory, nor tried out."""
        return hashlib.blake2b(document.identity.encode() + _json(variables), key=self._secret, digest_size=16).digest()


def _json(value: Mapping[str, Any]) -> bytes:
    return orjson.dumps(dict(value), option=orjson.OPT_SORT_KEYS)


def _body(response: urllib3.BaseHTTPResponse) -> dict[str, Any]:
    try:
        body = orjson.loads(response.data)
    except orjson.JSONDecodeError:
        body = None
    if not isinstance(body, dict):
        raise UnavailableError(f"The endpoint answers {response.status}, and no JSON.")
    return body
