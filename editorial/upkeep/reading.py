"""Keeps the readings of the public content: what changed since it was read, by what the journal says of it, is read again.

A reading bears a stamp: the digest of the thing's public content, as the journal has it; of what the rules compare its words with (the
numbers of the helplines on this day); and the number of these rules. Whatever changes any of them makes the reading stale, whoever did it.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from editorial.models import ContentReading
from editorial.upkeep.facts import Facts
from editorial.upkeep.page_facts import Lines, facts_of_pages
from editorial.upkeep.record_facts import facts_of_records
from pages.days import day_of
from pages.editorial_checks.records import lines_on
from pages.journal import subjects
from pages.models import Helpline, PublicRecord
from pages.paths import batches

RULES = 1
"""To be raised when what is read, or how, changes: everything is read again."""

BATCH = 50
"""Things read in one go: about a second, and one short transaction."""

KINDS = (
    subjects.PAGE,
    subjects.VIDEO,
    "organisation",
    "person",
    "helpline",
    "evidence",
    "crisisreason",
    subjects.PROMOTED,
)
"""What holds words or addresses."""

Subject = tuple[str, int]
"""The kind and the number of what is read."""


def read_stale() -> Iterator[int]:
    """Reads what is stale, batch by batch; yields how many things were read. What is no longer public is forgotten first."""
    known = _lines()
    stale = _stale(known)
    for kind in KINDS:
        ids = sorted(pk for found, pk in stale if found == kind)
        for batch in batches(ids, BATCH):
            facts = facts_of_pages(batch, known) if kind == subjects.PAGE else facts_of_records(kind, batch, known)
            _keep(kind, {pk: (stale[kind, pk], found) for pk, found in facts})
            yield len(batch)


def kept_facts() -> dict[Subject, Facts]:
    """What was read of each thing. One statement."""
    rows = ContentReading.objects.order_by("kind", "object_id").values_list("kind", "object_id", "facts")
    return {(kind, pk): Facts.from_json(facts) for kind, pk, facts in rows}


def _lines() -> Lines:
    today = day_of()
    return Lines(today, lines_on(today), Helpline.objects.in_bulk())


def _stale(known: Lines) -> dict[Subject, str]:
    """The things to read, with the stamp that their readings will bear. Two statements, and one where something is to be forgotten."""
    read = {(kind, pk): (row, stamp) for row, kind, pk, stamp in ContentReading.objects.values_list("pk", "kind", "object_id", "stamp")}
    compared = _digest(RULES, known.lines, settings.SITE_URL, settings.PUBLIC_URL, settings.LANGUAGES)
    public = PublicRecord.objects.filter(kind__in=KINDS, is_public=True).values_list("kind", "object_id", "content_digest")
    stamps = {(kind, pk): _digest(compared, digest) for kind, pk, digest in public}
    if gone := [row for subject, (row, _stamp) in read.items() if subject not in stamps]:
        ContentReading.objects.filter(pk__in=gone).delete()
    return {subject: stamp for subject, stamp in stamps.items() if read.get(subject, (0, ""))[1] != stamp}


def _keep(kind: str, found: dict[int, tuple[str, Facts]]) -> None:
    with transaction.atomic():
        ContentReading.objects.filter(kind=kind, object_id__in=list(found)).delete()
        readings = [ContentReading(kind=kind, object_id=pk, stamp=stamp, facts=facts.as_json()) for pk, (stamp, facts) in found.items()]
        # Another scheduler may be reading the same.
        ContentReading.objects.bulk_create(readings, ignore_conflicts=True)


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()
