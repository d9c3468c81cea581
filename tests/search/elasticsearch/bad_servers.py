"""Servers that do not answer as they should, on a free port for as long as a block lasts."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.ports import free_port


@dataclass
class BadServer:
    """Where it is, what was asked of it, and with which authorization."""

    url: str
    asked: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def nobody() -> Iterator[BadServer]:
    """Refuses every connection."""
    yield BadServer(f"http://127.0.0.1:{free_port()}")


@contextmanager
def silent() -> Iterator[BadServer]:
    """Takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as listening:
        yield BadServer(f"http://127.0.0.1:{listening.getsockname()[1]}")


@contextmanager
def answering(
    status: int, body: bytes = b'{"error": {"type": "said"}}', meanwhile: Callable[[], object] = lambda: None
) -> Iterator[BadServer]:
    """Answers everything with this status; `meanwhile` is done before each answer."""
    told = BadServer("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            told.asked.append((self.path, self.headers.get("Authorization", "")))
            meanwhile()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = _answer  # noqa: N815 - the library's names

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
