"""The long texts of pages: read for all peers at first use, and taken apart into rows of blocks that share one batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


def _block(batch: Batch, page: Row, stored: Mapping[str, Any]) -> Row | None:
    kind = block_kinds().get(stored["type"])
    if kind is None:
        # A block that the site no longer has; Wagtail leaves it out as well.
        return None
    value = stored["value"]
    values = tuple(_plain(value.get(child)) for child in kind.children) if kind.is_struct else (_plain(value),)
    return Row(batch, kind, stored.get("id", ""), page.asked, page.served, _layout(kind), values)


def _plain(value: Any) -> Any:
    """A list as its items: Wagtail stores each with a type and an id around it."""
    if isinstance(value, list):
        return [item["value"] if isinstance(item, dict) and item.get("type") == "item" else item for item in value]
    return value
