"""What documents are made from: the public rows of pages and of what they show, read in bulk by explicit columns.

The number of statements for a batch of pages depends on the types of page in it, not on how many they are.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Model, QuerySet, TextField, When
from django.db.models.functions import Cast

from pages import languages
from pages.days import end_of
from pages.films import SPOKEN_KINDS
from pages.models import BasePage, CaptionCue, TimedRow
from pages.streams import Piece, Reference, pieces
from pages.visibility import consented_tracks, public_documents, public_images, public_moments, public_pages, public_videos
from search.engine import SpokenCue
from search.searched import OWN_FILING, SETS, THINGS, Searched, children_of, searched_of

Row = Mapping[str, Any]

# Files are public as their collections are; other things always.
_PUBLIC_FILES = {"image": public_images, "video": public_videos, "document": public_documents}


@dataclass(frozen=True, slots=True)
class Said:
    """What the tracks of one video say in one language: all their words, and the cues of the one that gives the words said."""

    words: list[str] = field(default_factory=list)
    cues: list[SpokenCue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PageSource:
    """One public page: its own columns, and for each language in which it is ready, its words and references in order.

    `filed_under` are the names of what it is filed under and signed by ("theme:3"). `things` holds what the references lead to and the
    public may see, by name ("person:5"): its columns, and for a video what its tracks say under `said_<code>`.
    """

    row: Row
    filed_under: frozenset[str]
    pieces: Mapping[str, Sequence[Piece]]
    things: Mapping[str, Row]

    @property
    def kind(self) -> str:
        """The name of its type."""
        return str(self.row["kind"])

    @property
    def page_id(self) -> int:
        """The page's number."""
        return int(self.row["pk"])

    def expires_at(self, code: str) -> dt.datetime | None:
        """When the page ceases to be served in a language by the clock alone: it expires, or somebody's consent does."""
        last_day = languages.last_consented_day(self.row, code)
        moments = [self.row["expire_at"], end_of(last_day) if last_day is not None else None]
        return min((moment for moment in moments if moment is not None), default=None)


def name_of(reference: Reference) -> str:
    """The name by which documents depend on what is referred to."""
    return f"{reference.kind}:{reference.object_id}"


def read_sources(page_ids: Iterable[int]) -> list[PageSource]:
    """The sources of those of these pages that are public now, in the order of their numbers."""
    by_type: dict[int, list[int]] = defaultdict(list)
    for pk, type_id in public_pages().filter(pk__in=set(page_ids)).order_by().values_list("pk", "content_type_id"):
        by_type[type_id].append(pk)
    rows: dict[int, Row] = {}
    parts: dict[int, list[tuple[Searched, Row]]] = defaultdict(list)
    for type_id, members in by_type.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is not None and issubclass(model, BasePage):
            _read_pages(model, members, rows, parts)
    filed: dict[int, set[str]] = {pk: _own_names(row) for pk, row in rows.items()}
    for pk, reference in _sets(list(rows)):
        parts[pk].append((Searched(things={"id": reference.kind}), {"id": reference.object_id}))
        filed[pk].add(name_of(reference))
    texts = {pk: {code: tuple(_pieces(parts[pk], code)) for code in languages.ready_languages(row)} for pk, row in rows.items()}
    things = _read_things(piece for page in texts.values() for text in page.values() for piece in text if isinstance(piece, Reference))
    return [PageSource(rows[pk], frozenset(filed[pk]), texts[pk], things) for pk in sorted(rows)]


# --- pages -----------------------------------------------------------------------------------------------------------------------------


def _read_pages(model: type[BasePage], ids: Sequence[int], rows: dict[int, Row], parts: dict[int, list[tuple[Searched, Row]]]) -> None:
    """Adds the rows of pages of one type, and what is searched of them and of their children."""
    searched = searched_of(model)
    own = ("pk", "expire_at", "first_published_at", *languages.readiness_columns(), *_in_all_languages(("title", "keywords")))
    for row in _values(model, "pk", ids, searched, own):
        rows[row["pk"]] = {**row, "kind": model._meta.model_name}
        parts[row["pk"]].append((searched, row))
    for children in children_of(model):
        found = _values(
            children.model, children.owner, ids, children.searched, (children.owner,), order=(children.owner, "sort_order", "pk")
        )
        for row in found:
            parts[row[children.owner]].append((children.searched, row))


