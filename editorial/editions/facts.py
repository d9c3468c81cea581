"""What is so of an edition and its contents today: read family by family for all pages together. ``readiness`` says what it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils import timezone
from wagtail.models import Revision

from editorial.editions.candidates import Member
from editorial.editions.clearance import is_let_go_among, may_publish
from editorial.editions.drafts import newest_versions
from editorial.editions.links import linked_pages
from editorial.editions.planning import told_of_times
from editorial.models import LanguageState
from editorial.translation import standing
from pages import consents, films, languages, releases
from pages.editorial_checks import Family, Finding, findings_by_family
from pages.models import BasePage, ClubImage, RevisionLanguages, Video
from pages.permissions import sees_drafts_of
from pages.visibility import public_pages

DeadLinks = Callable[[Collection[BasePage]], Mapping[int, Collection[str]]]
"""Given versions of pages, the addresses of other sites in them that do not answer, by the page's number."""


@dataclass(frozen=True, slots=True)
class Language:
    """A translation of a page: how much of the French stands in it, and whether somebody said that it is ready."""

    code: str
    is_ready: bool
    share: int


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A content of an edition, or the edition itself."""

    member: Member
    version: BasePage
    codes: frozenset[str] | None = None
    """The languages that would go out; None: all of them."""
    translations: tuple[Language, ...] = ()
    findings: tuple[tuple[Family, Finding], ...] = ()
    needs_another_association: bool = False
    is_cleared: bool = True
    may_let_go: bool = False
    """Whether the reader's go-ahead is what is missing."""
    is_unconsented: bool = False
    """Whether readers would not get the page: somebody's consent to its testimony is missing."""
    withheld_films: tuple[str, ...] = ()
    withheld_images: tuple[str, ...] = ()
    hidden_pages: tuple[str, ...] = ()
    """Pages it leads to that readers will not find, by name where the reader may know it, else ""."""
    dead_links: tuple[str, ...] = ()
    own_time: str = ""


@dataclass(frozen=True, slots=True)
class _Records:
    """What the rows of other tables say of all the pages."""

    codes: Mapping[int, frozenset[str]] = field(default_factory=dict)
    own_times: Mapping[int, Sequence[dt.datetime | None]] = field(default_factory=dict)


def facts_of(members: Sequence[Member], user: Any, dead_links: DeadLinks | None = None) -> list[PageFacts]:
    """The facts about an edition and its contents, as this person of the admin may know them."""
    versions = newest_versions(member.row for member in members)
    known = [versions[member.row.pk] for member in members]
    records = _records(members)
    findings = findings_by_family(known, in_edition=True)
    cleared, needing = _clearances(members, versions, records.codes, user)
    pages_withheld, shown = _withheld(known)
    hidden = _hidden_pages(members, known, user)
    dead = dead_links(known) if dead_links is not None else {}
    now, states = timezone.now(), standing.states_of(member.row.pk for member in members)
    return [
        PageFacts(
            member=member,
            version=version,
            codes=records.codes.get(member.row.pk),
            translations=_translations(version, states.get(member.row.pk, {})),
            findings=tuple(found),
            needs_another_association=member.row.pk in needing,
            is_cleared=member.row.pk in cleared,
            may_let_go=member.row.pk not in cleared | needing and _may_let_go(member, version, user),
            is_unconsented=member.row.pk in pages_withheld,
            withheld_films=shown[Video].get(member.row.pk, ()),
            withheld_images=shown[ClubImage].get(member.row.pk, ()),
            hidden_pages=hidden.get(member.row.pk, ()),
            dead_links=tuple(dead.get(member.row.pk, ())),
            own_time=told_of_times(version, records.own_times.get(member.row.pk, ()), now) if member.candidate is not None else "",
        )
        for member, version, found in zip(members, known, findings, strict=True)
    ]


def _translations(version: BasePage, states: Mapping[str, LanguageState]) -> tuple[Language, ...]:
    shares = {code: states[code].share if code in states else 0 for code in languages.translations()}
    return tuple(Language(code, languages.is_ready(version, code), share) for code, share in shares.items())


