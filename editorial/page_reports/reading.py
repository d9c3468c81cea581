"""Who is shown what readers say: an association's people what is said of its pages, the coordination everything."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from wagtail.permissions import policy_registry

from editorial import teams
from pages import languages, paths
from pages.models import BasePage, PageReport, PageVotes
from pages.site_addresses import page_address


@dataclass(frozen=True, slots=True)
class Spoken:
    """The page that somebody spoke of: its title, whose it is, where it is edited ("" where one may not) and where readers find it."""

    title: str
    organisation: str
    edited_at: str
    public_at: str


def reports_for(user: Any) -> QuerySet[PageReport]:
    """The reports that somebody is shown."""
    return PageReport.objects.filter(_of_own_pages(user))


def votes_for(user: Any) -> QuerySet[PageVotes]:
    """The votes that somebody is shown."""
    return PageVotes.objects.filter(_of_own_pages(user))


def waiting_for(user: Any) -> int:
    """How many reports wait to be read by somebody or their colleagues."""
    return reports_for(user).filter(state=PageReport.State.NEW).count()


def _of_own_pages(user: Any) -> Q:
    """Pages of one's association, and those one may change; all for the coordination."""
    if teams.is_coordinator(user):
        return Q()
    own = Q(page__in=_changeable(user).order_by().values("pk"))
    return own | Q(page__organisation__in=teams.organisations_of(user))


def _changeable(user: Any) -> QuerySet[BasePage]:
    pages: QuerySet[BasePage] = policy_registry.get_by_type(BasePage).instances_user_has_permission_for(user, "change")
    return pages


def spoken_of(user: Any, wanted: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Spoken]:
    """The pages of these lines, each a page's number and a language. As many statements for one as for fifty."""
    pairs = set(wanted)
    ids = {pk for pk, _language in pairs}
    pages = {page.pk: page for page in BasePage.objects.filter(pk__in=ids).select_related("organisation")}
    changeable = set(_changeable(user).filter(pk__in=ids).order_by().values_list("pk", flat=True))
    current = paths.current_paths(ids)
    return {
        (pk, language): _spoken(pages[pk], changeable, current.get(pk, {}).get(language, ""), language)
        for pk, language in pairs
        if pk in pages
    }


def _spoken(page: BasePage, changeable: Collection[int], path: str, language: str) -> Spoken:
    return Spoken(
        languages.source_title(page),
        str(page.organisation.short_name or page.organisation) if page.organisation else "",
        reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk in changeable else "",
        page_address(language, path) if page.live and path else "",
    )
