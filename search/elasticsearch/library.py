"""The one module that imports the client of Elasticsearch, so that everybody else sees what of it is used."""

from typing import TYPE_CHECKING

from elasticsearch import ApiError, ConflictError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.helpers import streaming_bulk

# elasticsearch_dsl puts this package in its own place when it is imported, which types cannot follow.
if TYPE_CHECKING:
    from elasticsearch.dsl import Search, aggs, query
else:
    from elasticsearch_dsl import Search, aggs, query

__all__ = [
    "ApiError",
    "ConflictError",
    "Elasticsearch",
    "NotFoundError",
    "Search",
    "TransportError",
    "aggs",
    "query",
    "streaming_bulk",
]
