"""The board: how each page within somebody's reach stands in each language, as rows for the screen and its exports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.permissions import policy_registry

from editorial import teams
from editorial.models import LanguageState
from pages.choosing import choosable_pages
from pages.models import BasePage, EditionPage

SHARE = "share_{}"
"""The name under which the share of a language that is done can be sorted by."""

STATES: dict[str, Q] = {
    "to_do": Q(missing__gt=0) | Q(stale__gt=0) | Q(review__gt=0),
    "missing": Q(missing__gt=0),
    "stale": Q(stale__gt=0),
    "review": Q(review__gt=0),
    "done": Q(missing=0, stale=0, review=0),
    "readers": Q(public_to_do__gt=0),
}
"""What the board can be reduced to, by the name of the filter."""


def pages_for(user: Any) -> QuerySet[BasePage]:
    """The pages of somebody's board: those of their places; for the coordination also what is public anywhere."""
    pages = BasePage.objects.filter(depth__gt=1)
    if teams.is_coordinator(user):
        return choosable_pages(user, pages)
    own = policy_registry.get_by_type(BasePage).instances_user_has_permission_for(user, "change")
    return pages.filter(pk__in=own.order_by().values("pk"))


def waiting_for(user: Any, codes: Collection[str]) -> list[tuple[str, int, int]]:
    """For each of these languages in which something is to do on somebody's board: its code, how many texts, in how many pages."""
    states = LanguageState.objects.filter(STATES["to_do"], page__in=pages_for(user).order_by().values("pk"), language__in=codes)
    counted = states.order_by("language").values("language").annotate(texts=Sum(F("missing") + F("stale") + F("review")), pages=Count("pk"))
    return [(row["language"], row["texts"], row["pages"]) for row in counted]


def pages_of_edition(edition: EditionPage) -> QuerySet[BasePage]:
    """An edition and its contents."""
    return BasePage.objects.filter(Q(pk=edition.pk) | Q(edition_contents__edition=edition)).distinct()


def sortable(pages: QuerySet[BasePage], codes: Collection[str]) -> QuerySet[BasePage]:
    """The pages with what they can be sorted by: the share done in each of these languages, and since when something is to do in any."""
    states = LanguageState.objects.filter(page=OuterRef("pk")).order_by()
    for code in codes:
        pages = pages.annotate(**{SHARE.format(code): Subquery(states.filter(language=code).values("share")[:1])})
    oldest = states.filter(language__in=codes).values("page").annotate(oldest=Min("to_do_since")).values("oldest")
    return pages.annotate(since=Subquery(oldest))


def in_state(pages: QuerySet[BasePage], name: str, codes: Collection[str]) -> QuerySet[BasePage]:
    """Those of the pages that are in a state in one of these languages."""
    states = LanguageState.objects.filter(STATES[name], language__in=codes)
    return pages.filter(pk__in=states.values("page_id"))


def of_person(pages: QuerySet[BasePage], user: Any) -> QuerySet[BasePage]:
    """Those of the pages that are a person's own: they own them, or write for their association."""
    mine = teams.organisations_of(user)
    return pages.filter(Q(owner=user) | Q(organisation__in=mine))


def ordered(pages: QuerySet[BasePage], name: str) -> QuerySet[BasePage]:
    """The pages sorted; what has no value comes last either way."""
    field, is_descending = F(name.removeprefix("-")), name.startswith("-")
    return pages.order_by(field.desc(nulls_last=True) if is_descending else field.asc(nulls_last=True), "path")


def in_words(state: LanguageState | None) -> str:
    """How a page stands in a language: « 3 à traduire · 1 à mettre à jour »."""
    if state is None:
        return _("not yet known")
    said = [
        (state.missing, ngettext("%(count)d to translate", "%(count)d to translate", state.missing)),
        (state.stale, ngettext("%(count)d to update", "%(count)d to update", state.stale)),
        (state.review, ngettext("%(count)d to review", "%(count)d to review", state.review)),
    ]
    return " · ".join(words % {"count": count} for count, words in said if count) or _("up to date")


def days_since(moment: dt.datetime | None, now: dt.datetime) -> int | None:
    """For how many whole days something is to do."""
    return (now - moment).days if moment is not None else None
