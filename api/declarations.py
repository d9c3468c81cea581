"""What models and blocks declare public: their `graphql_fields`, read once and checked. What is not declared does not exist for readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import graphene
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from graphene.utils.str_converters import to_camel_case
from wagtail import blocks
from wagtail.fields import StreamField


@dataclass(frozen=True)
class Declaration:
    """One declared field: `name` for readers, `source` in the model or block (a dot leads through a row of links)."""

    owner: type[object]
    name: str
    source: str
    is_required: bool
    is_list: bool


def _declaration(owner: type[object], field: Any) -> Declaration:
    field = field() if callable(field) else field
    if not field.description:
        raise ImproperlyConfigured(f"{owner.__name__}.{field.field_name} is declared for GraphQL without a description.")
    is_list = isinstance(field.field_type, graphene.List)
    return Declaration(
        owner=owner,
        name=to_camel_case(field.field_name),
        source=field.field_source,
        is_required=is_list or isinstance(field.field_type, graphene.NonNull),
        is_list=is_list,
    )


def declared_by(owner: type[Any]) -> tuple[Declaration, ...]:
    """The fields that a model or block class itself declares, in order; what it inherits is its parent's."""
    return tuple(_declaration(owner, field) for field in owner.__dict__.get("graphql_fields", ()))


def description_of(owner: type[object]) -> str:
    """The public description of a model or block; without one, raise ImproperlyConfigured."""
    description = owner.__dict__.get("graphql_description")
    if not description:
        raise ImproperlyConfigured(f"{owner.__name__} is public in GraphQL and has no graphql_description.")
    return str(description)


def models() -> tuple[type[Model], ...]:
    """The public models: those that describe themselves for readers."""
    labels = settings.GRAPPLE["APPS"]
    return tuple(model for label in labels for model in apps.get_app_config(label).get_models() if "graphql_description" in model.__dict__)


def _texts() -> Iterator[blocks.StreamBlock]:
    """The streams of blocks that public models hold."""
    for model in models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                yield field.stream_block


def _inside(block: blocks.Block) -> Iterator[tuple[str, blocks.Block]]:
    """The blocks directly inside a block: of a stream by the name stored with each, of others without one."""
    if isinstance(block, blocks.StreamBlock):
        yield from block.child_blocks.items()
    elif isinstance(block, blocks.StructBlock):
        yield from (("", child) for child in block.child_blocks.values())
    elif isinstance(block, blocks.ListBlock):
        yield "", block.child_block


def _all_blocks() -> Iterator[tuple[str, blocks.Block]]:
    """The blocks that the texts of public models may hold, nested ones too, each with the name stored with it, if one is."""
    waiting = [named for text in _texts() for named in _inside(text)]
    while waiting:
        name, block = waiting.pop(0)
        yield name, block
        waiting.extend(_inside(block))


@cache
def blocks_by_name() -> dict[str, blocks.Block]:
    """The blocks of streams, those inside other blocks too, by the name stored with each.

    Two blocks under one name raise ImproperlyConfigured: a stored text does not say which of them it means.
    """
    found: dict[str, blocks.Block] = {}
    for name, block in _all_blocks():
        if name and type(found.setdefault(name, block)) is not type(block):
            raise ImproperlyConfigured(f"Two kinds of blocks are stored as {name!r}.")
    return found


def block_classes() -> tuple[type[blocks.StructBlock], ...]:
    """The block classes of ours, nested ones too: those that describe themselves for readers."""
    return tuple(dict.fromkeys(type(block) for _name, block in _all_blocks() if "graphql_description" in type(block).__dict__))
