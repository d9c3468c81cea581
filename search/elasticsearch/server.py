"""The way to the server: nobody waits longer than the deadlines below, and nobody waits at all while it is known to be away."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from search.elasticsearch.breaker import CircuitBreaker
from search.elasticsearch.library import ApiError, ConflictError, Elasticsearch, NotFoundError, TransportError
from search.elasticsearch.patience import Patience
from search.engine import SearchUnavailableError

logger = logging.getLogger(__name__)

# Seconds for a connection, and again for the answer; all calls of one question have no more than one: a reader is told within one second
# that search cannot answer.
READING_SECONDS = 0.4
# The same for what no reader waits for. One call writes a few megabytes at most.
WRITING_SECONDS = 30.0

# Seconds after a failure in which the server is left alone.
REST_SECONDS = 3.0

# Times that a call is made again when the connection breaks, which it does when a server was started anew; never after a deadline.
TRIES_AGAIN = 2

# What is said when a generation was removed, and when a question has had its time.
REPLACED = "The search index was replaced just now."
TOO_SLOW = "The search server did not finish in time."

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

    def __init__(self, address: ServerAddress, breaker: CircuitBreaker | None = None, patience: Patience | None = None) -> None:
        self._patience = patience or Patience(READING_SECONDS)
        self._client = Elasticsearch(
            list(address.urls),
            api_key=address.api_key or None,
            ssl_context=_tls(address),
            connections_per_node=CONNECTIONS,
            max_retries=TRIES_AGAIN,
            retry_on_timeout=False,
            retry_on_status=(),
        )
        # By the seconds after which each gives up.
        self._giving_up: dict[float, Elasticsearch] = {}
        self.writing = self._giving_up_after(WRITING_SECONDS)
        self._breaker = breaker or CircuitBreaker(REST_SECONDS)

    @property
    def reading(self) -> Elasticsearch:
        """Gives up when a reader has waited long enough."""
        return self._giving_up_after(self.reading_seconds)

    @property
    def reading_seconds(self) -> float:
        """What the next call that a reader waits for has to answer in."""
        return self._patience.seconds()

    def asking(self) -> AbstractContextManager[None]:
        """Around the calls of one question: together they have no more time than one."""
        return self._patience.asking()

    @contextmanager
    def call(self) -> Iterator[None]:
        """Around each call. What the server refuses as not there, or changed meanwhile, is passed on: NotFoundError, ConflictError.

        Everything else it refuses, and its silence, raise SearchUnavailableError. Where it could not answer whoever asked, or a question
        has had its time, the circuit opens: who calls next is told at once. So it does when SearchUnavailableError is raised within.
        """
        if not self._breaker.lets_through():
            raise SearchUnavailableError("The search server does not answer; it is asked again in a moment.")
        try:
            if not self.reading_seconds:
                raise SearchUnavailableError(TOO_SLOW)
            with self._patience.call():
                yield
        except SearchUnavailableError as error:
            self._failed(str(error))
            raise
        except (NotFoundError, ConflictError):
            self._answered()
            raise
        except (ApiError, TransportError) as error:
            said = _said(error)
            if isinstance(error, ApiError) and error.status_code in _OUR_FAULT:
                self._answered()
                logger.error("The search server refused a request: %s", said)
            else:
                self._failed(said)
            raise SearchUnavailableError("The search server cannot answer.") from error
        self._answered()

    @contextmanager
    def call_beside(self) -> Iterator[None]:
        """Around a call for what answers can do without: the same, but that how it went tells nobody, and opens and closes no circuit."""
        try:
            yield
        except (NotFoundError, ConflictError):
            raise
        except (ApiError, TransportError) as error:
            logger.warning("The search server cannot tell what is asked of it beside: %s", _said(error))
            raise SearchUnavailableError("The search server cannot answer.") from error

    def _giving_up_after(self, seconds: float) -> Elasticsearch:
        if seconds not in self._giving_up:
            self._giving_up[seconds] = self._client.options(request_timeout=seconds)
        return self._giving_up[seconds]

    def _failed(self, said: str) -> None:
        if self._breaker.failed():
            logger.warning("The search server cannot answer: %s", said)

    def _answered(self) -> None:
        if self._breaker.succeeded():
            logger.warning("The search server answers again.")


def _said(error: ApiError | TransportError) -> str:
    # Neither the request nor what the server says of it: a reader's words stand in both.
    return f"{type(error).__name__} {getattr(error, 'status_code', '')}".strip()


def _tls(address: ServerAddress) -> ssl.SSLContext | None:
    if not any(url.startswith("https:") for url in address.urls):
        return None
    return ssl.create_default_context(cafile=str(address.ca_file) if address.ca_file else None)
