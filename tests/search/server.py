"""The Elasticsearch server of the tests, if one is named, and engines on it."""

from __future__ import annotations

import os
from functools import cache

from search.elasticsearch import ElasticsearchEngine
from search.elasticsearch.library import Elasticsearch
from search.elasticsearch.patience import Patience
from search.elasticsearch.server import Server, ServerAddress

SERVER_URL = os.environ.get("TEST_SEARCH_URL", "")

LANGUAGES = ("fr", "en", "ar")


# The server shares a machine with the tests: what they say of an answer is not how fast it came (seconds).
PATIENCE = 30.0


def server_engine(prefix: str, fingerprint: str = "content", url: str = SERVER_URL) -> ElasticsearchEngine:
    """An engine with connections of its own, as another process has."""
    return ElasticsearchEngine(Server(ServerAddress((url,)), patience=Patience(PATIENCE)), prefix, LANGUAGES, fingerprint)


@cache
def client(url: str = SERVER_URL) -> Elasticsearch:
    """A client of the server, for looking at what is there."""
    return Elasticsearch(url, request_timeout=PATIENCE)


def remove_indices(prefix: str, url: str = SERVER_URL) -> None:
    """Remove all that a test made on the server."""
    for name in client(url).indices.get(index=f"{prefix}*", expand_wildcards="all"):
        client(url).indices.delete(index=name)
