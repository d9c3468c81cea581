"""Names of our own on the server of the tests."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator

import pytest

from search.elasticsearch import ElasticsearchEngine
from tests.search.server import remove_indices, server_engine


@pytest.fixture
def prefix() -> Iterator[str]:
    """What the names of this test's indices begin with."""
    name = f"test-{secrets.token_hex(6)}"
    yield name
    remove_indices(name)


@pytest.fixture
def another_process(prefix: str) -> Callable[[], ElasticsearchEngine]:
    """Makes engines over this test's index with connections of their own."""
    return lambda: server_engine(prefix)


@pytest.fixture
def engine(another_process: Callable[[], ElasticsearchEngine]) -> ElasticsearchEngine:
    """An engine without an index."""
    return another_process()
