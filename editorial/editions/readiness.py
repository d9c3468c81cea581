"""What an edition still lacks, in words: facts in, lines out, without a database.

A line stands in the way of the release (``blocks``), or is for people to weigh. It leads to where it is mended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.editions.facts import PageFacts
from pages import languages
from pages.editorial_checks import Finding, Severity, captions, headings, helplines, images, numbers, places
from pages.editorial_checks.wording import told
from pages.models import EditionPage

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Family(Enum):
    """What is looked at, in the order of the page."""

    APPROVALS = "approvals"
    LANGUAGES = "languages"
    CAPTIONS = "captions"
    IMAGES = "images"
    CONSENTS = "consents"
    LINKS = "links"
    HELPLINES = "helplines"
    DATES = "dates"
    TEXTS = "texts"

    @property
    def label(self) -> StrOrPromise:
        """Its name on the page."""
        return _LABELS[self]


_LABELS = {
    Family.APPROVALS: gettext_lazy("Approvals"),
    Family.LANGUAGES: gettext_lazy("Languages"),
    Family.CAPTIONS: gettext_lazy("Captions"),
    Family.IMAGES: gettext_lazy("Alternative texts"),
    Family.CONSENTS: gettext_lazy("Consents"),
    Family.LINKS: gettext_lazy("Links"),
    Family.HELPLINES: gettext_lazy("Helplines"),
    Family.DATES: gettext_lazy("Dates"),
    Family.TEXTS: gettext_lazy("Texts and addresses"),
}

_OF_CHECKS: dict[Any, Family] = {
    captions.check: Family.CAPTIONS,
    images.check: Family.IMAGES,
    helplines.check: Family.HELPLINES,
    numbers.check: Family.HELPLINES,
    headings.check: Family.TEXTS,
    places.check: Family.TEXTS,
}


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is missing; ``place`` is the column (and block) of the form to mend it in, "" for the form as a whole."""

    family: Family
    words: str
    blocks: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class PageReadiness:
    """A page of the edition and what it lacks."""

    facts: PageFacts
    state: str
    """Whether readers have it, and what the release makes of it."""
    owner: str
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        """The title of its newest version."""
        return languages.source_title(self.facts.version)


@dataclass(frozen=True, slots=True)
class FamilyState:
    """How a family stands over all pages."""

    family: Family
    blocking: int
    to_weigh: int


@dataclass(frozen=True, slots=True)
class Readiness:
    """The whole edition: the edition first, then its contents in order."""

    pages: tuple[PageReadiness, ...]

    @property
    def blocking(self) -> int:
        """How many lines stand in the way."""
        return sum(line.blocks for page in self.pages for line in page.lines)

    @property
    def to_weigh(self) -> int:
        """How many lines are for people to weigh."""
        return sum(not line.blocks for page in self.pages for line in page.lines)

    @property
    def going_out(self) -> int:
        """How many pages would go out."""
        return sum(page.facts.member.candidate is not None for page in self.pages)

    @property
    def families(self) -> list[FamilyState]:
        """Each family, in order."""
        return [self._state(family) for family in Family]

    def _state(self, family: Family) -> FamilyState:
        lines = [line for page in self.pages for line in page.lines if line.family is family]
        return FamilyState(family, sum(line.blocks for line in lines), sum(not line.blocks for line in lines))


def readiness_of(facts: Sequence[PageFacts], today: dt.date) -> Readiness:
    """What these facts mean on this day."""
    ordered = sorted(facts, key=lambda fact: not fact.member.is_edition)
    return Readiness(tuple(_page(fact, len(facts) - 1, today) for fact in ordered))


def _page(facts: PageFacts, contents: int, today: dt.date) -> PageReadiness:
    lines = [
        *_approvals(facts),
        *_languages(facts),
        *_findings(facts),
        *_consents(facts),
        *_links(facts),
        *_dates(facts, contents, today),
    ]
    return PageReadiness(facts, _state(facts), _owner(facts), tuple(sorted(lines, key=lambda line: not line.blocks)))


def _state(facts: PageFacts) -> str:
    row = facts.member.row
    if facts.member.candidate is None:
        return _("Public, and stays as it is") if row.live else _("Draft without a version")
    if facts.codes is not None:
        names = {"languages": ", ".join(languages.native_name(code) for code in languages.codes() if code in facts.codes)}
        return (_("Public; changes go out: %(languages)s") if row.live else _("Draft; goes out: %(languages)s")) % names
    return _("Public; changes go out") if row.live else _("Draft; goes out")


