"""Statements made once: their SQL is kept with places for what differs from one operation to the next, and only run after that.

Building a queryset of what the public may see and compiling it takes Django some milliseconds of Python; running it takes the database a
tenth of one. So a queryset is built with stand-ins for the moment of the operation and for everything given (ids, a path, the words of a
filter), and its SQL is kept under a key that says what shapes it: who builds it, for which languages, in which database.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, F, Field, IntegerField, Lookup, QuerySet

from api.loading.made_from import MadeFrom
from api.loading.operation import Operation
from pages.days import day_of, end_of

# Statements kept: those of every kind, relation and language together are a few hundred.
MOST = 2_000

# A moment that nobody asks about, to find the places of the operation's own.
_STAND_IN = dt.datetime(1901, 2, 3, 4, 5, 6, 789, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Place:
    """A place in a statement for what is given when it runs."""

    name: str


NOW, TODAY, TODAY_TEXT = Place("the moment of the operation"), Place("its day"), Place("its day, written")


class Given(Expression):
    """A value that is given by `name` when the statement runs: a text, a number or a moment."""

    def __init__(self, name: str, output_field: Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.place = Place(name)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:  # noqa: ARG002 - the signature is Django's
        """A parameter."""
        return "%s", [self.place]


class OneOf(Lookup[Any]):
    """Whether a column holds one of the numbers or texts given by `name`: one parameter, however many there are."""

    lookup_name = "one_of"
    prepare_rhs = False

    def __init__(self, column: str, name: str = "ids") -> None:
        super().__init__(F(column), Place(name))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """As PostgreSQL says it."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*parameters, self.rhs]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """As SQLite says it."""
        column, parameters = self.process_lhs(compiler, connection)
        # The column's name is Django's own.
        return f"{column} IN (SELECT value FROM json_each(%s))", [*parameters, self.rhs]  # noqa: S608


NOTHING: Mapping[str, Any] = {}


def stand_in(name: str) -> str:
    """A text that stands for the one given by `name`, where a queryset is built by code that wants a text."""
    return f"⟦{name}⟧"


Build = Callable[[Operation], "QuerySet[Any]"]


class Statement:
    """The SQL of a queryset of tuples, with places for what is given, and how its values become Python's.

    `stand_ins` are the values that the queryset was built with in place of what is given, by name; `noted` is what building it noted.
    """

    def __init__(self, queryset: QuerySet[Any], database: str, stand_ins: Mapping[str, Any], noted: MadeFrom) -> None:
        self.database = database
        self.tags = frozenset(noted.tags)
        # Whatever a queryset of ours depends on by the clock beside its moment is the day.
        self.holds_today = noted.valid_until is not None
        compiler = queryset.query.get_compiler(database)
        try:
            self.sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            # Nothing can be found, whatever is given.
            self.sql, parameters = "", ()
        operations = connections[database].ops
        places = {
            operations.adapt_datetimefield_value(value) if isinstance(value, dt.datetime) else value: Place(name)
            for name, value in stand_ins.items()
        }
        today = day_of(_STAND_IN)
        # On SQLite moments and days are texts too; a day may also be written as one.
        places |= {operations.adapt_datetimefield_value(_STAND_IN): NOW, today.isoformat(): TODAY_TEXT}
        places[operations.adapt_datefield_value(today)] = TODAY
        self.parameters = tuple(
            places.get(value, value) if isinstance(value, str | dt.date | dt.datetime) else value for value in parameters
        )
        columns = [column for column, _sql, _name in compiler.select[: compiler.col_count]] if self.sql else []
        self.converters = [(place, *how) for place, how in compiler.get_converters(columns).items()]

    def rows(self, operation: Operation, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """What the statement finds."""
        if not self.sql:
            return []
        connection = connections[self.database]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self._filled(operation, given, connection))
            found: list[tuple[Any, ...]] = cursor.fetchall()
        if not self.converters:
            return found
        return [self._converted(row, connection) for row in found]

    def _filled(self, operation: Operation, given: Mapping[str, Any], connection: Any) -> list[Any]:
        today = day_of(operation.now)
        values = {**given, NOW.name: operation.now, TODAY.name: today, TODAY_TEXT.name: today.isoformat()}
        return [
            self._adapted(values[parameter.name], connection) if isinstance(parameter, Place) else parameter
            for parameter in self.parameters
        ]

    @staticmethod
    def _adapted(value: Any, connection: Any) -> Any:
        if isinstance(value, dt.datetime):
            return connection.ops.adapt_datetimefield_value(value)
        if isinstance(value, dt.date):
            return connection.ops.adapt_datefield_value(value)
        if isinstance(value, list):
            return value if connection.vendor == "postgresql" else orjson.dumps(value).decode()
        return value

    def _converted(self, row: tuple[Any, ...], connection: Any) -> tuple[Any, ...]:
        values = list(row)
        for place, converters, expression in self.converters:
            value = values[place]
            for converter in converters:
                value = converter(value, expression, connection)
            values[place] = value
        return tuple(values)


_lock = threading.Lock()
_kept: OrderedDict[Hashable, Statement] = OrderedDict()


def rows(
    key: Hashable, build: Build, operation: Operation, given: Mapping[str, Any] = NOTHING, stand_ins: Mapping[str, Any] = NOTHING
) -> list[tuple[Any, ...]]:
    """The tuples that a statement finds; `build` makes its queryset at the first use of `key`, out of an operation that stands in.

    What `build` makes may differ with nothing but what is in `key`: what is `given`, by name, stands in it as `Given`, as `OneOf` (lists),
    or as the value of the same name among `stand_ins` (texts, moments). With None as the key nothing is kept.
    """
    if key is None:
        return Statement(build(operation), operation.database, {}, MadeFrom()).rows(operation, given)
    full_key = (key, operation.database)
    statement = _kept.get(full_key)
    if statement is None:
        standing_in = replace(operation, now=_STAND_IN, at=None, made_from=MadeFrom())
        statement = Statement(build(standing_in), operation.database, stand_ins, standing_in.made_from)
        with _lock:
            _kept[full_key] = statement
            if len(_kept) > MOST:
                _kept.popitem(last=False)
    operation.made_from.tags |= statement.tags
    if statement.holds_today:
        operation.made_from.until(end_of(day_of(operation.now)))
    return statement.rows(operation, given)


def count(
    key: Hashable, build: Build, operation: Operation, given: Mapping[str, Any] = NOTHING, stand_ins: Mapping[str, Any] = NOTHING
) -> int:
    """How many rows such a queryset has; arguments as of `rows`."""

    def counted(moment: Operation) -> QuerySet[Any]:
        inner = build(moment).order_by().values("pk")
        counted_rows: QuerySet[Any] = inner.annotate(number=_Whole()).values_list("number")[:1]
        return counted_rows

    found = rows(None if key is None else ("count", key), counted, operation, given, stand_ins)
    return int(found[0][0]) if found else 0


class _Whole(Expression):
    """How many rows a query has, beside the first of them."""

    output_field = IntegerField()
    # Not an aggregate to Django, which would group by the other columns.
    contains_aggregate = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:  # noqa: ARG002 - the signature is Django's
        """A window over all of them."""
        return "COUNT(*) OVER ()", []


def ids(pks: Iterable[Any]) -> list[Any]:
    """Ids as a statement takes them: each once, in the same order whatever they were collected in."""
    return sorted(set(pks))
