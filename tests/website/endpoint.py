"""An endpoint on a loopback port that answers what a test wants, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PUBLIC = "public, max-age=10, s-maxage=60, stale-while-revalidate=30"


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def parameters(self) -> dict[str, Any]:
        if self.method == "POST":
            return dict(json.loads(self.body))
        named = {name: values[0] for name, values in parse_qs(urlsplit(self.target).query).items()}
        return {**named, "variables": json.loads(named["variables"])}


@dataclass
class Reply:
    """What the endpoint answers."""

    body: Any = field(default_factory=lambda: {"data": {"site": {"name": "Club"}}})
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Cache-Control": PUBLIC, "ETag": '"one"', "Surrogate-Key": "site page-1"})

    @property
    def raw(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


class Endpoint:
    """It answers `reply`; `before` is called for each request first, in its thread."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.reply = Reply()
        self.before: Callable[[], object] = lambda: None
        self.url = ""

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        self.before()
        etag = self.reply.headers.get("ETag")
        if etag and asked.method == "GET" and asked.headers.get("if-none-match") == etag:
            return Reply(b"", 304, self.reply.headers)
        return self.reply


@contextmanager
def listening() -> Iterator[Endpoint]:
    """An endpoint that answers until the end of the block."""
    endpoint = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = endpoint.answer(Asked(self.command, self.path, headers, body))
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.raw)))
            self.end_headers()
            self.wfile.write(reply.raw)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    endpoint.url = f"http://127.0.0.1:{server.server_address[1]}/graphql"
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
