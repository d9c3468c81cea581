"""Asking the endpoint as a reader does: over HTTP, and counting the statements an answer takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

# What surrounds an operation's own statements: the transaction of the snapshot, a savepoint inside a test's own, a preview's limit of time.
TRANSACTIONAL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "SET LOCAL")


@dataclass(frozen=True)
class Answer:
    """The data of an answer without errors, and the statements it took."""

    data: Any
    statements: list[str]


def post(query: str, variables: dict[str, Any] | None = None, **headers: str) -> Any:
    """The response to an operation, whatever it is."""
    body = {"query": query} if variables is None else {"query": query, "variables": variables}
    return Client().post("/graphql", body, content_type="application/json", headers=headers)


def ask(query: str, variables: dict[str, Any] | None = None) -> Answer:
    """The answer to an operation; errors fail the test."""
    with CaptureQueriesContext(connections[settings.SNAPSHOT_DATABASE]) as captured:
        response = post(query, variables)
    answer = response.json()
    if "errors" in answer or response.status_code != 200:
        pytest.fail(f"{response.status_code}: {answer}")
    statements = [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(TRANSACTIONAL)]
    return Answer(answer["data"], statements)


def data_of(query: str, variables: dict[str, Any] | None = None) -> Any:
    """The data of an answer; errors fail the test."""
    return ask(query, variables).data
