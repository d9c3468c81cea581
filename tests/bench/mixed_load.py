"""Readers of every kind at once: pages asked for again and again, pages nobody asked for yet, searches, answers already known."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from tests.bench.load import Request, by_get, by_post

READERS = 4
PAUSE_SECONDS = 0.05
"""What a reader waits between two requests: together they ask at most eighty times a second."""
TIMEOUT_SECONDS = 60
MOST_EXAMPLES = 5

PAGE = """
query Page($path: String!, $locale: Locale!) {
  page(path: $path, locale: $locale) { title summary isFallback bodyHtml themes { name } coverImage { rendition(name: CARD) { url } } }
}
"""
SEARCH = """
query Search($words: String!, $locale: Locale!) {
  search(query: $words, first: 10, locale: $locale) { totalCount nodes { title path } }
}
"""
WORDS = ("webcam", "mot de passe", "tablette", "sommeil", "rumeur", "password", "smartwatch", "headphones", "captures d'écran", "3018")


@dataclass
class Tally:
    """What the readers met: requests by kind, statuses, and the first errors in words."""

    requests: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    errors: int = 0
    examples: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, status: int, problem: str) -> None:
        """Count one answer; `problem` is empty where there is none."""
        with self.lock:
            self.requests[kind] += 1
            self.statuses[status] += 1
            if problem:
                self.errors += 1
                if len(self.examples) < MOST_EXAMPLES:
                    self.examples.append(f"{kind}: {status} {problem}")


class Reader(threading.Thread):
    """One reader on one connection, until told to stop; the same seed asks the same things."""

    def __init__(self, address: str, path: str, known: dict[str, str], paths: list[str], seed: int, tally: Tally) -> None:
        super().__init__(name=f"reader-{seed}", daemon=True)
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS)
        self._path, self._known, self._paths, self._tally = path, known, paths, tally
        self._draw = random.Random(seed)  # noqa: S311 - the same questions each time is the point
        self._tags: dict[str, str] = {}
        self._stop_asked = threading.Event()

    def stop(self) -> None:
        """Ask for the end; the answer under way is waited for."""
        self._stop_asked.set()

    def run(self) -> None:
        """Ask, look at the answer, wait a moment."""
        while not self._stop_asked.wait(PAUSE_SECONDS):
            kind, request = self._next()
            request = replace(
                request, headers={**request.headers, "X-Forwarded-For": f"10.2.{self._draw.randrange(256)}.{self._draw.randrange(256)}"}
            )
            try:
                status, problem = self._ask(request)
            except (OSError, http.client.HTTPException) as error:
                status, problem = 0, repr(error)
                self._connection.close()
            self._tally.note(kind, status, problem)
        self._connection.close()

    def _next(self) -> tuple[str, Request]:
        chance = self._draw.random()
        query = self._draw.choice(list(self._known.values()))
        if chance < 0.35:
            return "known queries by GET", by_get(self._path, query)
        if chance < 0.5:
            return "known queries by POST", by_post(self._path, query)
        if chance < 0.6:
            request = by_get(self._path, query)
            tag = self._tags.get(request.path, '"none yet"')
            return "known queries with their ETag", replace(request, headers={**request.headers, "If-None-Match": tag})
        variables = {"locale": self._draw.choice(("FR", "EN", "AR"))}
        if chance < 0.85:
            return "any page by POST", by_post(self._path, PAGE, {**variables, "path": self._draw.choice(self._paths)})
        return "searches by POST", by_post(self._path, SEARCH, {**variables, "words": self._draw.choice(WORDS)})

    def _ask(self, request: Request) -> tuple[int, str]:
        self._connection.request(request.method, request.path, request.body.encode() or None, dict(request.headers))
        response = self._connection.getresponse()
        body = response.read()
        if tag := response.getheader("ETag"):
            self._tags[request.path] = tag
        if response.status == http.HTTPStatus.NOT_MODIFIED:
            return response.status, ""
        if response.status != http.HTTPStatus.OK:
            return response.status, body[:200].decode(errors="replace")
        read = json.loads(body)
        return response.status, str(read["errors"])[:200] if "errors" in read else ""


def reading(address: str, path: str, known: dict[str, str], paths: list[str], tally: Tally, seconds: float) -> None:
    """Let the readers read for `seconds`."""
    readers = [Reader(address, path, known, paths, seed, tally) for seed in range(READERS)]
    for reader in readers:
        reader.start()
    time.sleep(seconds)
    for reader in readers:
        reader.stop()
    for reader in readers:
        reader.join(TIMEOUT_SECONDS)
