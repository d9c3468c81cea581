"""What follows from consents: who has yet to agree, in which languages a testimony may be served, and what a change of mind touches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from pages import languages
from pages.days import day_of
from pages.models import BasePage, ClubImage, Consent, ConsentedPage, Person, Video
from pages.paths import batches
from pages.visibility import SHOWN, valid_consents


@dataclass(frozen=True, slots=True)
class Shown:
    """The ids of what shows some people, posters of their films included."""

    pages: frozenset[int]
    videos: frozenset[int]
    images: frozenset[int]


def people_in(model: type[Model]) -> tuple[QuerySet[Any], str, str]:
    """The rows that say whom things of this model show, with their column of the thing and their column of the person."""
    field: Any = model._meta.get_field(SHOWN[model][0])
    return QuerySet(field.remote_field.through), field.m2m_column_name(), field.m2m_reverse_name()


def shown_with(people: Iterable[int]) -> Shown:
    """Everything that shows one of these people."""
    wanted = set(people)

    def ids(model: type[Model]) -> frozenset[int]:
        rows, thing, person = people_in(model)
        return frozenset(rows.filter(**{f"{person}__in": wanted}).values_list(thing, flat=True))

    videos = ids(Video)
    posters = posters_of(videos)
    return Shown(pages=ids(BasePage), videos=videos, images=ids(ClubImage) | posters)


def posters_of(videos: Iterable[int]) -> frozenset[int]:
    """The images that stand for these videos."""
    found = Video.objects.filter(pk__in=set(videos), poster__isnull=False)
    return frozenset(found.order_by().values_list("poster_id", flat=True))


def unwilling(thing: Model, code: str = "") -> list[Person]:
    """The people whom a video, image or page shows without their valid consent, in ``code`` if given, in the order of their names.

    Of a draft, those whom it would show.
    """
    model = next(known for known in SHOWN if isinstance(thing, known))
    field_name, covered, column = SHOWN[model]
    valid: QuerySet[Any] = QuerySet(covered).filter(valid_consents(day_of(), "consent__"), **{f"{column}_id": thing.pk})
    if code:
        valid = valid.filter(**{f"consent__{languages.column('covers', code)}": True})
    # The people of a draft are no query.
    people = sorted(getattr(thing, field_name).all(), key=lambda person: str(person.slug))
    willing = set(valid.order_by().values_list("consent__person_id", flat=True)) if people else set()
    return [person for person in people if person.pk not in willing]


def withheld(shown: Mapping[type[Model], Mapping[int, Collection[int]]], code: str = "") -> dict[type[Model], frozenset[int]]:
    """Of videos, images and pages with these people in them, those that somebody has not consented to (pages: in ``code`` if given).

    ``shown`` gives, for each kind, the people's numbers by the thing's number. A statement for each kind.
    """
    return {model: frozenset(_withheld(model, people, code if model is BasePage else "")) for model, people in shown.items()}


def _withheld(model: type[Model], people: Mapping[int, Collection[int]], code: str) -> Iterator[int]:
    asked = {thing: set(numbers) for thing, numbers in people.items() if numbers}
    _field, covered, column = SHOWN[model]
    valid: QuerySet[Any] = QuerySet(covered).filter(valid_consents(day_of(), "consent__"), **{f"{column}__in": asked})
    if code:
        valid = valid.filter(**{f"consent__{languages.column('covers', code)}": True})
    willing = set(valid.order_by().values_list(f"{column}_id", "consent__person_id")) if asked else set()
    for thing, numbers in asked.items():
        if any((thing, person) not in willing for person in numbers):
            yield thing


def shown_by(model: type[Model], things: Collection[int]) -> dict[int, set[int]]:
    """Whom these videos, images or pages show, as their rows say: the people's numbers by the thing's. One statement."""
    rows, thing, person = people_in(model)
    found: dict[int, set[int]] = {}
    for number, who in rows.filter(**{f"{thing}__in": things}).values_list(thing, person) if things else ():
        found.setdefault(number, set()).add(who)
    return found


def refresh_languages(pages: Iterable[int]) -> set[int]:
    """Brings what rows of pages say of consented languages in step with the consents; returns the ids of those that changed."""
    changed: set[int] = set()
    for ids in batches(sorted(set(pages))):
        expected = _expected_languages(ids)
        for pk, known in BasePage.objects.filter(pk__in=ids).order_by().values_list("pk", languages.CONSENTED):
            if known != expected.get(pk):
                BasePage.objects.filter(pk=pk).update(**{languages.CONSENTED: expected.get(pk)})
                changed.add(pk)
    return changed


def _expected_languages(ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """For each page with testimony, the last day of each language to which all its people consent."""
    rows, thing, person = people_in(BasePage)
    people: dict[int, set[int]] = {}
    for page_id, person_id in rows.filter(**{f"{thing}__in": ids}).values_list(thing, person):
        people.setdefault(page_id, set()).add(person_id)
    last_days = _last_days(people)
    found: dict[int, dict[str, str]] = {}
    for page_id, witnesses in people.items():
        found[page_id] = {}
        for code in languages.codes():
            days = [last_days.get((page_id, witness, code)) for witness in witnesses]
            if known := [day for day in days if day is not None]:
                last = min(known)
                if len(known) == len(days):
                    found[page_id][code] = "" if last == dt.date.max else last.isoformat()
    return found


def _last_days(pages: Iterable[int]) -> dict[tuple[int, int, str], dt.date]:
    """The last day to which a person consents to a page in a language (``date.max`` without end), of all their consents the latest."""
    columns = [languages.column("covers", code) for code in languages.codes()]
    covered: QuerySet[Any] = QuerySet(ConsentedPage).filter(valid_consents(day_of(), "consent__"), page_id__in=set(pages))
    found: dict[tuple[int, int, str], dt.date] = {}
    rows = covered.order_by().values_list(
        "page_id", "consent__person_id", "consent__valid_until", *(f"consent__{name}" for name in columns)
    )
    for page_id, person_id, valid_until, *covers in rows:
        for code, is_covered in zip(languages.codes(), covers, strict=True):
            if is_covered:
                key = (page_id, person_id, code)
                found[key] = max(found.get(key, dt.date.min), valid_until or dt.date.max)
    return found


def lapsed(now: dt.datetime) -> QuerySet[Consent]:
    """The consents whose last day is over without the journal knowing it yet."""
    return Consent.objects.filter(valid_until__lt=day_of(now), is_lapse_journalled=False).order_by("valid_until", "pk")
