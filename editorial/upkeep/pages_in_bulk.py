"""Pages read many at a time, as the public has them: those of one type with all their lists, in as many statements for one as for many."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey, Model, QuerySet, URLField
from modelcluster.models import get_all_child_relations

from pages.editorial_checks.findings import Place, Row
from pages.models import BasePage

Rows = dict[str, Sequence[Any]]
"""The rows of each list of a page, in order, by the name of the relation."""


def pages_with_rows(page_ids: Collection[int]) -> Iterator[tuple[Any, Rows]]:
    """Each of these pages, of its own type, with its lists."""
    by_type: dict[int, list[int]] = {}
    for pk, type_id in BasePage.objects.filter(pk__in=page_ids).order_by("pk").values_list("pk", "content_type_id"):
        by_type.setdefault(type_id, []).append(pk)
    for type_id, ids in by_type.items():
        model = ContentType.objects.get_for_id(type_id).model_class() or BasePage
        yield from things_with_rows(model, ids)


def things_with_rows(model: type[Model], ids: Collection[int]) -> Iterator[tuple[Any, Rows]]:
    """The same for the things of one model."""
    lists = {name: _rows_by_owner(child, owner, ids) for name, child, owner in _lists(model)}
    things: QuerySet[Any] = model._default_manager.all()
    for thing in things.filter(pk__in=ids).order_by("pk"):
        yield thing, {name: by_owner.get(thing.pk, ()) for name, by_owner in lists.items()}


def typed_addresses(thing: Any, rows: Rows) -> Iterator[tuple[Place, str]]:
    """The addresses of other sites that stand in fields of their own, in the thing and in its lists."""
    for name in _fields(_model(thing), URLField):
        if value := getattr(thing, name):
            yield Place(name), value
    for relation, listed in rows.items():
        for index, row in enumerate(listed):
            for name in _fields(_model(row), URLField):
                if value := getattr(row, name):
                    yield Place(name, row=Row(relation, index)), value


def chosen_pages(thing: Any, rows: Rows) -> Iterator[tuple[Place, int]]:
    """The pages that were chosen in fields of their own, in the thing and in its lists."""
    for name in _page_choosers(_model(thing)):
        if number := getattr(thing, f"{name}_id"):
            yield Place(name), number
    for relation, listed in rows.items():
        for index, row in enumerate(listed):
            for name in _page_choosers(_model(row)):
                # The way back to the thing itself is no link.
                if (number := getattr(row, f"{name}_id")) and number != thing.pk:
                    yield Place(name, row=Row(relation, index)), number


def _model(thing: Any) -> type[Model]:
    found: type[Model] = type(thing)
    return found


def _rows_by_owner(child: Any, owner: str, ids: Collection[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    rows: QuerySet[Any] = child._default_manager.filter(**{f"{owner}__in": ids})
    for row in rows.order_by(owner, *(("sort_order",) if _has(child, "sort_order") else ()), "pk"):
        found.setdefault(getattr(row, owner), []).append(row)
    return found


@cache
def _lists(model: type[Model]) -> tuple[tuple[str, Any, str], ...]:
    """The lists of a model: the name of the relation, the model of the rows, the column of their owner. Those of Wagtail's own are none."""
    relations = [found for found in get_all_child_relations(model) if found.related_model._meta.app_label == model._meta.app_label]
    return tuple((str(found.get_accessor_name()), found.related_model, found.field.attname) for found in relations)


@cache
def _fields(model: type[Model], kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in model._meta.concrete_fields if isinstance(field, kind))


@cache
def _page_choosers(model: type[Model]) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and isinstance(field.related_model, type)
        and issubclass(field.related_model, BasePage)
        and not field.remote_field.parent_link
        and field.name not in ("alias_of", "owner")
    )


def _has(model: type[Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)
