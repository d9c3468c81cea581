"""The line itself: facts in, words out, in the language of the interface. It asks no database and no clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from editorial.status.facts import PageFacts, Reviewed, Scheduled, TextState

BETWEEN = " · "

VOWELS = frozenset("AEIOUY")


def status_line(facts: PageFacts, today: dt.date) -> str:
    """Where the page stands; ``today`` says which dates need their year."""
    line = BETWEEN.join(_parts(facts, today))
    return line[:1].upper() + line[1:]


def language_name(code: str) -> str:
    """The name of a language inside a sentence, as the interface speaks: "anglais"."""
    name = str(get_language_info(code)["name_translated"])
    return name.lower() if get_language() != "en" else name


def day(moment: dt.date, today: dt.date) -> str:
    """A day in short, with its year where that is not this one: "3 nov."."""
    return date_format(moment, "j N" if moment.year == today.year else "j N Y")


def by(association: str) -> str:
    """The name as it stands after "by": in French, an acronym that begins with a vowel is said with its article."""
    is_elided = get_language() == "fr" and association.isupper() and association[:1] in VOWELS
    return f"l’{association}" if is_elided else association


def reviewed(review: Reviewed, today: dt.date) -> str:
    """What an association did for the page: "relu par l’UNAF le 3 nov."."""
    said = {"association": by(review.association), "day": day(review.day, today)}
    if review.changed_since:
        return _("reviewed by %(association)s on %(day)s, changed since") % said
    return _("reviewed by %(association)s on %(day)s") % said


def _parts(facts: PageFacts, today: dt.date) -> Iterator[str]:
    yield _standing(facts)
    for code, state in facts.translations.items():
        if said := _translation(state, is_served=code in facts.served, is_live=facts.is_live):
            yield said % {"language": language_name(code)}
    if facts.corrected_urgently:
        yield _("corrected urgently, another association has yet to look at it")
    if facts.is_submitted:
        yield _("waiting for approval")
    elif facts.has_changes and not facts.scheduled:
        yield _("changes not yet published")
    for scheduled in facts.scheduled:
        yield _scheduled(scheduled, today)
    if facts.is_live and facts.expires_at is not None:
        yield _("taken down on %(moment)s") % {"moment": _moment(facts.expires_at, today)}
    for review in facts.reviews:
        yield reviewed(review, today)


def _standing(facts: PageFacts) -> str:
    if facts.is_live:
        return _("published in %(languages)s") % {"languages": _names(facts.served)}
    if facts.is_expired:
        return _("expired")
    return _("taken down") if facts.was_public else _("never published")


def _translation(state: TextState, *, is_served: bool, is_live: bool) -> str:
    if state is TextState.MISSING:
        return _("%(language)s missing")
    if state is TextState.TO_REVIEW:
        return _("%(language)s to review")
    return _("%(language)s not yet published") if is_live and not is_served else ""


def _scheduled(scheduled: Scheduled, today: dt.date) -> str:
    moment = _moment(scheduled.at, today)
    if scheduled.codes:
        return _("publication of %(languages)s on %(moment)s") % {"languages": _names(scheduled.codes), "moment": moment}
    return _("publication on %(moment)s") % {"moment": moment}


def _moment(moment: dt.datetime, today: dt.date) -> str:
    local = timezone.localtime(moment)
    return _("%(day)s at %(time)s") % {"day": day(local.date(), today), "time": date_format(local, "H:i")}


def _names(codes: Sequence[str]) -> str:
    return get_text_list([language_name(code) for code in codes], _("and"))
