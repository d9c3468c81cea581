"""A site on this machine that gives every kind of answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site(BaseHTTPRequestHandler):
    """`/status/NNN` answers so; the other paths are told below. Every request is written down in the server's `seen`."""

    def do_HEAD(self) -> None:
        self.answer(has_body=False)

    def do_GET(self) -> None:
        self.answer(has_body=True)

    def answer(self, *, has_body: bool) -> None:
        self.server.seen.append((self.command, self.path, dict(self.headers)))  # type: ignore[attr-defined]
        first, *rest = self.path.partition("?")[0].strip("/").split("/")
        if first in ANSWERS:
            status, headers = ANSWERS[first](self, rest)
            self.say(status, headers)
        elif first == "endless":
            self.say(200, {"Content-Length": str(10**12)})
            for _piece in range(100 if has_body else 0):
                self.wfile.write(b"x" * 65_536)
        elif first == "dripping":
            time.sleep(float(rest[0]))
            self.say(200)
        elif first == "garbage":
            self.wfile.write(b"no such protocol\r\n\r\n")
        else:
            self.say(200)

    def say(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.send_response_only(status)
        for name, value in {"Content-Length": "0", **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()


Answer = tuple[int, dict[str, str]]

ANSWERS: dict[str, Callable[[Site, list[str]], Answer]] = {
    "status": lambda _site, rest: (int(rest[0]), {}),
    "get-only": lambda site, _rest: (200 if site.command == "GET" else 501, {}),
    "guarded": lambda _site, rest: (429, {"Retry-After": rest[0]}),
    "circle": lambda _site, _rest: (302, {"Location": "/circle"}),
    "to": lambda site, _rest: (302, {"Location": site.path.partition("?")[2]}),
    "cookie": lambda site, _rest: (500 if "Cookie" in site.headers else 200, {"Set-Cookie": "visitor=1"}),
    **{
        code: lambda site, rest: (int(site.path.split("/")[1]), {"Location": "/" + "/".join(rest)}) for code in ("301", "302", "307", "308")
    },
}


@contextmanager
def serving() -> Iterator[tuple[str, list[tuple[str, str, dict[str, str]]]]]:
    """The address of a site that runs, and what it is asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.handle_error = lambda *_arguments: None  # type: ignore[method-assign] - clients here hang up half-way
    server.daemon_threads = True
    server.seen = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", server.seen  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
