"""The Python behind the GraphQL endpoint."""
