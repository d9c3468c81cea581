"""The records of the catalogue read: the addresses and pages they lead to, and what is said in the captions of films."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from editorial.upkeep.addresses import external
from editorial.upkeep.facts import Facts
from editorial.upkeep.page_facts import Lines, told_of_number
from editorial.upkeep.pages_in_bulk import Rows, chosen_pages, things_with_rows, typed_addresses
from editorial.upkeep.places import spot_of, spot_of_list
from pages.editorial_checks import numbers
from pages.editorial_checks.content import Content
from pages.editorial_checks.findings import Finding, Place, Row
from pages.editorial_checks.records import Showing, films_of
from pages.journal import subjects
from pages.models import Video

_CAPTIONS = "caption_tracks"


def facts_of_records(kind: str, ids: Collection[int], known: Lines) -> Iterator[tuple[int, Facts]]:
    """The facts of each of these records of one kind, in as many statements for one as for many."""
    said = _findings_in_captions(ids, known) if kind == subjects.VIDEO else {}
    for thing, rows in things_with_rows(subjects.KINDS[kind], ids):
        facts = _facts(thing, rows)
        if thing.pk in said:
            spot = spot_of_list(Video, _CAPTIONS)
            facts.told = [told_of_number(finding, spot) for finding in said[thing.pk]]
        yield thing.pk, facts


def _facts(thing: Any, rows: Rows) -> Facts:
    facts = Facts()
    for place, address in typed_addresses(thing, rows):
        if url := external(address):
            facts.links.append((url, spot_of(thing, place), ""))
    facts.pages = [(number, spot_of(thing, place)) for place, number in chosen_pages(thing, rows)]
    return facts


def _findings_in_captions(ids: Collection[int], known: Lines) -> dict[int, list[Finding]]:
    # The number of the film travels as that of a row: films come back with their places alone.
    showings = [Showing(Place(_CAPTIONS, row=Row(Video.__name__, pk)), pk, ()) for pk in ids]
    found: dict[int, list[Finding]] = {}
    for film in films_of([showings])[0]:
        pk = film.place.row.index if film.place.row is not None else 0
        for finding in numbers.check(Content(films=(film,), lines=known.lines)):
            found.setdefault(pk, []).append(finding)
    return found
