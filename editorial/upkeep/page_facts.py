"""Pages read: their words against the rules of publication and for ease, their links, and what they show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from editorial.upkeep.addresses import external, own_path
from editorial.upkeep.concerns import Kind, Severity, Spot
from editorial.upkeep.facts import Facts, Told
from editorial.upkeep.pages_in_bulk import Rows, chosen_pages, pages_with_rows, typed_addresses
from editorial.upkeep.places import spot_of
from editorial.upkeep.readability import advice_on
from editorial.upkeep.tongues import in_every_tongue
from pages import languages
from pages.days import day_of
from pages.editorial_checks import helplines, numbers
from pages.editorial_checks.content import Content, Line, Link, ShownHelpline, Words
from pages.editorial_checks.findings import Finding, Place
from pages.editorial_checks.reading import pieces_of, text_places
from pages.editorial_checks.texts import Piece, Reference
from pages.models import EventPage, Helpline

_OF_AN_EVENING = ("join_url", "registration_url")


@dataclass(frozen=True, slots=True)
class Lines:
    """The helplines of a day, as the rules ask for them, and the records by number."""

    today: dt.date
    lines: tuple[Line, ...]
    records: dict[int, Helpline]


def facts_of_pages(page_ids: Collection[int], known: Lines) -> Iterator[tuple[int, Facts]]:
    """The facts of each of these pages; the number of statements depends on their types alone."""
    for page, rows in pages_with_rows(page_ids):
        yield page.pk, _facts(page, rows, known)


def _facts(page: Any, rows: Rows, known: Lines) -> Facts:
    served = languages.ready_languages(page)
    found = [piece for piece in pieces_of(page, lambda relation: rows.get(relation, ())) if _is_served(piece, served)]
    facts = Facts(told=list(_told(page, _content(page, found, served, known))))
    for place, address in [*((piece.place, piece.address) for piece in found if isinstance(piece, Link)), *typed_addresses(page, rows)]:
        if url := external(address):
            facts.links.append((url, spot_of(page, place), _needed_until(page, place)))
        elif path := own_path(address):
            facts.paths.append((*path, spot_of(page, place)))
    references = [piece for piece in found if isinstance(piece, Reference)]
    chosen = [*((piece.place, piece.number) for piece in references if piece.model == "BasePage"), *chosen_pages(page, rows)]
    facts.pages = [(number, spot_of(page, place)) for place, number in chosen]
    facts.documents = [(piece.number, spot_of(page, piece.place)) for piece in references if piece.model == "ClubDocument"]
    facts.evidence = sorted({piece.number for piece in references if piece.model == "Evidence"})
    own_film: int | None = getattr(page, "video_id", None)
    facts.videos = sorted({piece.number for piece in references if piece.model == "Video"} | ({own_film} if own_film else set()))
    return facts


def _needed_until(page: Any, place: Place) -> str:
    """Nobody registers for an event that is over, nor joins it."""
    is_of_the_evening = isinstance(page, EventPage) and place.field in _OF_AN_EVENING
    return day_of(page.ends_at).isoformat() if is_of_the_evening and page.ends_at else ""


def _is_served(piece: Piece, served: Sequence[str]) -> bool:
    return piece.place.language in ("", *served)


def _content(page: Any, found: Sequence[Piece], served: tuple[str, ...], known: Lines) -> Content:
    shown = [piece for piece in found if isinstance(piece, Reference) and piece.model == "Helpline" and piece.number in known.records]
    return Content(
        served=served,
        texts=text_places(page),
        words=tuple(piece for piece in found if isinstance(piece, Words)),
        links=tuple(piece for piece in found if isinstance(piece, Link)),
        helplines=tuple(
            ShownHelpline(piece.place, known.records[piece.number].number_short, known.records[piece.number].valid_to) for piece in shown
        ),
        lines=known.lines,
        is_crisis=page.is_crisis,
        today=known.today,
    )


def _told(page: Any, content: Content) -> Iterator[Told]:
    for finding in numbers.check(content):
        yield told_of_number(finding, spot_of(page, finding.place))
    for finding in helplines.check(content):
        # A block whose line is gone, or a page of urgent help without any.
        yield Told(Kind.HELPLINE, Severity.URGENT, in_every_tongue(finding.message), spot_of(page, finding.place))
    for words in content.words:
        if words.place.language == languages.source():
            for advice in advice_on(words.text):
                yield Told(Kind.SENTENCE, Severity.ADVICE, in_every_tongue(advice.message), spot_of(page, words.place))


def told_of_number(finding: Finding, spot: Spot) -> Told:
    """A number found by the rules: one that nobody answers any more is worse than one that is typed."""
    kind, severity = (Kind.HELPLINE, Severity.URGENT) if finding.is_misleading else (Kind.NUMBER, Severity.DUE)
    return Told(kind, severity, in_every_tongue(finding.message), spot)
