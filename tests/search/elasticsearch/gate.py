"""A gate before a server, which a test opens and shuts: shut, it is as if the server were away."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit


class Gate:
    """Passes connections on to a server while it is open; when it shuts, those there are break."""

    def __init__(self, server_url: str) -> None:
        parts = urlsplit(server_url)
        self._server = (parts.hostname, parts.port)
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=50)
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.is_open = True
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._take, daemon=True).start()

    def shut(self) -> None:
        """Break all connections, and each new one at once."""
        with self._lock:
            self.is_open = False
            for connection in self._connections:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            self._connections.clear()

    def open(self) -> None:
        """Pass connections on again."""
        self.is_open = True

    def close(self) -> None:
        """Shut it for good."""
        self.shut()
        # Closing alone would leave the thread that accepts where it is.
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _take(self) -> None:
        while True:
            try:
                client, _address = self._listening.accept()
            except OSError:
                return
            if not self.is_open:
                client.close()
                continue
            server = socket.create_connection(self._server)
            with self._lock:
                self._connections |= {client, server}
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65_536):
                other.sendall(data)
        for each in (one, other):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


@contextmanager
def gate_before(server_url: str) -> Iterator[Gate]:
    """An open gate before a server for as long as a block lasts."""
    gate = Gate(server_url)
    try:
        yield gate
    finally:
        gate.close()
