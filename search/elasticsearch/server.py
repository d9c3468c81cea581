"""The way to the server: nobody waits longer than the deadlines below, and nobody waits at all while it is known to be away."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from search.elasticsearch.breaker import CircuitBreaker
from search.elasticsearch.library import ApiError, ConflictError, Elasticsearch, NotFoundError, TransportError
from search.engine import SearchUnavailableError

logger = logging.getLogger(__name__)

# Seconds for a connection, and again for the answer: a reader is told within one second that search cannot answer.
READING_SECONDS = 0.4
# The same for what no reader waits for. One call writes a few megabytes at most.
WRITING_SECONDS = 30.0

# Seconds after a failure in which the server is left alone.
REST_SECONDS = 3.0

# Times that a call is made again when the connection breaks, which it does when a server was started anew; never after a deadline.
TRIES_AGAIN = 2

# The server is well, but would not do this.
_OUR_FAULT = (400, 405, 406, 413)

# More than the threads of a web process: none waits for another's connection.
CONNECTIONS = 100


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where the server is: one or more addresses of its nodes, with user and password in them, or a key.

    `ca_file` holds the certificates that those of the nodes are signed with, where the system does not know them.
    """

    urls: tuple[str, ...]
    api_key: str = ""
    ca_file: Path | None = None


class Server:
    """A server's clients: `reading` for what a reader waits for, `writing` for the rest; both only within `call`."""

    def __init__(self, address: ServerAddress, breaker: CircuitBreaker | None = None, reading_seconds: float | None = None) -> None:
        self.reading_seconds = reading_seconds or READING_SECONDS
        client = Elasticsearch(
            list(address.urls),
            api_key=address.api_key or None,
            ssl_context=_tls(address),
            connections_per_node=CONNECTIONS,
            max_retries=TRIES_AGAIN,
            retry_on_timeout=False,
            retry_on_status=(),
        )
        self.reading = client.options(request_timeout=self.reading_seconds)
        self.writing = client.options(request_timeout=WRITING_SECONDS)
        self._breaker = breaker or CircuitBreaker(REST_SECONDS)

    @contextmanager
    def call(self) -> Iterator[None]:
        """Around each call. What the server refuses as not there, or changed meanwhile, is passed on: NotFoundError, ConflictError.

        Everything else it refuses, and its silence, raise SearchUnavailableError. Where it could not answer whoever asked, the circuit
        opens: who calls next is told at once.
        """
        if not self._breaker.lets_through():
            raise SearchUnavailableError("The search server does not answer; it is asked again in a moment.")
        try:
            yield
        except (NotFoundError, ConflictError):
            self._answered()
            raise
        except (ApiError, TransportError) as error:
            # Neither the request nor what the server says of it: a reader's words stand in both.
            said = f"{type(error).__name__} {getattr(error, 'status_code', '')}".strip()
            if isinstance(error, ApiError) and error.status_code in _OUR_FAULT:
                self._answered()
                logger.error("The search server refused a request: %s", said)
            elif self._breaker.failed():
                logger.warning("The search server cannot answer: %s", said)
            raise SearchUnavailableError("The search server cannot answer.") from error
        self._answered()

    def _answered(self) -> None:
        if self._breaker.succeeded():
            logger.warning("The search server answers again.")


def _tls(address: ServerAddress) -> ssl.SSLContext | None:
    if not any(url.startswith("https:") for url in address.urls):
        return None
    return ssl.create_default_context(cafile=str(address.ca_file) if address.ca_file else None)
