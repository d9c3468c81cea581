"""Pages near a page: those that the search index knows to be near in meaning, then those that share its themes.

Among the latter one rule says what is nearer, in `_nearness`: shared themes, then shared ages, then the language, then the newest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from api.loading import statements
from api.loading.catalogue import any_page
from api.loading.kinds import rows_of
from api.loading.near_in_meaning import near_in_meaning
from api.loading.operation import Operation
from api.loading.reading import find
from api.loading.rows import Relation, Row
from pages import languages
from pages.models import BasePage
from pages.statements import OneOf, ids

# The newest pages of each theme are looked at, so that the work does not grow with the site.
LOOKED_AT = 60

# Pages looked for beyond those asked, since the index may not know yet that one is hidden.
SPARE = 3

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
        """The pages near each, whatever kind they are of.

        Four statements, however many pages ask; where meaning is known one more, and one for each language asked, but three less where
        enough is near in meaning to all of them.
        """
        operation = rows[0].batch.operation
        # Any page may come near any other, or nearer.
        operation.made_from.every(any_page().listed_as)
        known = near_in_meaning(rows, self.most + SPARE)
        near = {row: known.get((row.pk, row.asked), []) for row in rows}
        # One that turns out hidden is made up for by the next.
        short = [row for row, pks in near.items() if len(pks) < self.most]
        if short:
            near |= self._filled(operation, {row: near[row] for row in short})
        wanted = {(pk, row.asked) for row, pks in near.items() for pk in pks}
        found = find(any_page(), operation, wanted) if wanted else {}
        return {row: [found[pk, row.asked] for pk in pks if (pk, row.asked) in found][: self.most] for row, pks in near.items()}

    def _filled(self, operation: Operation, near: Mapping[Row, list[int]]) -> dict[Row, list[int]]:
        """What is near each page, with the pages that are near by their themes after it."""
        sources = {row.pk for row in near}
        candidates = _candidates(operation, sources)
        filed = _filed(operation, {*sources, *candidates}) if candidates else {}
        return {row: [*pks, *_nearest(row, pks, filed, candidates)[: self.most]] for row, pks in near.items()}


@cache
def related(most: int) -> Related:
    """The relation from a page to at most `most` others."""
    return Related(most)


def _nearest(row: Row, but: Collection[int], filed: Mapping[int, Filed], candidates: Mapping[int, Mapping[str, Any]]) -> list[int]:
    own, now = filed.get(row.pk), row.batch.operation.now
    if own is None:
        return []
    others = [pk for pk in candidates if pk != row.pk and pk not in but and not own.themes.isdisjoint(filed[pk].themes)]
    return sorted(others, key=lambda pk: _nearness(own, filed[pk], candidates[pk], row.asked, now), reverse=True)


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
    found = statements.rows("their themes", lambda moment: _links("themes", moment, "theme_id"), operation, {"ids": ids(sources)})
    themes = ids(theme for _page, theme in found)
    if not themes:
        return {}
    names = ("pk", "first_published_at", *languages.readiness_columns())
    rows = statements.rows("newest of themes", lambda moment: _newest(moment, names), operation, {"ids": themes})
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows}


def _newest(moment: Operation, names: tuple[str, ...]) -> QuerySet[Any]:
    link: Any = BasePage._meta.get_field("themes")
    public = any_page().queryset(moment).filter(pk=OuterRef("basepage_id"))
    place = Window(
        RowNumber(), partition_by=F("theme_id"), order_by=[F("basepage__first_published_at").desc(nulls_last=True), F("basepage_id").desc()]
    )
    links = rows_of(link.remote_field.through, moment).filter(OneOf("theme_id"), Exists(public)).annotate(place=place)
    newest: QuerySet[Any] = links.filter(place__lte=LOOKED_AT).values_list(*(f"basepage__{name}" for name in names))
    return newest


def _filed(operation: Operation, pages: set[int]) -> dict[int, Filed]:
    def terms(moment: Operation) -> QuerySet[Any]:
        themes, ages = (_links(name, moment, column, Value(name)) for name, column in (("themes", "theme_id"), ("ages", "ageband_id")))
        return themes.union(ages, all=True)

    found: dict[int, dict[str, set[int]]] = {pk: {"themes": set(), "ages": set()} for pk in pages}
    for page, term, name in statements.rows("terms", terms, operation, {"ids": ids(pages)}):
        found[page][name].add(term)
    return {pk: Filed(frozenset(each["themes"]), frozenset(each["ages"])) for pk, each in found.items()}


def _links(name: str, moment: Operation, *columns: Any) -> QuerySet[Any]:
    """What pages are linked to by one of their fields: the page, and these columns of the link."""
    field: Any = BasePage._meta.get_field(name)
    links: QuerySet[Any] = rows_of(field.remote_field.through, moment).filter(OneOf("basepage_id")).values_list("basepage_id", *columns)
    return links
