"""Whether strangers may find their way around: introspection, suggestions in messages and GraphiQL, on or off together."""

from __future__ import annotations

from django.conf import settings
from graphql import DocumentNode, GraphQLError, GraphQLSchema, NoSchemaIntrospectionCustomRule, specified_rules, validate

from api.preview.standing_alone import PreviewStandsAlone

# The library's own, and ours: naming any replaces its own.
RULES = (*specified_rules, PreviewStandsAlone)


def is_open() -> bool:
    """Whether the schema tells about itself. It is on by default: the content is public, and so is the contract."""
    return bool(settings.GRAPHQL_EXPLORATION)


def validation_errors(schema: GraphQLSchema, document: DocumentNode) -> list[GraphQLError]:
    """What is wrong with a document. Where exploration is off, introspection is (but not `__typename`), and no message suggests a name."""
    if is_open():
        return validate(schema, document, RULES)
    return validate(schema, document, [*RULES, NoSchemaIntrospectionCustomRule], hide_suggestions=True)
