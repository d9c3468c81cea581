"""Pages near a page. What “near” means is one rule, in `_nearness`: shared themes, then shared ages, then the language, then the newest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import F, Q, QuerySet, Value

from api.loading.catalogue import any_page
from api.loading.kinds import rows_of
from api.loading.operation import Operation
from api.loading.reading import find
from api.loading.rows import Relation, Row
from pages import languages
from pages.models import BasePage

# The newest pages of each theme are looked at, so that the work does not grow with the site.
LOOKED_AT = 60

_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Filed:
    """What a page is filed under: the ids of its themes and ages."""

    themes: frozenset[int]
    ages: frozenset[int]


class Related(Relation):
    """From pages to at most `most` public pages near each, the nearest first, in the language asked."""

    nothing: Any = ()

    def __init__(self, most: int) -> None:
        self.most = most

    def load(self, rows: list[Row]) -> Mapping[Row, list[Row]]:
        """The pages near each: four statements, however many pages ask."""
        operation = rows[0].batch.operation
        # Any page may come near any other, or nearer.
        operation.made_from.every(any_page().listed_as)
        sources = {row.pk for row in rows}
        candidates = _candidates(operation, sources)
        if not candidates:
            return {}
        filed = _filed(operation, {*sources, *candidates})
        nearest = {row: _nearest(row, filed, candidates, self.most) for row in rows}
        found = find(any_page(), operation, {(pk, row.asked) for row, pks in nearest.items() for pk in pks})
        return {row: [found[pk, row.asked] for pk in pks if (pk, row.asked) in found] for row, pks in nearest.items()}


@cache
def related(most: int) -> Related:
    """The relation from a page to at most `most` others."""
    return Related(most)


def _nearest(row: Row, filed: Mapping[int, Filed], candidates: Mapping[int, Mapping[str, Any]], most: int) -> list[int]:
    own, now = filed.get(row.pk), row.batch.operation.now
    if own is None:
        return []
    others = [pk for pk in candidates if pk != row.pk and not own.themes.isdisjoint(filed[pk].themes)]
    return sorted(others, key=lambda pk: _nearness(own, filed[pk], candidates[pk], row.asked, now), reverse=True)[:most]


def _nearness(own: Filed, other: Filed, page: Mapping[str, Any], asked: str, now: dt.datetime) -> tuple[Any, ...]:
    """How near a page is for a reader of a language: of two, the one with the greater value is nearer; no two have the same."""
    return (
        len(own.themes & other.themes),
        len(own.ages & other.ages),
        languages.served_language(page, asked, now) == asked,
        page["first_published_at"] or _NEVER,
        page["pk"],
    )


def _candidates(operation: Operation, sources: Iterable[int]) -> dict[int, Mapping[str, Any]]:
    """The newest public pages of each theme that one of the pages has, by id: when they were published, where they are ready."""
    themes = _links("themes", operation).filter(basepage_id__in=sources).order_by("theme_id").values_list("theme_id", flat=True).distinct()
    newest = any_page().queryset(operation).order_by(F("first_published_at").desc(nulls_last=True), "-pk").values("pk")
    looked_at = [Q(pk__in=newest.filter(themes=theme)[:LOOKED_AT]) for theme in themes]
    if not looked_at:
        return {}
    pages = rows_of(BasePage, operation).filter(Q(*looked_at, _connector=Q.OR))
    return {page["pk"]: page for page in pages.values("pk", "first_published_at", *languages.readiness_columns())}


def _filed(operation: Operation, pages: set[int]) -> dict[int, Filed]:
    themes, ages = (
        _links(name, operation).filter(basepage_id__in=pages).values_list("basepage_id", column, Value(name))
        for name, column in (("themes", "theme_id"), ("ages", "ageband_id"))
    )
    terms: dict[int, dict[str, set[int]]] = {pk: {"themes": set(), "ages": set()} for pk in pages}
    for page, term, name in themes.union(ages, all=True):
        terms[page][name].add(term)
    return {pk: Filed(frozenset(found["themes"]), frozenset(found["ages"])) for pk, found in terms.items()}


def _links(name: str, operation: Operation) -> QuerySet[Any]:
    field: Any = BasePage._meta.get_field(name)
    return rows_of(field.remote_field.through, operation)
