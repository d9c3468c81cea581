"""A door with a store of its own in front of Django, and a clock that tests set."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from api.answers.answer_door import AnswerDoor
from api.answers.door import Keeping
from api.answers.headers import Lifetimes
from api.answers.page_door import PageDoor
from api.answers.store import AnswerStore
from api.answers.unanswered import UnansweredQuestions
from api.answers.watch import Watch
from api.http.cors import CrossOrigin
from search.crisis.counting import CardCounter
from website.freshness import UNTIL
from website.parameters import question


@dataclass(frozen=True)
class Reply:
    """What came out of the door."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def data(self) -> Any:
        assert "errors" not in self.json, self.json
        return self.json["data"]

    @property
    def was_kept(self) -> bool:
        return self.headers["Cache-Status"] == "club; hit"


class Clock:
    """The moment it is, for the store, for operations and for the watch."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def seconds(self) -> float:
        return self.now.timestamp()

    def pass_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in ("api.http.execution", "api.answers.watch"):
            monkeypatch.setattr(f"{module}.timezone", SimpleNamespace(now=lambda: self.now))


@contextmanager
def _connections_stay_open() -> Iterator[None]:
    """As in Django's test client: a test's own transaction does not outlive its connection."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


class House:
    """The door, asked as clients ask it."""

    def __init__(self, clock: Clock, max_bytes: int = 1_000_000, origins: tuple[str, ...] = (), application: Any = None) -> None:
        self.clock = clock
        self.store = AnswerStore(max_bytes, clock.seconds)
        self.watch = Watch(self.store)
        # Tests look themselves: no thread of its own looks in between.
        self.watch.start = lambda: None  # type: ignore[method-assign]
        self.unanswered = UnansweredQuestions(proxies=0)
        self.cards = CardCounter()
        # The same for what is counted.
        self.unanswered.start = lambda: None
        self.cards.start = lambda: None
        served = application or get_wsgi_application()
        keeping = Keeping(self.store, self.watch, Lifetimes(10, 60, 30), self.unanswered, self.cards)
        self.pages = PageDoor(served, keeping, question, UNTIL, None)
        self.door = AnswerDoor(self.pages, keeping, "/graphql", CrossOrigin(origins))

    def look(self) -> int:
        return self.watch.look()

    def post(self, query: str, variables: dict[str, Any] | None = None, **headers: str) -> Reply:
        body = json.dumps({"query": query} if variables is None else {"query": query, "variables": variables}).encode()
        return self.send("POST", body=body, CONTENT_TYPE="application/json", **headers)

    def get(self, query: str, variables: dict[str, Any] | None = None, **headers: str) -> Reply:
        named = {"query": query} if variables is None else {"query": query, "variables": json.dumps(variables)}
        return self.send("GET", query_string=urlencode(named), **headers)

    def send(self, method: str, path: str = "/graphql", query_string: str = "", body: bytes = b"", **headers: str) -> Reply:
        started: list[Any] = []
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query_string,
            "CONTENT_LENGTH": str(len(body)) if body else "",
            "REMOTE_ADDR": "127.0.0.1",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SCRIPT_NAME": "",
            "wsgi.input": io.BytesIO(body),
            "wsgi.url_scheme": "http",
            **headers,
        }
        with _connections_stay_open():
            parts = self.door(environ, lambda status, given, *_: started.extend((status, given)))
        whole = b"".join(parts)
        names = [name for name, _value in started[1]]
        assert len(names) == len(set(names)), names
        return Reply(int(started[0].split()[0]), dict(started[1]), whole)
