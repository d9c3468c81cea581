"""What filters share: lists of values are alternatives, fields narrow together, and what nobody knows is found nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, QuerySet

from api.http.errors import BadInputError, ErrorCode
from api.loading.kinds import rows_of
from api.loading.operation import Operation
from api.loading.sources import Linked, source_of
from pages.journal import subjects

MAX_VALUES = 20
"""Values of one list of a filter."""

ANY_OF = f"At most {MAX_VALUES}; an empty list finds nothing."


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
