"""The one module that imports the client of Elasticsearch, so that everybody else sees what of it is used."""

from elasticsearch import ApiError, ConflictError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.dsl import Search, aggs, query
from elasticsearch.helpers import streaming_bulk

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
