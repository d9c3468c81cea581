"""What every part of the contract says to readers: what it is and, once it is deprecated, why, since when, and until when it stays."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    is_introspection_type,
    is_specified_scalar_type,
)

# How the reason of a deprecation ends: “Use fullName (since 2026-11-28, removed after 2027-05-28)”.
_DATES = re.compile(r"\S.* \(since (?P<since>\d{4}-\d\d-\d\d), removed after (?P<after>\d{4}-\d\d-\d\d)\)", re.DOTALL)


def check_explained(schema: GraphQLSchema) -> None:
    """Raise ImproperlyConfigured with the parts that have no description, or are deprecated without a reason and two dates."""
    parts = dict(parts_of(schema))
    silent = sorted(name for name, part in parts.items() if not (part.description or "").strip())
    if silent:
        raise ImproperlyConfigured(f"These parts of the GraphQL schema have no description: {', '.join(silent)}.")
    undated = sorted(name for name, part in parts.items() if not _is_dated(getattr(part, "deprecation_reason", None)))
    if undated:
        raise ImproperlyConfigured(
            "The reason why a part of the GraphQL schema is deprecated ends with “(since YYYY-MM-DD, removed after YYYY-MM-DD)”."
            f" These do not: {', '.join(undated)}."
        )


def parts_of(schema: GraphQLSchema) -> Iterator[tuple[str, Any]]:
    """Everything of ours that readers may name: types, fields, arguments, enumeration values, fields of inputs."""
    for type_ in schema.type_map.values():
        if not is_introspection_type(type_) and not is_specified_scalar_type(type_):
            yield type_.name, type_
            yield from _members(type_)


def _members(type_: GraphQLNamedType) -> Iterator[tuple[str, Any]]:
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        for name, field in type_.fields.items():
            yield f"{type_.name}.{name}", field
            for argument, value in field.args.items():
                yield f"{type_.name}.{name}({argument})", value
    elif isinstance(type_, GraphQLInputObjectType):
        yield from ((f"{type_.name}.{name}", field) for name, field in type_.fields.items())
    elif isinstance(type_, GraphQLEnumType):
        yield from ((f"{type_.name}.{name}", value) for name, value in type_.values.items())


def _is_dated(reason: str | None) -> bool:
    """Whether a reason ends with two days of which the second is later; what is not deprecated needs none."""
    if reason is None:
        return True
    match = _DATES.fullmatch(reason)
    try:
        return match is not None and dt.date.fromisoformat(match["since"]) < dt.date.fromisoformat(match["after"])
    except ValueError:
        return False
