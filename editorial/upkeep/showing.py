"""Who is shown which concerns: an association's people theirs, the coordination all; names of consents only to who may read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.db.models import Count, Min, Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from wagtail.permissions import policy_registry

from editorial import teams
from editorial.models import KeptConcern
from editorial.models.kept_concern import Kind
from editorial.translation.addresses import address_of_part
from editorial.upkeep.tongues import in_the_readers
from pages.consent_admin import published_for
from pages.models import BasePage, Consent, Video


@dataclass(frozen=True, slots=True)
class Told:
    """A concern as its reader is told of it: in their language, with the address where they may mend it ("" where they may not)."""

    concern: KeptConcern
    sentence: str
    place: str
    mended_at: str


def visible_to(user: Any) -> QuerySet[KeptConcern]:
    """The concerns of the associations a person works for; of all for the coordination."""
    consents = Q(kind=Kind.CONSENT, organisation__in=published_for(user).values("pk"))
    if teams.is_coordinator(user):
        return KeptConcern.objects.filter(~Q(kind=Kind.CONSENT) | consents)
    return KeptConcern.objects.filter(Q(~Q(kind=Kind.CONSENT), organisation__in=teams.organisations_of(user)) | consents)


def told(user: Any, concerns: Iterable[KeptConcern]) -> list[Told]:
    """These concerns for their reader. As many statements for one as for fifty."""
    listed = list(concerns)
    pages = _changeable(user, BasePage, {concern.page_id for concern in listed if concern.page_id is not None})
    films = _changeable(user, Video, {concern.record_id for concern in listed if _is_of(concern, Video)})
    found = []
    for concern in listed:
        mended_at = _address(user, concern, pages, films)
        found.append(Told(concern, in_the_readers(concern.sentence), in_the_readers(concern.place), mended_at))
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """How many concerns of one kind there are, in all and for each column, each with the question that lists them."""

    kind: Kind
    numbers: list[tuple[int, str]]
    total: int


def counted(concerns: QuerySet[KeptConcern]) -> tuple[list[tuple[str, str]], list[Row]]:
    """How many there are of each kind and association, the most urgent kinds first; the associations, and the question for each."""
    rows = concerns.order_by().values_list("kind", "organisation", "organisation__short_name")
    counts: dict[tuple[str, int | None], int] = {}
    names: dict[int | None, str] = {}
    worst: dict[str, int] = {}
    for kind, organisation, name, severity, count in rows.annotate(worst=Min("severity"), count=Count("pk")):
        counts[kind, organisation] = count
        names[organisation] = str(name) if organisation is not None else gettext("Coordination")
        worst[kind] = min(worst.get(kind, severity), severity)
    order = list(Kind.values)
    columns = sorted(names, key=lambda organisation: (organisation is None, names[organisation]))
    queries = {organisation: f"organisation={'null' if organisation is None else organisation}" for organisation in columns}
    table = []
    for kind in sorted(worst, key=lambda kind: (worst[kind], order.index(kind))):
        numbers = [(counts.get((kind, organisation), 0), queries[organisation]) for organisation in columns]
        table.append(Row(Kind(kind), numbers, sum(number for number, _query in numbers)))
    return [(names[organisation], queries[organisation]) for organisation in columns], table


def most_urgent(user: Any, concerns: QuerySet[KeptConcern], most: int) -> list[Told]:
    """The most urgent of these, for their reader, those that have waited longest first."""
    return told(user, concerns.select_related("record_type")[:most])


def _changeable(user: Any, model: type[Any], ids: set[int | None]) -> set[int]:
    if not ids:
        return set()
    own = policy_registry.get_by_type(model).instances_user_has_permission_for(user, "change")
    return set(own.filter(pk__in=ids).order_by().values_list("pk", flat=True))


def _address(user: Any, concern: KeptConcern, pages: set[int], films: set[int]) -> str:
    if concern.kind == Kind.LANGUAGE and concern.page_id in pages:
        return address_of_part(concern.page_id, concern.language)
    anchor = f"#mend={quote(concern.anchor, safe=':')}" if concern.anchor else ""
    if concern.page_id is not None:
        return reverse("wagtailadmin_pages:edit", args=[concern.page_id]) + anchor if concern.page_id in pages else ""
    model = concern.record_type.model_class() if concern.record_type is not None else None
    if model is None or (model is Video and concern.record_id not in films):
        return ""
    # The catalogue is the coordination's; consents are their publishers', who alone are told of them.
    if model not in (Video, Consent) and not user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"):
        return ""
    try:
        return reverse(f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:edit", args=[concern.record_id]) + anchor
    except NoReverseMatch:
        return ""


def _is_of(concern: KeptConcern, model: type[Any]) -> bool:
    return concern.record_type is not None and concern.record_type.model_class() is model
