"""The relations between rows: to one object, to those listed or linked, to the ordered rows of an owner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet

from api.loading import statements
from api.loading.catalogue import kind_of
from api.loading.kinds import Kind, rows_of
from api.loading.operation import Operation
from api.loading.reading import find, reader
from api.loading.rows import Batch, Relation, Row
from api.loading.sources import Linked, Owned, source_of
from pages.statements import OneOf, ids


def asked_language(row: Row) -> str:
    """The language in which a related object is asked for by default: the one the reader asked."""
    return row.asked


def served_language(row: Row) -> str:
    """The language in which an object inside a text is asked for: the one the text is in."""
    return row.served


class _FromColumn(Relation):
    """A relation along a value of the row itself: `column` holds it, `language` says in which one the objects of `kind` are asked for."""

    def __init__(self, column: str, kind: Kind, language: Callable[[Row], str] = asked_language) -> None:
        self.column = column
        self.kind = kind
        self.language = language

    def starts_at(self, row: Row) -> bool:
        """Whether the row has the column."""
        return self.column in row.layout


class ToOne(_FromColumn):
    """A foreign key: `column` holds the id of an object of `kind`, which must be public."""

    def load(self, rows: list[Row]) -> Mapping[Row, Row]:
        """The object of each row, those that are public."""
        wanted = {row: (pk, self.language(row)) for row in rows if (pk := row.get(self.column)) is not None}
        if not wanted:
            return {}
        found = find(self.kind, rows[0].batch.operation, wanted.values())
        return {row: found[pair] for row, pair in wanted.items() if pair in found}


class ToListed(_FromColumn):
    """Ids listed in a value of the row itself (`column`), in that order; those that are not public are left out."""

    nothing: Any = ()

    def load(self, rows: list[Row]) -> Mapping[Row, list[Row]]:
        """The objects of each row."""
        wanted = {row: [(pk, self.language(row)) for pk in row.get(self.column) or ()] for row in rows}
        pairs = {pair for listed in wanted.values() for pair in listed}
        if not pairs:
            return {}
        found = find(self.kind, rows[0].batch.operation, pairs)
        return {row: [found[pair] for pair in listed if pair in found] for row, listed in wanted.items()}


class ToMany(Relation):
    """Objects of `kind` through a model of links: `owner` is the links' column of our id, `target` their foreign key to the objects."""

    nothing: Any = ()

    def __init__(self, link: type[Model], owner: str, target: str, kind: Kind, order_by: Iterable[str]) -> None:
        self.link = link
        self.owner = owner
        self.target = target
        self.kind = kind
        self.order_by = tuple(order_by)

    def load(self, rows: list[Row]) -> Mapping[Row, list[Row]]:
        """The public objects of each row, in order."""
        operation = rows[0].batch.operation
        how = reader(self.kind, frozenset(row.asked for row in rows), f"{self.target}__")
        operation.made_from.members(self.kind.hidden_with)

        def links(moment: Operation) -> QuerySet[Any]:
            found = rows_of(self.link, moment).filter(OneOf(self.owner))
            if self.kind.public is not None:
                # Asked of each link: a list of everything public would be made first, to find a few in it.
                found = found.filter(Exists(self.kind.queryset(moment).filter(pk=OuterRef(f"{self.target}_id"))))
            return found.order_by(self.owner, *self.order_by).values_list(self.owner, *how.columns)

        owners: dict[Any, list[Row]] = {}
        for row in rows:
            owners.setdefault(row.pk, []).append(row)
        batch = Batch(operation)
        made: dict[tuple[Any, str], Row] = {}
        found: dict[Row, list[Row]] = {row: [] for row in rows}
        for owner_pk, *values in statements.rows((self, how), links, operation, {"ids": ids(owners)}):
            for owner in owners[owner_pk]:
                pair = (values[0], owner.asked)
                if pair not in made:
                    made[pair] = how.row(batch, tuple(values), owner.asked)
                found[owner].append(made[pair])
        return found


class Children(Relation):
    """The rows of `kind` that belong to an owner: `owner` is their column of our id."""

    nothing: Any = ()

    def __init__(self, kind: Kind, owner: str, order_by: Iterable[str]) -> None:
        self.kind = kind
        self.owner = owner
        self.order_by = tuple(order_by)

    def load(self, rows: list[Row]) -> Mapping[Row, list[Row]]:
        """The children of each row, in order, in the language their owner is served in."""
        operation = rows[0].batch.operation
        operation.made_from.members(self.kind.hidden_with)
        how = reader(self.kind, frozenset(row.served for row in rows))
        owners: dict[Any, list[Row]] = {}
        for row in rows:
            owners.setdefault(row.pk, []).append(row)
        batch = Batch(operation)
        found: dict[Row, list[Row]] = {row: [] for row in rows}

        def children(moment: Operation) -> QuerySet[Any]:
            found = self.kind.queryset(moment).filter(OneOf(self.owner))
            return found.order_by(self.owner, *self.order_by).values_list(self.owner, *how.columns)

        for owner_pk, *values in statements.rows((self, how), children, operation, {"ids": ids(owners)}):
            for owner in owners[owner_pk]:
                found[owner].append(how.row(batch, tuple(values), owner.asked, owner))
        return found


@cache
def related_to(column: str, model: type[Model]) -> ToOne:
    """The relation along a column that holds the id of an object of `model`, in the language asked."""
    return ToOne(column, kind_of(model))


@cache
def related_as_served(column: str, model: type[Model]) -> ToOne:
    """The relation along a column that holds the id of an object of `model`, in the language the row is served in."""
    return ToOne(column, kind_of(model), served_language)


def in_language_served(row: Row, column: str, model: type[Model]) -> Row | None:
    """The object of `model` whose id `column` holds, if readers may see it, in the language the row is served in."""
    # Mostly that is the language asked: then whatever shows the object in that one shows the same row, read once.
    relation = related_to(column, model) if row.served == row.asked else related_as_served(column, model)
    found: Row | None = row.related(relation)
    return found


@cache
def listed_in(column: str, model: type[Model]) -> ToListed:
    """The relation along a value that lists the ids of objects of `model`, in the language asked."""
    return ToListed(column, kind_of(model))


@cache
def linked_by(source: Linked) -> ToMany:
    """The relation through rows of links."""
    return ToMany(source.link, source.owner, source.key, kind_of(source.target), source.order_by)


@cache
def owned_by(source: Owned) -> Children:
    """The relation to the rows of an owner."""
    return Children(kind_of(source.model), source.owner, source.order_by)


@cache
def owned_rows(model: type[Model], name: str) -> Children:
    """The relation from an object of `model` to its rows called `name`. Raises TypeError for what is no such relation."""
    source = source_of(model, name)
    if not isinstance(source, Owned):
        raise TypeError(f"{model.__name__}.{name} holds no rows of its own.")
    return owned_by(source)
