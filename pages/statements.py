"""Statements made once: their SQL is kept with places for what differs from one time to the next, and only run after that.

Building a queryset of what the public may see and compiling it takes Django some milliseconds of Python; running it takes the database a
tenth of one. So a queryset is built with stand-ins for the moment and for everything given (ids, a path, the words of a filter), and its
SQL is kept under a key that says what shapes it: who builds it, for which languages, in which database.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, F, Field, Lookup, QuerySet

from pages.days import day_of

# Statements kept: those of every kind, relation and language together are a few hundred.
MOST = 2_000

NOW_STAND_IN = dt.datetime(1901, 2, 3, 4, 5, 6, 789, tzinfo=dt.UTC)
"""The moment with which a queryset is built: nobody asks about it, so that its places are found again."""


@dataclass(frozen=True)
class Place:
    """A place in a statement for what is given when it runs."""

    name: str


NOW, TODAY, TODAY_TEXT = Place("now"), Place("today"), Place("today, written")


class Given(Expression):
    """A value that is given by `name` when the statement runs: a text, a number or a moment."""

    def __init__(self, name: str, output_field: Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.place = Place(name)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:  # noqa: ARG002 - the signature is Django's
        """A parameter."""
        return "%s", [self.place]


class OneOf(Lookup):
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


def explicit(queryset: QuerySet[Any]) -> QuerySet[Any]:
    """The queryset without modeltranslation's hand in it, which would put names and values in the thread's language."""
    rewrite = getattr(queryset, "rewrite", None)
    plain: QuerySet[Any] = rewrite(False) if rewrite else queryset
    return plain


class Statement:
    """The SQL of a queryset of tuples, with places for what is given, and how its values become Python's.

    What is given, by name, stands in the queryset as `Given`, as `OneOf` (lists), or as the value of that name among `stand_ins` (texts,
    moments). Its moment is NOW_STAND_IN, unless the statement is to be run once.
    """

    def __init__(self, queryset: QuerySet[Any], database: str, stand_ins: Mapping[str, Any] = NOTHING) -> None:
        self.database = database
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
        today = day_of(NOW_STAND_IN)
        # On SQLite moments and days are texts too; a day may also be written as one.
        places |= {operations.adapt_datetimefield_value(NOW_STAND_IN): NOW, today.isoformat(): TODAY_TEXT}
        places[operations.adapt_datefield_value(today)] = TODAY
        self.parameters = tuple(
            places.get(value, value) if isinstance(value, str | dt.date | dt.datetime) else value for value in parameters
        )
        columns = [column for column, _sql, _name in compiler.select[: compiler.col_count]] if self.sql else []
        self.converters = [(place, *how) for place, how in compiler.get_converters(columns).items()]

    def rows(self, now: dt.datetime, given: Mapping[str, Any] = NOTHING) -> list[tuple[Any, ...]]:
        """What the statement finds at `now`."""
        if not self.sql:
            return []
        connection = connections[self.database]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self._filled(now, given, connection))
            found: list[tuple[Any, ...]] = cursor.fetchall()
        if not self.converters:
            return found
        return [self._converted(row, connection) for row in found]

    def _filled(self, now: dt.datetime, given: Mapping[str, Any], connection: Any) -> list[Any]:
        today = day_of(now)
        values = {**given, NOW.name: now, TODAY.name: today, TODAY_TEXT.name: today.isoformat()}
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


class RowCount(Statement):
    """How many rows a queryset has: one row, with the number."""

    def __init__(self, queryset: QuerySet[Any], database: str, stand_ins: Mapping[str, Any] = NOTHING) -> None:
        super().__init__(queryset, database, stand_ins)
        # The inner SQL is Django's own.
        self.sql = f"SELECT COUNT(*) FROM ({self.sql}) counted" if self.sql else "SELECT 0"  # noqa: S608
        self.converters = []


Made = TypeVar("Made")

_lock = threading.Lock()
_kept: OrderedDict[Hashable, Any] = OrderedDict()


def kept(key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` made at the first use of `key`; MOST of them are kept, the least recently used going first."""
    made: Made | None = _kept.get(key)
    if made is not None:
        # Another thread may just have let it go.
        with suppress(KeyError):
            _kept.move_to_end(key)
    else:
        made = make()
        with _lock:
            _kept[key] = made
            if len(_kept) > MOST:
                _kept.popitem(last=False)
    return made


def ids(pks: Iterable[Any]) -> list[Any]:
    """Ids as a statement takes them: each once, in the same order whatever they were collected in."""
    return sorted(set(pks))
