"""What the fields of the root read: one object by what names it, or a list in an order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from django.db.models import CharField, DateField, IntegerField, Model, Q, QuerySet, Subquery

from api import declarations
from api.http.errors import BadInputError, ErrorCode
from api.ids import GlobalId, decoded
from api.loading.catalogue import any_page, kind_of, page_types, public_name
from api.loading.kinds import Kind
from api.loading.operation import Operation
from api.loading.reading import Narrow, find, read
from api.loading.rows import Row
from api.pagination import Connection, Listed, connection
from api.types import page_filters
from api.types.changes import ChangeFacts, changes_named
from api.types.filters import stood_in
from api.types.limits import MAX_IDS, moment, page_size
from api.types.orders import OrderFor
from pages import languages, paths
from pages.days import day_of, end_of
from pages.models import BasePage, CrisisReason, EditionPage, Helpline, JournalledModel, resource_types
from pages.models.vocabulary import OrderedTerm
from pages.statements import Given, stand_in

NarrowByFilter = Callable[[QuerySet[Any], Mapping[str, Any], Operation, str], QuerySet[Any]]
"""Narrows a list down to what a filter asks for, in one language."""


SOME_PATH = paths.normalise(stand_in("path"))


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
    narrow: Narrow = lambda rows, _moment: rows.filter(number=Given("number", IntegerField()))  # noqa: E731 - short, and used once
    found = read("number", kind, narrow, operation, asked(locale), {"number": number})
    return found[0] if found else None


def _by_path(operation: Operation, kind: Kind, path: str, language: str) -> Row | None:
    path = paths.normalise(path)
    operation.made_from.path(path)
    if "\0" in path:
        # PostgreSQL refuses to look for one.
        return None

    def at_path(rows: QuerySet[Any], moment: Operation) -> QuerySet[Any]:
        # One page, not one of a list: PostgreSQL would go through all pages to find it in one.
        return rows.filter(pk=Subquery(paths.rows_at(SOME_PATH, language, moment.database).values("page_id")[:1]))

    found = read(("path", language), kind, at_path, operation, language, {"path": path}, {"path": SOME_PATH})
    return found[0] if found else None


def _by_id(operation: Operation, kind: Kind, named: GlobalId | None, locale: Any) -> Row | None:
    if named is None:
        return None
    language = named.asked if locale is None else asked(locale)
    row = find(kind, operation, [(named.pk, language)]).get((named.pk, language))
    return row if row is not None and row.kind.name == named.type_name else None


def one_record(
    operation: Operation,
    model: type[Model],
    locale: Any,
    slug: str | None = None,
    id: str | None = None,  # noqa: A002 - the argument's public name
) -> Row | None:
    """The public record that one of `slug` and `id` names; BadInputError unless exactly one is given."""
    if (slug is None) == (id is None):
        raise BadInputError("Name one thing to look for: a slug or an id.")
    kind = kind_of(model)
    if id is not None:
        return _by_id(operation, kind, decoded(id), locale)
    operation.made_from.every(kind.listed_as)
    if "\0" in (slug or ""):
        # PostgreSQL refuses to look for one.
        return None
    found = read("slug", kind, lambda rows, _moment: rows.filter(slug=Given("slug", CharField())), operation, asked(locale), {"slug": slug})
    return found[0] if found else None


def node(operation: Operation, text: str) -> Row | ChangeFacts | None:
    """The public object that a global id names, in the language it carries; None for what is no id of ours."""
    return nodes(operation, [text])[0]


def nodes(operation: Operation, texts: list[str]) -> list[Row | ChangeFacts | None]:
    """The public objects that global ids name, each in the language its id carries, in the same order; one statement for each kind.

    None for what is no id of ours. More than MAX_IDS raise BadInputError.
    """
    if len(texts) > MAX_IDS:
        raise BadInputError(f"“ids” may list at most {MAX_IDS}, not {len(texts)}.", ErrorCode.LIMIT_EXCEEDED)
    wanted: dict[Kind, list[GlobalId]] = {}
    journal: list[GlobalId] = []
    for named in filter(None, map(decoded, texts)):
        if named.type_name == ChangeFacts.type_name:
            journal.append(named)
            continue
        record = _records_by_type().get(named.type_name)
        wanted.setdefault(any_page() if record is None else kind_of(record), []).append(named)
    found: dict[GlobalId, Row | ChangeFacts] = {**changes_named(operation, journal)} if journal else {}
    for kind, ids in wanted.items():
        rows = find(kind, operation, [(named.pk, named.asked) for named in ids])
        found |= {named: row for named in ids if (row := rows.get((named.pk, named.asked))) and row.kind.name == named.type_name}
    return [found.get(each) if (each := decoded(text)) else None for text in texts]


def all_of(
    operation: Operation,
    model: type[Model],
    ordering: OrderFor,
    narrow: NarrowByFilter | None = None,
    filter_: Mapping[str, Any] | None = None,
    locale: Any = None,
    first: int | None = None,
    after: str | None = None,
) -> Connection:
    """Everything public of one model, the pages of a type or the records of a kind, that a filter asks for."""
    kind = kind_of(model)
    operation.made_from.every(kind.listed_as)
    return _connection(operation, kind, narrow, filter_ or {}, ordering, locale, first, after)


def resources(
    operation: Operation,
    ordering: OrderFor,
    filter_: Mapping[str, Any] | None = None,
    locale: Any = None,
    first: int | None = None,
    after: str | None = None,
) -> Connection:
    """The public pages that are resources, whatever their type, and that a filter asks for."""
    return _any_pages(operation, resource_types(), page_filters.resources, ordering, filter_ or {}, locale, first, after)


def pages(
    operation: Operation,
    ordering: OrderFor,
    filter_: Mapping[str, Any] | None = None,
    locale: Any = None,
    first: int | None = None,
    after: str | None = None,
) -> Connection:
    """All public pages, whatever their type, that a filter asks for."""
    return _any_pages(operation, page_types(), page_filters.pages_of_types, ordering, filter_ or {}, locale, first, after)


def _any_pages(
    operation: Operation,
    types: Iterable[type[BasePage]],
    narrow: NarrowByFilter,
    ordering: OrderFor,
    filter_: Mapping[str, Any],
    locale: Any,
    first: int | None,
    after: str | None,
) -> Connection:
    for name in page_filters.types_asked(filter_, types):
        operation.made_from.every(name)
    return _connection(operation, any_page(), narrow, filter_, ordering, locale, first, after)


def _connection(
    operation: Operation,
    kind: Kind,
    narrow: NarrowByFilter | None,
    filter_: Mapping[str, Any],
    order_for: OrderFor,
    locale: Any,
    first: int | None,
    after: str | None,
) -> Connection:
    language = asked(locale)
    asked_for = stood_in(filter_)

    def narrowed(rows: QuerySet[Any], moment: Operation) -> QuerySet[Any]:
        return rows if narrow is None else narrow(rows, asked_for.filter, moment, language)

    shape = None if asked_for.shape is None else (narrow, asked_for.shape, language)
    listed = Listed(kind, shape, narrowed, lambda moment: order_for(kind, moment, language), asked_for.given, asked_for.stand_ins)
    return connection(listed, operation, language, page_size(first), after)


def terms(operation: Operation, model: type[OrderedTerm], locale: Any) -> list[Row]:
    """All the words of a short, ordered list."""
    kind = kind_of(model)
    operation.made_from.every(kind.listed_as)
    return read("terms", kind, lambda rows, _moment: rows.order_by("order", "code"), operation, asked(locale))


def crisis_reasons(operation: Operation, code: Any, speaker: Any, locale: Any) -> list[Row]:
    """The reasons for urgent help, or the one of this code, said to `speaker`."""
    operation.made_from.every(kind_of(CrisisReason).journalled)
    return reasons(operation, None if code is None else str(code.value), "" if speaker is None else str(speaker.value), locale)


def reasons(operation: Operation, chosen: str | None, speaker: str, locale: Any) -> list[Row]:
    """The same, by values: of CrisisCode (None for all) and Speaker."""

    def narrow(rows: QuerySet[Any], _moment: Operation) -> QuerySet[Any]:
        return (rows if chosen is None else rows.filter(code=chosen)).order_by("order", "code")

    return read(("crisis", chosen), kind_of(CrisisReason), narrow, replace(operation, speaker=speaker), asked(locale))


def helplines(operation: Operation, at: dt.datetime | None, language: str) -> list[Row]:
    """The lines valid on the day of `at` (now by default) where the site is; a moment of no use raises BadInputError."""
    operation = replace(operation, at=moment("at", at))
    day = day_of(operation.moment)
    operation.holds_until(end_of(day))
    given_day = Given("day", DateField())
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=given_day)
    unended = Q(valid_to__isnull=True) | Q(valid_to__gte=given_day)
    kind = kind_of(Helpline)
    operation.made_from.every(kind.journalled)
    narrow: Narrow = lambda rows, _moment: rows.filter(begun & unended).order_by("order", "code")  # noqa: E731 - short, and used once
    return read("helplines", kind, narrow, operation, language, {"day": day})
