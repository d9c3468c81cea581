"""Walking the schema: an operation that asks for every field there is, and what of it an answer reached."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
    is_introspection_type,
)

# What the arguments of nested fields are given.
ARGUMENTS = {"rendition": "(name: SOCIAL)", "bodyHtml": "(headingStart: 3)"}

# What every page has around it, other pages among it: asked for where a walk meets its first page, or operations would grow beyond measure.
AROUND_PAGES = {"Page.breadcrumbs", "Page.related", "Page.seo"}

# Names in answers say where a field stands: two types may have fields of one name and different types.
SEPARATOR = "__"


def _owner(type_: Any, name: str) -> str:
    """The type a field is written down for: the interface that has it, or the type itself."""
    for interface in getattr(type_, "interfaces", ()):
        if name in interface.fields and interface.name != "Node":
            return str(interface.name)
    return str(type_.name)


def object_fields(schema: GraphQLSchema) -> set[str]:
    """Every field of the schema that leads to objects, as "Type.field"."""
    return {
        f"{_owner(type_, name)}.{name}"
        for type_ in schema.type_map.values()
        if isinstance(type_, GraphQLObjectType) and not is_introspection_type(type_)
        for name, field in type_.fields.items()
        if is_composite_type(get_named_type(field.type))
    }


def selection(schema: GraphQLSchema, type_: Any, path: tuple[str, ...] = ()) -> str:
    """Everything that can be asked of a type; on the way down no type is opened twice, its plain fields apart (nor one in `path`)."""
    is_known = type_.name in path
    parts = ["__typename"]
    for name, field in type_.fields.items():
        below = get_named_type(field.type)
        asked = f"{_owner(type_, name)}{SEPARATOR}{name}: {name}{ARGUMENTS.get(name, '')}"
        if not is_composite_type(below):
            parts.append(asked)
        elif not is_known and not (f"{_owner(type_, name)}.{name}" in AROUND_PAGES and _has_page(schema, path)):
            # Of the pages around a page, the plain fields.
            opened = tuple(schema.type_map) if below.name == "Page" and _owner(type_, name) == "Page" else (*path, type_.name)
            parts.append(f"{asked} {{ {selection(schema, below, opened)} }}")
    if isinstance(type_, GraphQLInterfaceType):
        for possible in schema.get_possible_types(type_):
            own = {name: field for name, field in possible.fields.items() if name not in type_.fields}
            if own and not (is_known and possible.name in path):
                inside = selection(schema, _only(possible, own), (*path, type_.name))
                parts.append(f"... on {possible.name} {{ {inside} }}")
    return " ".join(parts)


def _has_page(schema: GraphQLSchema, path: tuple[str, ...]) -> bool:
    page: Any = schema.type_map["Page"]
    return not {"Page", *(type_.name for type_ in schema.get_possible_types(page))}.isdisjoint(path)


def _only(type_: GraphQLObjectType, fields: dict[str, Any]) -> Any:
    return GraphQLObjectType(type_.name, fields=fields)


def reached(answer: Any) -> Iterator[str]:
    """The object-returning fields that hold something in an answer, as "Type.field"."""
    if isinstance(answer, list):
        for item in answer:
            yield from reached(item)
    elif isinstance(answer, dict):
        for name, value in answer.items():
            if SEPARATOR in name.lstrip("_") and isinstance(value, (list, dict)) and value:
                yield name.replace(SEPARATOR, ".")
            yield from reached(value)
