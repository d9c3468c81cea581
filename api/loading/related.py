"""Pages near a page. What “near” means is one rule, in `_nearest`: shared themes, then shared ages, then the language, then the newest."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber

from api.loading.catalogue import any_page
from api.loading.kinds import rows_of
from api.loading.operation import Operation
from api.loading.reading import find
from api.loading.rows import Relation, Row
from pages import languages
from pages.models import BasePage

Nearest = dict[tuple[int, str], list[int]]


class Related(Relation):
    """From pages to at most `most` public pages near each, the nearest first, in the language asked."""

    nothing: Any = ()

    def __init__(self, most: int) -> None:
        self.most = most

    def load(self, rows: list[Row]) -> Mapping[Row, list[Row]]:
        """The pages near each: one statement says which they are, one reads them."""
        operation = rows[0].batch.operation
        # Any page may come near any other, or nearer.
        operation.made_from.every(any_page().listed_as)
        nearest = _nearest(operation, {row.pk for row in rows}, sorted({row.asked for row in rows}), self.most)
        found = find(any_page(), operation, {(pk, asked) for (_source, asked), pks in nearest.items() for pk in pks})
        return {row: [found[pk, row.asked] for pk in nearest.get((row.pk, row.asked), ())] for row in rows}


@cache
def related(most: int) -> Related:
    """The relation from a page to at most `most` others."""
    return Related(most)


def _nearest(operation: Operation, sources: set[int], asked: list[str], most: int) -> Nearest:
    """The ids of the pages near each of `sources` for readers of each language: they share at least one theme."""
    themes, ages = (rows_of(BasePage._meta.get_field(name).remote_field.through, operation) for name in ("themes", "ages"))
    own_ages = ages.filter(basepage_id=OuterRef(OuterRef("source"))).values("ageband_id")
    shared_ages = ages.filter(basepage_id=OuterRef("near"), ageband_id__in=own_ages).values("basepage_id").annotate(n=Count("pk"))
    public = any_page().queryset(operation).values("pk")
    pairs = (
        themes.filter(basepage_id__in=sources, theme__pages__in=public)
        .values(source=F("basepage_id"), near=F("theme__pages"))
        .annotate(
            themes=Count("pk"),
            ages=Coalesce(Subquery(shared_ages.values("n"), output_field=IntegerField()), Value(0)),
            published=F("theme__pages__first_published_at"),
        )
    )
    places = {f"place_{number}": _place(code) for number, code in enumerate(asked)}
    # One more than asked: a page is always near itself.
    wanted = Q(*(Q(**{f"{name}__lte": most + 1}) for name in places), _connector=Q.OR)
    found: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for source, near, *ranks in sorted(pairs.annotate(**places).filter(wanted).values_list("source", "near", *places)):
        for code, rank in zip(asked, ranks, strict=True):
            if near != source and rank <= most + 1:
                found.setdefault((source, code), []).append((rank, near))
    return {key: [pk for _rank, pk in sorted(ranked)[:most]] for key, ranked in found.items()}


def _place(code: str) -> Window:
    order = [F("themes").desc(), F("ages").desc(), F("published").desc(nulls_last=True), F("near").desc()]
    if code != languages.source():
        ready = languages.marked_ready(code, "theme__pages__")
        order.insert(2, Case(When(ready, then=Value(1)), default=Value(0), output_field=IntegerField()).desc())
    return Window(RowNumber(), partition_by=[F("source")], order_by=order)
