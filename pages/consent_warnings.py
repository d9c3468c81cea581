"""Who has yet to consent to what a screen of the admin shows: named, with what is missing, for those who may read consents.

Everybody else at the desk is only told that a consent is missing; readers of the site are told nothing at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages

from pages import consents, films, languages
from pages.consent_admin import published_for, readable_consents
from pages.days import day_of
from pages.models import BasePage, ClubImage, Consent, Person, Video
from pages.visibility import SHOWN


class Missing(Enum):
    """What keeps a person's consent from holding."""

    NONE = "none"
    NOT_YET = "not yet"
    OVER = "over"
    WITHDRAWN = "withdrawn"
    GUARDIAN = "guardian"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Lack:
    """Somebody without a valid consent, and why: of the consents the reader may see, the last one decides."""

    person: Person
    missing: Missing
    day: dt.date | None = None

    def __str__(self) -> str:
        day = date_format(self.day) if self.day is not None else ""
        return _WORDS[self.missing]() % {"person": self.person, "day": day}


_WORDS = {
    Missing.NONE: lambda: _("%(person)s: there is no valid consent"),
    Missing.NOT_YET: lambda: _("%(person)s: the consent begins on %(day)s"),
    Missing.OVER: lambda: _("%(person)s: the consent ended on %(day)s"),
    Missing.WITHDRAWN: lambda: _("%(person)s: the consent was withdrawn on %(day)s"),
    Missing.GUARDIAN: lambda: _("%(person)s: the consent of a parent or guardian is missing"),
    Missing.LANGUAGE: lambda: _("%(person)s: the consent does not cover French"),
}


def lacks(thing: Model, readable: QuerySet[Consent]) -> list[Lack]:
    """What is missing of whom for this video, image or page (a draft too), as far as these consents say."""
    people = consents.unwilling(thing, languages.source() if isinstance(thing, BasePage) else "")
    if not people:
        return []
    model = next(known for known in SHOWN if isinstance(thing, known))
    relation = f"{SHOWN[model][2]}s"
    covering = readable.filter(person__in=people, **{f"{relation}__{SHOWN[model][2]}": thing.pk}).order_by("signed_on", "pk")
    last = {consent.person_id: consent for consent in covering}
    return [_lack(person, last.get(person.pk), day_of()) for person in people]


def _lack(person: Person, consent: Consent | None, today: dt.date) -> Lack:
    if consent is None:
        return Lack(person, Missing.NONE)
    if consent.withdrawn_on is not None:
        return Lack(person, Missing.WITHDRAWN, consent.withdrawn_on)
    if consent.valid_until is not None and consent.valid_until < today:
        return Lack(person, Missing.OVER, consent.valid_until)
    if person.is_minor and not consent.guardian_consent:
        return Lack(person, Missing.GUARDIAN)
    if consent.signed_on > today:
        return Lack(person, Missing.NOT_YET, consent.signed_on)
    return Lack(person, Missing.LANGUAGE)


def warnings_for(user: Any, things: Iterable[Model]) -> list[SafeString]:
    """A warning for each of these things that somebody's missing consent keeps from the public, in words for this person of the admin."""
    may_read = published_for(user).exists()
    readable = readable_consents(user) if may_read else Consent.objects.none()
    return [_warning(thing, missing, may_read) for thing in things if (missing := lacks(thing, readable))]


def _warning(thing: Model, missing: list[Lack], may_read: bool) -> SafeString:
    name = _name(thing)
    if not may_read:
        return format_html("{}", _("“%(thing)s” is not public: the consent of somebody it shows is missing.") % {"thing": name})
    return format_html(
        "{}<ul>{}</ul>",
        _("“%(thing)s” is not public until each of these people consents:") % {"thing": name},
        format_html_join("", "<li>{}</li>", ((str(lack),) for lack in missing)),
    )


def _name(thing: Any) -> str:
    return str(languages.text(thing, "title", languages.source())) if isinstance(thing, BasePage) else str(thing)


def tell_who_has_not_consented(request: HttpRequest, page: BasePage) -> None:
    """Opening the form of a page tells whose consent is missing to what this version shows, and to what it tells."""
    if request.method == "GET" and "_w_hydrate_create_view" not in request.GET:
        tell(request, shown_by_page(page))


def tell(request: HttpRequest, things: Iterable[Model]) -> None:
    """The warnings about these things, as messages."""
    for warning in warnings_for(request.user, things):
        messages.warning(request, warning)


def shown_by_page(page: Any) -> Iterator[Model]:
    """The page, for the testimony in it, and the films and images with people in them that it shows."""
    specific = page if page.specific_class in (None, type(page)) else page.specific
    yield specific
    yield from Video.objects.filter(pk__in=films.shown_in(specific), people_shown__isnull=False).distinct().order_by("pk")
    yield from ClubImage.objects.filter(pk__in=films.images_in(specific), people_shown__isnull=False).distinct().order_by("pk")


def shown_by_image(image: ClubImage) -> Iterator[Model]:
    """The image, and the films it stands for: it goes where they go."""
    yield image
    yield from Video.objects.filter(poster=image).order_by("pk")
