"""`python -m tests.bench.statements FOLDER PATH`: how many SQL statements each query of a folder takes, as JSON.

It runs in a process of its own, with the settings that DJANGO_SETTINGS_MODULE names, and asks the WSGI application that these settings
name: what stands in front of Django there (kept answers) is asked too.
"""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import django
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

# What surrounds statements and reads nothing.
TRANSACTIONAL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET ")
WARMING = 3


def count(application: Any, path: str, query: str) -> int:
    """The statements that one answer takes once everything is warm, on all connections together; raises RuntimeError for errors."""
    for _ in range(WARMING):
        _ask(application, path, query)
    with ExitStack() as stack:
        captured = [stack.enter_context(CaptureQueriesContext(connection)) for connection in connections.all()]
        _ask(application, path, query)
        statements = [entry["sql"] for context in captured for entry in context.connection.queries[context.initial_queries :]]
    return sum(not statement.startswith(TRANSACTIONAL) for statement in statements)


def _ask(application: Any, path: str, query: str) -> None:
    request = RequestFactory(headers={"host": "127.0.0.1"}).post(path, {"query": query}, content_type="application/json")
    answer = application(request.environ, lambda _status, _headers: None)
    try:
        read = json.loads(b"".join(answer))
    finally:
        if hasattr(answer, "close"):
            answer.close()
    if "errors" in read:
        raise RuntimeError(str(read["errors"]))


if __name__ == "__main__":
    django.setup()
    folder, path = sys.argv[1:]
    served = get_internal_wsgi_application()
    counts = {file.stem: count(served, path, file.read_text(encoding="utf-8")) for file in sorted(Path(folder).glob("*.graphql"))}
    sys.stdout.write(json.dumps(counts))
