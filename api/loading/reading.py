"""Reading rows: which columns to select for readers of some languages, and the rows made of what comes back."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from django.db.models import QuerySet

from api.loading import statements
from api.loading.kinds import AnyPageKind, Fallback, Kind, PageKind
from api.loading.operation import Operation
from api.loading.rows import Batch, Layout, Relation, Row
from pages import languages
from pages.statements import NOTHING, OneOf, ids

Narrow = Callable[[QuerySet[Any], Operation], QuerySet[Any]]
"""Some of all public rows, in an order."""

CONTENT_TYPE = "content_type__model"


class Reader:
    """Reads rows of one kind. A type of page is read with its own columns too: one statement finds both."""

    def __init__(self, kind: Kind, asked: frozenset[str], prefix: str = "") -> None:
        self.kind = kind
        self.fallback = kind.fallback
        wanted = asked if kind.fallback is Fallback.OWNER else asked | {languages.source()}
        self.codes = [code for code in languages.codes() if code in wanted]
        own = kind.own if isinstance(kind, PageKind) else None
        self.plain = ("pk", *kind.columns, *(own.columns if own else ()))
        self.translated = (*kind.translated, *(own.translated if own else ()))
        names = [*self.plain, *(languages.column(name, code) for name in self.translated for code in self.codes)]
        self.places = {name: place for place, name in enumerate(names)}
        self.columns = tuple(prefix + name for name in names)
        self.layouts = {code: self._layout(code) for code in self.codes}

    def _layout(self, code: str) -> Layout:
        layout = {name: (self.places[name], -1) for name in self.plain}
        has_fallback = self.fallback is Fallback.FIELD and code != languages.source()
        for name in self.translated:
            fallback = self.places[languages.column(name, languages.source())] if has_fallback else -1
            layout[name] = (self.places[languages.column(name, code)], fallback)
        return layout

    def row(self, batch: Batch, values: tuple[Any, ...], asked: str, owner: Row | None = None) -> Row:
        """One row for somebody who asks for `asked`; `values` are those of `columns`."""
        served = asked if owner is None else owner.served
        kind = self.kind
        if self.fallback is Fallback.PAGE:
            readiness = {name: values[self.places[name]] for name in languages.readiness_columns()}
            served = languages.served_language(readiness, asked, batch.operation.now)
        if isinstance(kind, AnyPageKind):
            kind = kind.types[values[self.places[CONTENT_TYPE]]]
        if kind.journalled:
            batch.operation.made_from.tags.add((kind.journalled, values[0]))
        return Row(batch, kind, values[0], asked, served, self.layouts[served], values)


@lru_cache(maxsize=512)
def reader(kind: Kind, asked: frozenset[str], prefix: str = "") -> Reader:
    """The reader of a kind, made once: the languages of a site are few."""
    return Reader(kind, asked, prefix)


def read(
    key: Hashable,
    kind: Kind,
    narrow: Narrow,
    operation: Operation,
    asked: str,
    given: Mapping[str, Any] = NOTHING,
    stand_ins: Mapping[str, Any] = NOTHING,
    also: tuple[str, ...] = (),
) -> list[Row]:
    """The public rows of `kind` that `narrow` leaves, in its order, as one batch; the statement is made once for each `key`.

    `narrow` gets all public rows and an operation that stands in; `key`, `given` and `stand_ins` are as in `statements.rows`. What `also`
    names is read too and stands at the end of each row's values.
    """
    operation.check_time()
    how = reader(kind, frozenset({asked}))
    batch = Batch(operation)
    found = statements.rows(
        None if key is None else (key, how, also),
        lambda moment: narrow(kind.queryset(moment), moment).values_list(*how.columns, *also),
        operation,
        given,
        stand_ins,
    )
    rows = [how.row(batch, values, asked) for values in found]
    _remember_own_columns(kind, batch)
    return rows


def find(kind: Kind, operation: Operation, wanted: Iterable[tuple[Any, str]]) -> dict[tuple[Any, str], Row]:
    """The public rows with these ids, each for one language asked, as one batch. One statement, whatever the languages."""
    operation.check_time()
    pairs = sorted(set(wanted))
    if kind.journalled:
        # Those that are not public too: they may become so.
        operation.made_from.things(kind.journalled, (pk for pk, _asked in pairs))
    how = reader(kind, frozenset(asked for _pk, asked in pairs))
    rows = statements.rows(
        ("find", how),
        lambda moment: kind.queryset(moment).filter(OneOf("pk")).values_list(*how.columns),
        operation,
        {"ids": ids(pk for pk, _asked in pairs)},
    )
    values_by_pk = {values[0]: values for values in rows}
    batch = Batch(operation)
    found = {(pk, asked): how.row(batch, values_by_pk[pk], asked) for pk, asked in pairs if pk in values_by_pk}
    _remember_own_columns(kind, batch)
    return found


class OwnColumns(Relation):
    """The columns that one type of page has beside those all pages share."""

    def __init__(self, kind: PageKind, own: Kind) -> None:
        self.kind = kind
        self.own = own

    def starts_at(self, row: Row) -> bool:
        """Whether the row is a page of this type; a batch of pages mixes types."""
        return row.kind is self.kind

    def load(self, rows: list[Row]) -> Mapping[Row, Row]:
        """For each page, a row of its type's own columns, in the language the page is served in."""
        operation = rows[0].batch.operation
        how = reader(self.own, frozenset(row.served for row in rows))
        found = statements.rows(
            ("own", how),
            lambda moment: self.own.queryset(moment).filter(OneOf("pk")).values_list(*how.columns),
            operation,
            {"ids": ids(row.pk for row in rows)},
        )
        values_by_pk = {values[0]: values for values in found}
        batch = Batch(operation)
        return {row: how.row(batch, values_by_pk[row.pk], row.asked, row) for row in rows}


@cache
def own_columns(kind: PageKind) -> OwnColumns:
    """The relation from a page to its type's own columns. Raises ValueError for a type without any."""
    if kind.own is None:
        raise ValueError(f"{kind.name} has no columns of its own.")
    return OwnColumns(kind, kind.own)


def _remember_own_columns(kind: Kind, batch: Batch) -> None:
    if isinstance(kind, PageKind) and kind.own is not None:
        # Read in the same statement: each page is also the row of its own columns.
        batch.loaded[own_columns(kind)] = {row: row for row in batch.rows}
