"""The contract as a file: the schema in GraphQL's own language, reviewed like code."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from graphql import print_schema

from api.schema.build import schema

RENEW = "make schema"


def contract_file() -> Path:
    """Where the contract stands."""
    return Path(settings.BASE_DIR) / "graphql" / "schema.graphql"


def contract_text() -> str:
    """The contract as the code keeps it now."""
    return print_schema(schema()) + "\n"


def is_kept() -> bool:
    """Whether the file says what the code keeps."""
    file = contract_file()
    return file.exists() and file.read_text(encoding="utf-8") == contract_text()
