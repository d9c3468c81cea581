"""The engine on a server of its own: Elasticsearch, for several web processes on several hosts.

A generation is an index; one alias names the live one. `mapping` says what is stored, `requests` how a question becomes a query and
`answers` what comes back; `server` is the way to the server, with the deadlines of `patience` and the circuit breaker of `breaker`;
`generations` keeps indices and aliases, `lease` says who may write, `writing` writes, `engine` joins them. `library` is the one place
where the client library is imported.
"""

from search.elasticsearch.engine import ElasticsearchEngine, connected_engine

__all__ = ["ElasticsearchEngine", "connected_engine"]