def _own_names(row: Row) -> set[str]:
    """What the own row of a page files it under: its association, and an edition's theme."""
    return {f"{kind}:{row[column]}" for column, kind in OWN_FILING.items() if row.get(column) is not None}


def _in_all_languages(fields: Iterable[str]) -> list[str]:
    return [languages.column(field, code) for field in fields for code in languages.codes()]


def _values(
    model: type[Model], key: str, ids: Sequence[int], searched: Searched, also: Sequence[str], order: Sequence[str] = ("pk",)
) -> Iterator[Row]:
    """The rows of a table whose `key` is one of `ids`: what is searched, and these columns."""
    # Streams are read as text: the field's own reading would build Wagtail's block values, which nobody here looks at.
    streams = _in_all_languages(searched.streams)
    stored = {f"stored_{column}": Cast(column, TextField()) for column in streams}
    # A plain QuerySet: the managers that django-modeltranslation patches would rewrite column names.
    found = QuerySet(model).filter(**{f"{key}__in": ids}).order_by(*order).annotate(**stored)
    if issubclass(model, TimedRow):
        found = found.filter(pk__in=public_moments(model).values("pk"))
    yield from found.values(*also, *searched.plain, *searched.things, *_in_all_languages(searched.texts), *stored)


def _sets(ids: Sequence[int]) -> Iterator[tuple[int, Reference]]:
    """What pages are filed under and signed by, set after set, each in the order of numbers."""
    for field_name, kind in SETS.items():
        field: Any = BasePage._meta.get_field(field_name)
        through, owner, other = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
        for page_id, thing_id in QuerySet(through).filter(**{f"{owner}__in": ids}).order_by(other).values_list(owner, other):
            yield page_id, Reference(kind, thing_id)


def _pieces(parts: Iterable[tuple[Searched, Row]], code: str) -> Iterator[Piece]:
    """The words and references of a page in one language."""
    for searched, row in parts:
        for text in searched.texts:
            words = languages.text(row, text, code)
            if words:
                yield words
        yield from (str(row[column]) for column in searched.plain if row[column])
        for stream in searched.streams:
            stored = row[f"stored_{languages.column(stream, code)}"]
            yield from pieces(json.loads(stored) if stored else ())
        for column, kind in searched.things.items():
            if row[column] is not None:
                yield Reference(kind, row[column])


# --- what pages show -------------------------------------------------------------------------------------------------------------------


def _read_things(references: Iterable[Reference]) -> dict[str, Row]:
    """The rows of what is referred to and public, by name; references to pages bring no words."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for reference in references:
        wanted[reference.kind].add(reference.object_id)
    things: dict[str, Row] = {}
    for kind, ids in wanted.items():
        if kind in THINGS:
            things |= {f"{kind}:{row['pk']}": row for row in _thing_rows(kind, ids)}
    return things


def _thing_rows(kind: str, ids: set[int]) -> Iterator[Row]:
    thing = THINGS[kind]
    visible: set[int] = ids
    if kind in _PUBLIC_FILES:
        visible = set(_PUBLIC_FILES[kind]().filter(pk__in=ids).order_by().values_list("pk", flat=True))
    columns = ("pk", *thing.plain, *thing.unspoken, *_in_all_languages(thing.texts))
    said = _said(visible) if kind == "video" else {}
    for row in QuerySet(thing.model).filter(pk__in=visible).order_by("pk").values(*columns):
        yield row | {f"said_{code}": said.get((row["pk"], code), Said()) for code in languages.codes()} if said else row


def _said(video_ids: set[int]) -> dict[tuple[int, str], Said]:
    """What the tracks of videos say, by video and language: captions before subtitles, then what tells what is seen."""
    found: dict[tuple[int, str], Said] = defaultdict(Said)
    by_kind = Case(*(When(track__kind=kind, then=place) for place, kind in enumerate(SPOKEN_KINDS)), default=len(SPOKEN_KINDS))
    cues = CaptionCue.objects.filter(track__video__in=video_ids, track__in=consented_tracks()).order_by(by_kind, "track", "position")
    columns = ("track__language", "track__kind", "start_ms", "end_ms", "speaker", "text", "track__video_id", "track_id")
    for code, kind, *values in cues.values_list(*columns):
        cue = SpokenCue(*values)
        said = found[cue.video_id, code]
        said.words.append(cue.text)
        # Of two tracks that say the same, one is enough to lead to its moments.
        if kind in SPOKEN_KINDS and (not said.cues or said.cues[0].track_id == cue.track_id):
            said.cues.append(cue)
    return found
