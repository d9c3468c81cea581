"""Whether strangers may find their way around: introspection, suggestions in messages and GraphiQL, on or off together."""

from __future__ import annotations

from django.conf import settings
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    OverlappingFieldsCanBeMergedRule,
    specified_rules,
    validate,
)

from api.http.merging import FieldsCanBeMerged
from api.http.one_mutation import MutationStandsAlone
from api.preview.standing_alone import PreviewStandsAlone

# The library's own, one of them bounded, and ours: naming any replaces its own.
RULES = (
    *(FieldsCanBeMerged if rule is OverlappingFieldsCanBeMergedRule else rule for rule in specified_rules),
    PreviewStandsAlone,
    MutationStandsAlone,
)
# Errors of one document: nobody reads more, and each may take the time to look for names that are alike.
MAX_ERRORS = 20


def is_open() -> bool:
    """Whether the schema tells about itself. It is on by default: the content is public, and so is the contract."""
    return bool(settings.GRAPHQL_EXPLORATION)


def validation_errors(schema: GraphQLSchema, document: DocumentNode) -> list[GraphQLError]:
    """What is wrong with a document. Where exploration is off, introspection is (but not `__typename`), and no message suggests a name."""
    if is_open():
        return validate(schema, document, RULES, MAX_ERRORS)
    return validate(schema, document, [*RULES, NoSchemaIntrospectionCustomRule], MAX_ERRORS, hide_suggestions=True)
