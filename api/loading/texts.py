"""The long texts of pages: read for all peers at first use, and taken apart into rows of blocks that share one batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import orjson
from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import Cast

from api.loading import statements
from api.loading.catalogue import block_kinds
from api.loading.kinds import BlockKind, PageKind, rows_of
from api.loading.operation import Operation
from api.loading.rows import Batch, Layout, Relation, Row
from pages import languages
from pages.models import BasePage
from pages.statements import OneOf, ids


class TextColumn(NamedTuple):
    """A stream of blocks: the model whose table has it, and its field (a column per language)."""

    model: type[Model]
    field: str


def main_text(row: Row) -> TextColumn | None:
    """The text that the page's type has as its own; None where it has none."""
    kind = row.kind
    return TextColumn(kind.model, kind.main_text) if isinstance(kind, PageKind) and kind.main_text else None


def easy_read_text(row: Row) -> TextColumn | None:
    """The easy-to-read version, which any page may have."""
    return TextColumn(BasePage, "easy_read") if isinstance(row.kind, PageKind) else None


class Blocks(Relation):
    """From pages to the blocks of a text, in the language each page is served in: one statement for each type of page present."""

    nothing: Any = ()

    def __init__(self, column_of: Callable[[Row], TextColumn | None]) -> None:
        self.column_of = column_of

    def starts_at(self, row: Row) -> bool:
        """Whether the row's page has this text."""
        return self.column_of(row) is not None

    def load(self, rows: list[Row]) -> Mapping[Row, list[Row]]:
        """The blocks of each page, in order; all of them are one batch."""
        by_column: dict[TextColumn, list[Row]] = {}
        for row in rows:
            column = self.column_of(row)
            if column is not None:
                by_column.setdefault(column, []).append(row)
        batch = Batch(rows[0].batch.operation)
        return {
            page: [block for stored in orjson.loads(text) if (block := _block(batch, page, stored)) is not None]
            for column, pages in by_column.items()
            for page, text in _stored_texts(column, pages).items()
        }


BODY = Blocks(main_text)
EASY_READ = Blocks(easy_read_text)


def _stored_texts(column: TextColumn, pages: list[Row]) -> dict[Row, str]:
    """The JSON of each page's text. Only the languages served are read: a text in a language not served is weight for nothing."""
    codes = sorted({page.served for page in pages})

    def texts(moment: Operation) -> QuerySet[Any]:
        # As text: the field's own reading would build Wagtail's block values, which nobody here looks at.
        stored = [Cast(languages.column(column.field, code), TextField()) for code in codes]
        return rows_of(column.model, moment).filter(OneOf("pk")).values_list("pk", *stored)

    operation, wanted = pages[0].batch.operation, ids(page.pk for page in pages)
    found = statements.rows(("text", column, tuple(codes)), texts, operation, {"ids": wanted})
    by_pk = {pk: dict(zip(codes, stored, strict=True)) for pk, *stored in found}
    return {page: text for page in pages if (text := by_pk[page.pk][page.served])}


@cache
def _layout(kind: BlockKind) -> Layout:
    return {child: (place, -1) for place, child in enumerate(kind.children)}


def _block(batch: Batch, holder: Row, stored: Mapping[str, Any]) -> Row | None:
    kind = block_kinds().get(stored["type"])
    # A block that the site no longer has is left out; Wagtail does so as well.
    return _row(batch, holder, kind, stored.get("id", ""), stored["value"]) if kind is not None else None


def _row(batch: Batch, holder: Row, kind: BlockKind, key: str, value: Any) -> Row:
    """A block's row, in the languages of what holds it."""
    if kind.is_struct:
        values = tuple(value.get(child) if child in kind.inside else _plain(value.get(child)) for child in kind.children)
    else:
        values = (_plain(value),)
    return Row(batch, kind, key, holder.asked, holder.served, _layout(kind), values)


def _plain(value: Any) -> Any:
    """A list as its items: Wagtail stores each with a type and an id around it."""
    if isinstance(value, list):
        return [item["value"] if _is_item(item) else item for item in value]
    return value


def _is_item(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") == "item"


class Inside(Relation):
    """From blocks to the blocks that one of their values holds: a list of them, a stream, or one. They were read with the text."""

    nothing: Any = ()

    def __init__(self, name: str) -> None:
        self.name = name

    def starts_at(self, row: Row) -> bool:
        """Whether the block holds blocks under that name."""
        return isinstance(row.kind, BlockKind) and self.name in row.kind.inside

    def load(self, rows: list[Row]) -> Mapping[Row, list[Row]]:
        """The blocks inside each, in order; all of them are one batch, whatever they lead to is read once for all."""
        batch = Batch(rows[0].batch.operation)
        return {row: list(self._blocks(batch, row)) for row in rows}

    def _blocks(self, batch: Batch, row: Row) -> Iterator[Row]:
        kind = row.kind.inside[self.name] if isinstance(row.kind, BlockKind) else None
        value = row.get(self.name) or ()
        if kind is None:
            yield from (block for stored in value if (block := _block(batch, row, stored)) is not None)
            return
        for place, item in enumerate(value if isinstance(value, list) else [value] if value else ()):
            own_key = item.get("id", "") if _is_item(item) else ""
            yield _row(batch, row, kind, own_key or f"{row.pk}.{self.name}.{place}", item["value"] if _is_item(item) else item)


@cache
def inside(name: str) -> Inside:
    """The relation from a block to those that its value `name` holds."""
    return Inside(name)
