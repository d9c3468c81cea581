"""What the families look at: the public pages and the records, with whose they are, and what was read of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils import timezone

from editorial.models import Team
from editorial.upkeep.concerns import Concern, Kind, Severity, Spot
from editorial.upkeep.facts import Facts
from editorial.upkeep.reading import KINDS, Subject, kept_facts
from editorial.upkeep.tongues import Sentence
from pages import languages
from pages.days import day_of
from pages.journal import subjects
from pages.models import Organisation, OrganisationPage, Person, Video
from pages.visibility import public_pages


@dataclass(frozen=True, slots=True)
class Thing:
    """A public page (``model`` is None) or a record: its name, and whose it is (None: the coordination's)."""

    pk: int
    title: str
    organisation_id: int | None
    model: type[Model] | None = None

    def concern(
        self, kind: Kind, severity: Severity, sentence: Sentence, spot: Spot | None = None, since: dt.date | None = None
    ) -> Concern:
        """A concern about this thing."""
        return Concern(
            kind,
            severity,
            self.title,
            sentence,
            self.organisation_id,
            page_id=self.pk if self.model is None else None,
            record=self.model,
            record_id=None if self.model is None else self.pk,
            spot=spot or Spot(),
            since=since,
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """One look at the whole site."""

    now: dt.datetime
    things: Mapping[Subject, Thing]
    facts: Mapping[Subject, Facts]

    @property
    def today(self) -> dt.date:
        """The day of the look."""
        return day_of(self.now)

    def read(self) -> Iterator[tuple[Thing, Facts]]:
        """What was read of each thing that is still there, and public where it is a page."""
        for subject, facts in self.facts.items():
            if thing := self.things.get(subject):
                yield thing, facts

    def pages(self) -> Iterator[tuple[Thing, Facts]]:
        """The same of pages alone."""
        return ((thing, facts) for thing, facts in self.read() if thing.model is None)


def look(now: dt.datetime | None = None) -> Seen:
    """Looks at the site: as many statements for one page as for a thousand."""
    moment = now or timezone.now()
    things: dict[Subject, Thing] = {(subjects.PAGE, thing.pk): thing for thing in _pages(moment)}
    teams: dict[int, int | None] = dict(Team.objects.exclude(collection=None).values_list("collection_id", "organisation_id"))
    for kind in KINDS:
        if kind != subjects.PAGE:
            model = subjects.KINDS[kind]
            for record in model._default_manager.all():
                things[kind, record.pk] = Thing(record.pk, str(record), _whose(record, teams), model)
    return Seen(moment, things, kept_facts())


def _pages(moment: dt.datetime) -> Iterator[Thing]:
    spaces = sorted(OrganisationPage.objects.values_list("path", "organisation_id"))
    title = languages.column("title", languages.source())
    for pk, path, name, own in public_pages(moment).order_by("path").values_list("pk", "path", title, "organisation_id"):
        # Those in whose space a page stands can mend it; a page of a common space is its association's all the same.
        around = [organisation for space, organisation in spaces if organisation is not None and path.startswith(space)]
        yield Thing(pk, name, around[-1] if around else own)


def _whose(record: Any, teams: Mapping[int, int | None]) -> int | None:
    if isinstance(record, Organisation):
        return int(record.pk)
    if isinstance(record, Person):
        return record.organisation_id
    return teams.get(record.collection_id or 0) if isinstance(record, Video) else None
