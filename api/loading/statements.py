"""Statements made once: their SQL is kept with places for what differs from one operation to the next, and only run after that.

Building a queryset of what the public may see and compiling it takes Django some milliseconds of Python; running it takes the database a
tenth of one. So a queryset is built with stand-ins for the moment of the operation and for everything given (ids, a path, the words of a
filter), and its SQL is kept under a key that says what shapes it: who builds it, for which languages, in which database.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, F, Field, Lookup, QuerySet

from api.loading.made_from import MadeFrom, Tag
from api.loading.operation import Operation
from pages.days import day_of

# Statements kept: those of every kind, relation and language together are a few hundred.
MOST = 2_000

# A moment that nobody asks about, to find the places of the operation's own.
_STAND_IN = dt.datetime(1901, 2, 3, 4, 5, 6, 789, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Place:
    """A place in a statement for what is given when it runs."""

    name: str


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


def stand_in(name: str) -> str:
    """A text that stands for the one given by `name`, where a queryset is built by code that wants a text."""
    return f"⟦{name}⟧"


Build = Callable[[Operation], "QuerySet[Any]"]


class Statement:
    """The SQL of a queryset of tuples, the places in it by the names of what is given, and how its values become Python's."""

    def __init__(self, queryset: QuerySet[Any], database: str, names: Iterable[str], tags: Collection[Tag] = ()) -> None:
        self.database = database
        # What building it looked up beside its rows.
        self.tags = frozenset(tags)
        compiler = queryset.query.get_compiler(database)
        try:
            self.sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            # Nothing can be found, whatever is given.
            self.sql, parameters = "", ()
        places = {stand_in(name): Place(name) for name in names}
        self.parameters = tuple(places.get(value, value) if isinstance(value, str) else value for value in parameters)
        columns = [column for column, _sql, _name in compiler.select[: compiler.col_count]] if self.sql else []
        self.converters = [(place, *how) for place, how in compiler.get_converters(columns).items()]
        operations = connections[database].ops
        self._now = operations.adapt_datetimefield_value(_STAND_IN)
        self._today = operations.adapt_datefield_value(day_of(_STAND_IN))

    def rows(self, operation: Operation, given: dict[str, Any]) -> list[tuple[Any, ...]]:
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

    def _filled(self, operation: Operation, given: dict[str, Any], connection: Any) -> list[Any]:
        return [
            self._adapted(given[parameter.name], connection)
            if isinstance(parameter, Place)
            else connection.ops.adapt_datetimefield_value(operation.now)
            if parameter == self._now
            else connection.ops.adapt_datefield_value(day_of(operation.now))
            if parameter == self._today
            else parameter
            for parameter in self.parameters
        ]

    @staticmethod
    def _adapted(value: Any, connection: Any) -> Any:
        if isinstance(value, dt.datetime):
            return connection.ops.adapt_datetimefield_value(value)
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


def rows(key: Hashable, build: Build, operation: Operation, **given: Any) -> list[tuple[Any, ...]]:
    """The tuples that a statement finds; `build` makes its queryset at the first use of `key`, out of an operation that stands in.

    What `build` makes may differ with nothing but what is in `key`. Sets of ids are given as lists.
    """
    full_key = (key, operation.database)
    statement = _kept.get(full_key)
    if statement is None:
        standing_in = replace(operation, now=_STAND_IN, at=None, made_from=MadeFrom())
        statement = Statement(build(standing_in), operation.database, given, standing_in.made_from.tags)
        with _lock:
            _kept[full_key] = statement
            if len(_kept) > MOST:
                _kept.popitem(last=False)
    operation.made_from.tags |= statement.tags
    return statement.rows(operation, given)


def ids(pks: Iterable[Any]) -> list[Any]:
    """Ids as a statement takes them: each once, in the same order whatever they were collected in."""
    return sorted(set(pks))
