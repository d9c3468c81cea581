"""Relay pagination over keysets: a cursor says where an item stands in its order, so that insertions neither repeat nor skip items."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson
from django.db.models import BigIntegerField, DateTimeField, Field, Q, QuerySet, TextField
from django.db.models.expressions import Combinable

from api.http.errors import BadInputError
from api.loading import statements
from api.loading.kinds import Kind
from api.loading.operation import Operation
from api.loading.reading import Narrow, read
from pages.statements import Given

Value = int | str | dt.datetime

_FIELDS: dict[type, type[Field[Any, Any]]] = {int: BigIntegerField, str: TextField, dt.datetime: DateTimeField}


@dataclass(frozen=True, eq=False)
class Ordering:
    """An order: by `expression` (never null, of `value_type`), then by primary key."""

    name: str
    expression: Combinable
    value_type: type[Value]
    is_descending: bool = False

    def sorted(self, rows: QuerySet[Any], is_after: bool) -> QuerySet[Any]:
        """`rows` in this order, after the place that is given (`place`) if `is_after`; each has its own as `order_key`."""
        ordered = rows.annotate(order_key=self.expression)
        if is_after:
            key, pk = Given("after key", _FIELDS[self.value_type]()), Given("after pk", BigIntegerField())
            side = "lt" if self.is_descending else "gt"
            ordered = ordered.filter(Q(**{f"order_key__{side}": key}) | Q(order_key=key, pk__gt=pk))
        return ordered.order_by("-order_key" if self.is_descending else "order_key", "pk")  # type: ignore[no-any-return]

    def place(self, cursor: str) -> dict[str, Any]:
        """What a cursor gives to a list in this order; one of another order raises BadInputError."""
        key, pk = self._place(cursor)
        return {"after key": key, "after pk": pk}

    def cursor(self, value: Value, pk: int) -> str:
        """The cursor of an item."""
        return encoded_cursor([self.name, value, pk])

    def _place(self, cursor: str) -> tuple[Value, int]:
        match decoded_cursor(cursor):
            case [self.name, value, int(pk)]:
                return self._value(value), pk
        raise _unknown_cursor()

    def _value(self, stored: object) -> Value:
        if self.value_type is dt.datetime and isinstance(stored, str):
            try:
                return dt.datetime.fromisoformat(stored).astimezone(dt.UTC)
            except (ValueError, OverflowError) as error:
                raise _unknown_cursor() from error
        # No column holds a NUL, and PostgreSQL refuses to compare with one.
        if isinstance(stored, int | str) and type(stored) is self.value_type and "\0" not in str(stored):
            return stored
        raise _unknown_cursor()


def encoded_cursor(parts: list[Any]) -> str:
    """An opaque text of some values."""
    return base64.urlsafe_b64encode(orjson.dumps(parts)).decode().rstrip("=")


def decoded_cursor(cursor: str) -> Any:
    """The values of a cursor; what is not one raises BadInputError."""
    try:
        return orjson.loads(base64.b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error) as error:
        raise _unknown_cursor() from error


def _unknown_cursor() -> BadInputError:
    return BadInputError("“after” is no cursor of this list in this order.")


@dataclass(frozen=True)
class Edge:
    """An item at its place in a list."""

    cursor: str
    node: Any


@dataclass(frozen=True)
class Page:
    """One page of a list."""

    edges: list[Edge]
    has_next: bool


@dataclass(frozen=True)
class PageInfo:
    """Where a page of a list stands."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


class Connection:
    """A list, one page of which was asked for: nothing is read before a field needs it."""

    def __init__(self, fetch: Callable[[], Page], count: Callable[[], int], *, starts_after: bool) -> None:
        self._fetch = fetch
        self._count = count
        self._starts_after = starts_after

    @cached_property
    def page(self) -> Page:
        """The page asked for."""
        return self._fetch()

    @property
    def edges(self) -> list[Edge]:
        """The items, each with its cursor."""
        return self.page.edges

    @property
    def nodes(self) -> list[Any]:
        """The items alone."""
        return [edge.node for edge in self.page.edges]

    @property
    def total_count(self) -> int:
        """How many items the whole list has."""
        return self._count()

    @property
    def page_info(self) -> PageInfo:
        """Where the page stands."""
        edges = self.page.edges
        return PageInfo(
            has_next_page=self.page.has_next,
            # Whoever brings a cursor got it from an item before this page.
            has_previous_page=self._starts_after,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        )


@dataclass(frozen=True)
class Listed:
    """What a list is of: the public rows of `kind` that `narrow` leaves, in the order that `order` makes at a moment.

    `shape`, `given` and `stand_ins` are as the key, and what is given, of `statements.rows`.
    """

    kind: Kind
    shape: Hashable
    narrow: Narrow
    order: Callable[[Operation], Ordering]
    given: Mapping[str, Any]
    stand_ins: Mapping[str, Any]


def connection(listed: Listed, operation: Operation, asked: str, first: int, after: str | None) -> Connection:
    """A page of a list: the first `first` after the cursor `after`. A wrong cursor raises BadInputError at once."""
    ordering = listed.order(operation)
    is_after = after is not None
    given = {**listed.given, **(ordering.place(after) if after is not None else {})}

    def narrow(rows: QuerySet[Any], moment: Operation) -> QuerySet[Any]:
        # One more than asked, to know whether there is a next page.
        return listed.order(moment).sorted(listed.narrow(rows, moment), is_after)[: first + 1]

    def fetch() -> Page:
        key = None if listed.shape is None else (listed.shape, ordering.name, is_after, first)
        found = read(key, listed.kind, narrow, operation, asked, given, listed.stand_ins, also=("order_key",))
        for beyond in found[first:]:
            # Nothing of it will be shown, so nothing is to be loaded for it.
            beyond.batch.rows.remove(beyond)
        edges = [Edge(ordering.cursor(row.values[-1], row.pk), row) for row in found[:first]]
        return Page(edges, has_next=len(found) > first)

    def count() -> int:
        key = None if listed.shape is None else (listed.shape, listed.kind)
        return statements.count(
            key, lambda moment: listed.narrow(listed.kind.queryset(moment), moment), operation, listed.given, listed.stand_ins
        )

    return Connection(fetch, count, starts_after=is_after)