def _records(members: Sequence[Member]) -> _Records:
    of_revision = {member.candidate.pk: member.row.pk for member in members if member.candidate is not None}
    codes: dict[int, frozenset[str]] = {}
    own_times: dict[int, list[dt.datetime | None]] = {}
    for entry in RevisionLanguages.objects.filter(revision__in=of_revision):
        codes[of_revision[entry.revision_id]] = frozenset(entry.codes)
        own_times.setdefault(of_revision[entry.revision_id], []).append(entry.go_live_at)
    numbers = [str(member.row.pk) for member in members]
    waiting = Revision.page_revisions.filter(object_id__in=numbers, approved_go_live_at__isnull=False)
    for number, moment in waiting.values_list("object_id", "approved_go_live_at"):
        own_times.setdefault(int(number), []).append(moment)
    return _Records(codes, own_times)


# --- approvals -------------------------------------------------------------------------------------------------------------------


def _clearances(
    members: Sequence[Member], versions: Mapping[int, BasePage], codes: Mapping[int, frozenset[str]], user: Any
) -> tuple[frozenset[int], frozenset[int]]:
    """The pages that may go out with the edition, and those that need another association's word for it."""
    going = {member.row.pk: member.candidate for member in members if member.candidate is not None}
    needing = releases.needing_review((versions[member.row.pk], member.row) for member in members if member.row.pk in going)
    ordinary = {pk: revision for pk, revision in going.items() if pk not in needing}
    let_go = is_let_go_among(ordinary.values(), {revision.pk: codes[pk] for pk, revision in ordinary.items() if pk in codes})
    cleared = {member.row.pk for member in members if member.row.live and member.row.pk not in going}
    cleared |= {pk for pk, revision in ordinary.items() if revision.pk in let_go or may_publish(user, revision, versions[pk])}
    cleared |= {pk for pk, revision in going.items() if pk in needing and releases.is_released(revision, versions[pk])}
    return frozenset(cleared), needing


def _may_let_go(member: Member, version: BasePage, user: Any) -> bool:
    return member.candidate is not None and may_publish(user, member.candidate, version)


# --- people ----------------------------------------------------------------------------------------------------------------------


def _withheld(versions: Sequence[BasePage]) -> tuple[frozenset[int], dict[type[Model], dict[int, tuple[str, ...]]]]:
    """The pages, and of each page the films and images by name, that readers do not get for want of somebody's consent."""
    shown: dict[type[Any], dict[int, frozenset[int]]] = {
        Video: {version.pk: films.shown_in(version) for version in versions},
        ClubImage: {version.pk: films.images_in(version) for version in versions},
    }
    people: dict[type[Model], Mapping[int, Collection[int]]] = {
        model: consents.shown_by(model, {thing for things in of_pages.values() for thing in things}) for model, of_pages in shown.items()
    }
    people[BasePage] = {version.pk: [person.pk for person in version.testimony_of.all()] for version in versions}
    withheld = consents.withheld(people, languages.source())
    named: dict[type[Model], dict[int, tuple[str, ...]]] = {}
    for model, of_pages in shown.items():
        missing = withheld[model]
        names = {thing.pk: str(thing) for thing in model._default_manager.filter(pk__in=missing)} if missing else {}
        named[model] = {page: tuple(names[thing] for thing in sorted(things & missing)) for page, things in of_pages.items()}
    return withheld[BasePage], named


# --- links -----------------------------------------------------------------------------------------------------------------------


def _hidden_pages(members: Sequence[Member], versions: Iterable[BasePage], user: Any) -> dict[int, tuple[str, ...]]:
    """The pages that each page leads to and that readers will not find after the release."""
    wanted = {version.pk: linked_pages(version) for version in versions}
    together = {member.row.pk for member in members}
    others = {number for numbers in wanted.values() for number in numbers} - together
    public = set(public_pages().filter(pk__in=others).values_list("pk", flat=True)) if others else set()
    hidden = others - public
    rows = BasePage.objects.filter(pk__in=hidden) if hidden else ()
    names = {row.pk: languages.source_title(row) if sees_drafts_of(user, row) else "" for row in rows}
    return {pk: tuple(names.get(number, "") for number in sorted(numbers & hidden)) for pk, numbers in wanted.items()}
