"""What filters share: lists of values are alternatives, fields narrow together, and what nobody knows is found nowhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from api.http.errors import BadInputError, ErrorCode
from api.loading.kinds import rows_of
from api.loading.operation import Operation
from api.loading.sources import Linked, source_of
from api.types.limits import is_usual
from pages.journal import subjects
from pages.statements import stand_in

MAX_VALUES = 20
"""Values of one list of a filter."""

FIXED = frozenset({"departments"})
"""Lists of texts that are compared with a list of ours before the database is asked: they stay in the SQL as they are."""

PATTERNS = frozenset({"languages"})
"""Lists of texts that are looked for inside others: no other text can stand in for them."""

# A moment that stands for one given: nobody asks for one so far ahead, and so odd.
_STAND_IN = dt.datetime(2099, 12, 30, 1, 2, 3, 456_000, tzinfo=dt.UTC)

ANY_OF = f"At most {MAX_VALUES}; an empty list finds nothing."


@dataclass(frozen=True)
class StoodIn:
    """A filter in whose place others stand for what readers give, so that the SQL of its shape is made once.

    `shape` tells apart what needs SQL of its own, None where each filter does. `given` and `stand_ins` are as in `statements.rows`.
    """

    filter: Mapping[str, Any]
    shape: Hashable | None
    given: Mapping[str, Any]
    stand_ins: Mapping[str, Any]


def stood_in(asked: Mapping[str, Any]) -> StoodIn:
    """The filter with texts and moments that stand in for those given; what is looked at besides stays as it is."""
    made, given, stand_ins = dict(asked), dict[str, Any](), dict[str, Any]()
    shape: list[Hashable] = []
    moments = sorted({value for value in asked.values() if isinstance(value, dt.datetime) and value.tzinfo is not None})
    for name, value in sorted(asked.items()):
        if isinstance(value, dict) or name in PATTERNS or (isinstance(value, dt.datetime) and not is_usual(value)):
            # A circle's SQL depends on its numbers, a pattern's on its text; a moment of no use has to be told.
            return StoodIn(asked, None, {}, {})
        if isinstance(value, dt.datetime):
            # In the same order as those given: one may have to come before the other.
            made[name] = stand_ins[name] = _STAND_IN + dt.timedelta(microseconds=moments.index(value))
            given[name] = value.astimezone(dt.UTC)
            shape.append((name, moments.index(value)))
        elif isinstance(value, list) and name not in FIXED and all(isinstance(text, str) for text in value):
            listed = [text for text in value if "\0" not in text]
            places = {f"{name}:{place}": text for place, text in enumerate(listed)}
            given |= places
            stand_ins |= {place: stand_in(place) for place in places}
            made[name] = [stand_in(place) for place in places]
            shape.append((name, len(listed)))
        else:
            shape.append((name, tuple(value) if isinstance(value, list) else value))
    return StoodIn(made, tuple(shape), given, stand_ins)


def values(asked: Mapping[str, Any], name: str) -> list[Any] | None:
    """The values that a filter lists under `name`, None where it says nothing; more than MAX_VALUES raise BadInputError."""
    given = asked.get(name)
    if given is None:
        return None
    if len(given) > MAX_VALUES:
        raise BadInputError(f"“{name}” may list at most {MAX_VALUES} values, not {len(given)}.", ErrorCode.LIMIT_EXCEEDED)
    return [getattr(value, "value", value) for value in given]


def texts(asked: Mapping[str, Any], name: str) -> list[str] | None:
    """The same for texts. PostgreSQL refuses to look for one with a NUL, and no column holds one: it is left out."""
    listed = values(asked, name)
    return None if listed is None else [text for text in listed if "\0" not in text]


def named(operation: Operation, model: type[Model], column: str, names: Iterable[str]) -> QuerySet[Any]:
    """The ids of the records whose `column` is one of these."""
    operation.made_from.every(subjects.kind_of(model))
    return rows_of(model, operation).filter(**{f"{column}__in": list(names)}).values("pk")


def linked(operation: Operation, model: type[Model], path: str, column: str, names: Iterable[str]) -> QuerySet[Any]:
    """The ids of the rows of `model` that `path` links to a record whose `column` is one of these.

    Raises TypeError for a path that leads through no links.
    """
    source = source_of(model, path)
    if not isinstance(source, Linked):
        raise TypeError(f"{model.__name__}.{path} leads through no links.")
    targets = named(operation, source.target, column, names)
    return rows_of(source.link, operation).filter(**{f"{source.key}__in": targets}).values(source.owner)
