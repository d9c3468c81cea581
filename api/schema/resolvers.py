"""Lean resolvers for declared fields: a column, a relation, a value of a block, and nothing else per field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Field, Model
from django.db.models import fields as columns
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from api.declarations import Declaration
from api.loading.catalogue import kind_of
from api.loading.kinds import PageKind
from api.loading.reading import own_columns
from api.loading.relations import linked_by, listed_in, owned_by, related_to
from api.loading.rows import Relation, Row
from api.loading.sources import Column, Linked, Owned, source_of
from api.loading.texts import inside
from api.types.limits import page_size
from api.types.text import StoredRichText, public_blocks
from pages.models import BasePage, ClubImage

Resolver = Callable[[Row, Any], Any]


def model_resolver(model: type[Model], declaration: Declaration) -> Resolver:
    """The resolver of a field that `model` declares."""
    source = source_of(model, declaration.source)
    if isinstance(source, Linked):
        return _relation(linked_by(source))
    if isinstance(source, Owned):
        return _relation(owned_by(source))
    kind = kind_of(model)
    own = own_columns(kind) if isinstance(kind, PageKind) else None
    if not isinstance(source, Column):
        return _relation(related_to(source.column, source.target), own)
    return _column(source.name, _empty_value(model._meta.get_field(source.name), declaration), own)


def shortened(resolve: Resolver) -> Callable[..., Any]:
    """The resolver of a list of which only the first few may be asked for; a number outside 1 to 100 raises BadInputError."""

    def resolve_first(row: Row, info: Any, first: int | None = None) -> Any:
        found = resolve(row, info)
        return found if first is None else found[: page_size(first)]

    return resolve_first


def _relation(relation: Relation, own: Relation | None = None) -> Resolver:
    if own is None:
        return lambda row, _info: row.related(relation)
    return lambda row, _info: row.related(own).related(relation)


def _column(name: str, empty: Any, own: Relation | None) -> Resolver:
    if own is None:
        if empty is KEEP:
            return lambda row, _info: row.get(name)
        return lambda row, _info: row.get(name) or empty
    if empty is KEEP:
        return lambda row, _info: row.related(own).get(name)
    return lambda row, _info: row.related(own).get(name) or empty


# Zero and False are values like others.
KEEP: Any = object()


def _empty_value(field: Any, declaration: Declaration) -> Any:
    """What stands for an empty column: nothing at all where the field may be null, an empty text or list where it may not."""
    if isinstance(field, Field) and field.choices:
        return KEEP if declaration.is_required else None
    if isinstance(field, columns.CharField | columns.TextField):
        return "" if declaration.is_required else None
    return () if declaration.is_list else KEEP


def block_resolver(block_class: type[blocks.StructBlock], declaration: Declaration) -> Resolver:
    """The resolver of a field that a block declares; the name in `source` is that of a child of the block."""
    name = declaration.source
    child = block_class.base_blocks[name]
    if isinstance(child, blocks.RichTextBlock):
        return lambda row, _info: StoredRichText(row, name)
    if isinstance(child, ImageChooserBlock):
        return _relation(related_to(name, ClubImage))
    if isinstance(child, blocks.ListBlock) and isinstance(child.child_block, blocks.PageChooserBlock):
        return _relation(listed_in(name, BasePage))
    if isinstance(child, blocks.StructBlock):
        return lambda row, _info: next(iter(row.related(inside(name))), None)
    if isinstance(child, blocks.StreamBlock) or (isinstance(child, blocks.ListBlock) and isinstance(child.child_block, blocks.StructBlock)):
        return lambda row, _info: public_blocks(row.related(inside(name)))
    if isinstance(child, blocks.BooleanBlock):
        return lambda row, _info: bool(row.get(name))
    empty: Any = () if declaration.is_list else "" if declaration.is_required else None
    return lambda row, _info: row.get(name) or empty
