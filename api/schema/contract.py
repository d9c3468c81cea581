"""The contract as a file: the schema in GraphQL's own language, reviewed like code."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from graphql import is_introspection_type, is_specified_scalar_type, print_type

from api.schema.build import schema

RENEW = "make schema"


def contract_file() -> Path:
    """Where the contract stands."""
    return Path(settings.BASE_DIR) / "graphql" / "schema.graphql"


def contract_text() -> str:
    """The contract as the code keeps it now."""
    types = sorted(schema().type_map.items())
    shown = [type_ for _name, type_ in types if not is_introspection_type(type_) and not is_specified_scalar_type(type_)]
    # Types by name, so that a new one shows as an addition; fields in their own order, which says what belongs together.
    return "\n\n".join(map(print_type, shown)) + "\n"