def _owner(facts: PageFacts) -> str:
    row = facts.member.row
    person = row.owner.get_full_name() or row.owner.get_username() if row.owner is not None else ""
    association = (row.organisation.short_name or str(row.organisation)) if row.organisation is not None else ""
    return " · ".join(name for name in (association, person) if name) or _("The coordination")


# --- the families ----------------------------------------------------------------------------------------------------------------


def _approvals(facts: PageFacts) -> Iterator[Line]:
    if facts.member.candidate is None and not facts.member.row.live:
        yield Line(Family.APPROVALS, _("Save the page once: there is no version that could go out."), blocks=True)
    elif not facts.is_cleared and facts.needs_another_association:
        yield Line(Family.APPROVALS, _("Another association has yet to approve this version."), blocks=True)
    elif not facts.is_cleared:
        yield Line(Family.APPROVALS, _("Somebody who publishes it has yet to give the go-ahead for this version."), blocks=True)


def _languages(facts: PageFacts) -> Iterator[Line]:
    for translation in facts.translations:
        said = {"language": languages.native_name(translation.code), "share": translation.share}
        if not translation.is_ready and not translation.share:
            yield Line(Family.LANGUAGES, _("%(language)s: not begun") % said, place=f"title_{translation.code}")
        elif not translation.is_ready:
            yield Line(Family.LANGUAGES, _("%(language)s: not ready (%(share)s %%)") % said, place=f"is_ready_{translation.code}")
        elif translation.share < 100:
            yield Line(
                Family.LANGUAGES, _("%(language)s: ready, with texts to do (%(share)s %% done)") % said, place=f"title_{translation.code}"
            )


def _findings(facts: PageFacts) -> Iterator[Line]:
    for check, finding in facts.findings:
        blocks = finding.severity is Severity.BLOCKING and facts.member.candidate is not None
        yield Line(_OF_CHECKS[check], told(facts.version, finding), blocks=blocks, place=place_in_form(facts, finding))


def _consents(facts: PageFacts) -> Iterator[Line]:
    if facts.is_unconsented:
        yield Line(
            Family.CONSENTS, _("Hidden from readers: the consent of somebody who tells their story is missing."), place="testimony_of"
        )
    for title in facts.withheld_films:
        yield Line(Family.CONSENTS, _("The video “%(title)s” is hidden: the consent of somebody in it is missing.") % {"title": title})
    for title in facts.withheld_images:
        yield Line(Family.CONSENTS, _("The image “%(title)s” is hidden: the consent of somebody in it is missing.") % {"title": title})


def _links(facts: PageFacts) -> Iterator[Line]:
    for title in facts.hidden_pages:
        words = _("Leads to “%(title)s”, which readers will not find.") if title else _("Leads to a page that readers will not find.")
        yield Line(Family.LINKS, words % {"title": title})
    for address in facts.dead_links:
        yield Line(Family.LINKS, _("This address does not answer: %(address)s") % {"address": address})


def _dates(facts: PageFacts, contents: int, today: dt.date) -> Iterator[Line]:
    version = facts.version
    if facts.own_time:
        yield Line(Family.DATES, facts.own_time, blocks=True, place="go_live_at")
    if version.review_due_on is not None and version.review_due_on <= today:
        day = {"day": date_format(version.review_due_on)}
        yield Line(Family.DATES, _("To be reviewed since %(day)s") % day, place="review_due_on")
    if isinstance(version, EditionPage):
        if not facts.member.row.live and version.launch_date < today:
            day = {"day": date_format(version.launch_date)}
            yield Line(Family.DATES, _("The day of the launch is past: %(day)s") % day, place="launch_date")
        if not contents:
            yield Line(Family.TEXTS, _("The edition lists no page."), place="contents")


def place_in_form(facts: PageFacts, finding: Finding) -> str:
    """The path that opens the form at what a finding is about: the column, and the block of it."""
    place = finding.place
    if place.row is not None:
        return place.row.relation
    if place.block is None:
        return place.field
    stored = getattr(facts.version, place.field).raw_data
    identifier = stored[place.block].get("id") if place.block < len(stored) else None
    return f"{place.field}.{identifier}" if identifier else place.field
