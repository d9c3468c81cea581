"""A PostgreSQL server for one site, with the process that answers for what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tests.bench.processes import all_processes
from tests.stack.postgresql import postgresql


@contextmanager
def postgresql_site() -> Iterator[tuple[str, int]]:
    """Start a server with an empty database; yields its address and the process whose tree is the server.

    Raises PostgreSQLMissingError where none is installed.
    """
    with postgresql() as url:
        server, name = url.rsplit("/", 1)
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
            backend = connection.info.backend_pid
            parents = {process.pid: process.parent for process in all_processes()}
        yield url, parents[backend]
