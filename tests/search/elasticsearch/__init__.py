"""The engine on Elasticsearch: what it does while its server is away, and what only a real server can show."""
