"""Running an operation in a transaction that is always undone: what it lays into the tables is there for itself alone, while it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction
from graphql import ExecutionResult

# The editor who writes the page saves it every half second; an operation that met such a save begins anew.
ATTEMPTS = 3
# PostgreSQL: somebody else changed the row since this transaction began to read; two wait for each other, and this one gives way.
OTHER_WRITERS = frozenset({"40001", "40P01"})


class PreviewResult(ExecutionResult):
    """The result of an operation that asked for a draft: nobody keeps it."""


def run_undone(run: Callable[[str], ExecutionResult]) -> PreviewResult:
    """What `run` gives on the connection whose alias it gets, everything it writes undone."""
    for _attempt in range(ATTEMPTS):
        with undone(DEFAULT_DB_ALIAS):
            result = run(DEFAULT_DB_ALIAS)
        if not _met_another_writer(result):
            break
    return PreviewResult(result.data, result.errors, result.extensions)


@contextmanager
def undone(alias: str) -> Iterator[None]:
    """Whatever is written inside, on the connection of this alias, is undone at the end."""
    connection = connections[alias]
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(using=alias):
        try:
            if is_outermost and connection.vendor == "postgresql":
                # As the snapshot's own: everything is read from one state. SQLite knows nothing else.
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
        finally:
            transaction.set_rollback(True, using=alias)


def _met_another_writer(result: ExecutionResult) -> bool:
    causes = [error.original_error for error in result.errors or ()]
    states = [getattr(cause.__cause__, "sqlstate", "") for cause in causes if isinstance(cause, OperationalError)]
    return not OTHER_WRITERS.isdisjoint(states)
