"""`python -m tests.bench.statements FOLDER PATH`: how many SQL statements each query of a folder takes, as JSON.

It runs in a process of its own, with the settings that DJANGO_SETTINGS_MODULE names, without any server or answer cache.
"""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from pathlib import Path

import django
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

# What surrounds statements and reads nothing.
TRANSACTIONAL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET ")


def count(query: str, path: str) -> int:
    """The statements that one answer takes once everything is warm, on all connections together."""
    client = Client(headers={"host": "127.0.0.1"})

    def ask() -> None:
        answer = client.post(path, {"query": query}, content_type="application/json").json()
        if "errors" in answer:
            raise RuntimeError(str(answer["errors"]))

    ask()
    with ExitStack() as stack:
        captured = [stack.enter_context(CaptureQueriesContext(connection)) for connection in connections.all()]
        ask()
        statements = [query["sql"] for context in captured for query in context.connection.queries[context.initial_queries :]]
    return sum(not statement.startswith(TRANSACTIONAL) for statement in statements)


if __name__ == "__main__":
    django.setup()
    folder, path = sys.argv[1:]
    counts = {file.stem: count(file.read_text(encoding="utf-8"), path) for file in sorted(Path(folder).glob("*.graphql"))}
    sys.stdout.write(json.dumps(counts))
