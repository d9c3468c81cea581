"""What the fields of the root read: one object by what names it, or a list in an order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from typing import Any

from django.db.models import Model, Q

from api import declarations
from api.http.errors import BadInputError
from api.ids import GlobalId, decoded
from api.loading.catalogue import any_page, kind_of, public_name
from api.loading.kinds import Kind
from api.loading.operation import Operation
from api.loading.reading import CONTENT_TYPE, find, read
from api.loading.rows import Row
from api.pagination import Connection, Ordering, connection
from api.types.limits import moment, page_size
from pages import languages, paths
from pages.days import day_of, end_of
from pages.models import CrisisReason, EditionPage, Helpline, JournalledModel, resource_types


@cache
def _records_by_type() -> dict[str, type[Model]]:
    """What has an identity beside pages, by the name of its type."""
    return {public_name(model): model for model in declarations.models() if issubclass(model, JournalledModel)}


def asked(locale: Any) -> str:
    """The language of a `locale` argument, the source language where it is not given."""
    return str(locale.value) if locale is not None else languages.source()


def one_page(
    operation: Operation,
    model: type[Model] | None,
    locale: Any,
    path: str | None = None,
    id: str | None = None,  # noqa: A002 - the argument's public name
    number: int | None = None,
) -> Row | None:
    """The public page that one of `path`, `id` and `number` names, of type `model`; BadInputError unless exactly one is given."""
    if sum(name is not None for name in (path, id, number)) != 1:
        raise BadInputError("Name one thing to look for: " + ("a path, an id or a number." if model is EditionPage else "a path or an id."))
    kind: Kind = any_page() if model is None else kind_of(model)
    if id is not None:
        return _by_id(operation, kind, decoded(id), locale)
    if path is not None:
        return _by_path(operation, kind, path, asked(locale))
    operation.made_from.every(kind.listed_as)
    found = read(kind, kind.queryset(operation).filter(number=number), operation, asked(locale))
    return found[0] if found else None


def _by_path(operation: Operation, kind: Kind, path: str, language: str) -> Row | None:
    operation.made_from.path(languages.normalise(path))
    at_path = paths.rows_at(path, language, operation.database).values("page_id")[:1]
    found = read(kind, kind.queryset(operation).filter(pk__in=at_path), operation, language)
    return found[0] if found else None


def _by_id(operation: Operation, kind: Kind, named: GlobalId | None, locale: Any) -> Row | None:
    if named is None:
        return None
    language = named.asked if locale is None else asked(locale)
    row = find(kind, operation, [(named.pk, language)]).get((named.pk, language))
    return row if row is not None and row.kind.name == named.type_name else None


def node(operation: Operation, text: str) -> Row | None:
    """The public object that a global id names, in the language it carries; None for what is no id of ours."""
    named = decoded(text)
    if named is None:
        return None
    record = _records_by_type().get(named.type_name)
    return _by_id(operation, any_page() if record is None else kind_of(record), named, None)


def all_of(
    operation: Operation,
    model: type[Model],
    ordering: Ordering,
    locale: Any = None,
    first: int | None = None,
    after: str | None = None,
) -> Connection:
    """Everything public of one model: the pages of a type, or the records of a kind."""
    kind = kind_of(model)
    operation.made_from.every(kind.listed_as)
    return connection(kind, kind.queryset(operation), ordering, operation, asked(locale), page_size(first), after)


def resources(
    operation: Operation, ordering: Ordering, locale: Any = None, first: int | None = None, after: str | None = None
) -> Connection:
    """The public pages that are resources, whatever their type."""
    kind = any_page()
    types = [str(model._meta.model_name) for model in resource_types()]
    for name in types:
        operation.made_from.every(name)
    rows = kind.queryset(operation).filter(**{f"{CONTENT_TYPE}__in": types})
    return connection(kind, rows, ordering, operation, asked(locale), page_size(first), after)


def crisis_reasons(operation: Operation, code: Any, speaker: Any, locale: Any) -> list[Row]:
    """The reasons for urgent help, or the one of this code, said to `speaker`."""
    kind = kind_of(CrisisReason)
    operation.made_from.every(kind.journalled)
    rows = kind.queryset(operation).order_by("order", "code")
    if code is not None:
        rows = rows.filter(code=code.value)
    return read(kind, rows, replace(operation, speaker=speaker.value if speaker is not None else ""), asked(locale))


def helplines(operation: Operation, at: dt.datetime | None, language: str) -> list[Row]:
    """The lines valid on the day of `at` (now by default) where the site is; a moment of no use raises BadInputError."""
    operation = replace(operation, at=moment("at", at))
    day = day_of(operation.moment)
    operation.holds_until(end_of(day))
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    unended = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    kind = kind_of(Helpline)
    operation.made_from.every(kind.journalled)
    rows = kind.queryset(operation).filter(begun & unended).order_by("order", "code")
    return read(kind, rows, operation, language)
