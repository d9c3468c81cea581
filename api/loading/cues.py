"""What is said in films, and the interview that shows each: found for all peers, one statement a level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.db.models import F

from api.loading.catalogue import kind_of
from api.loading.kinds import rows_of
from api.loading.reading import reader
from api.loading.relations import owned_rows
from api.loading.rows import Batch, Relation, Row
from pages import languages
from pages.films import SPOKEN_KINDS
from pages.models import CaptionCue, InterviewPage, Video
from search.analysis import QUERY_CHARACTERS, analyse


class Cues(Relation):
    """From videos to the first `most` of the words said (None: all), in `language` (None: the one asked) or else the source language."""

    nothing: Any = ()

    def __init__(self, language: str | None, most: int | None) -> None:
        self.language = language
        self.most = most

    def load(self, rows: list[Row]) -> Mapping[Row, list[Row]]:
        """The cues of each video, in the order of the film. Which tracks there are is read with `captions`."""
        tracks = {row: track for row in rows if (track := self._track(row)) is not None}
        if not tracks:
            return {}
        operation = rows[0].batch.operation
        how = reader(kind_of(CaptionCue), frozenset(row.served for row in rows))
        cues = rows_of(CaptionCue, operation).filter(track_id__in={track.pk for track in tracks.values()})
        if self.most is not None:
            # They are numbered from 0 when their track is saved.
            cues = cues.filter(position__lt=self.most)
        by_track: dict[Any, list[tuple[Any, ...]]] = {}
        for track_pk, *values in cues.order_by("track_id", "position").values_list("track_id", *how.columns):
            by_track.setdefault(track_pk, []).append(tuple(values))
        batch = Batch(operation)
        return {row: [how.row(batch, values, row.asked, row) for values in by_track.get(track.pk, ())] for row, track in tracks.items()}

    def _track(self, video: Row) -> Row | None:
        spoken = {(track.get("language"), track.get("kind")): track for track in video.related(owned_rows(Video, "caption_tracks"))}
        wanted = [(code, kind) for code in (self.language or video.asked, languages.source()) for kind in SPOKEN_KINDS]
        return next((spoken[key] for key in wanted if key in spoken), None)


@cache
def cues_of(language: str | None, most: int | None) -> Cues:
    """The relation from a video to what is said in it."""
    return Cues(language, most)


def saying(cues: Iterable[Row], text: str) -> list[Row]:
    """The cues that say all words of `text` that mean something, whatever their accents, capitals and endings; all for a blank one."""
    if not text.strip():
        return list(cues)
    wanted: dict[str, set[str]] = {}
    found = []
    for cue in cues:
        language = cue.get("track__language")
        if language not in wanted:
            wanted[language] = set(analyse(text, language, QUERY_CHARACTERS))
        if wanted[language] and wanted[language].issubset(analyse(cue.get("text"), language)):
            found.append(cue)
    return found


class ShownIn(Relation):
    """From videos to the public interview that shows each, the first published of several, in the language asked."""

    def load(self, rows: list[Row]) -> Mapping[Row, Row]:
        """The interview of each video."""
        operation = rows[0].batch.operation
        kind = kind_of(InterviewPage)
        operation.made_from.every(kind.listed_as)
        how = reader(kind, frozenset(row.asked for row in rows))
        pages = kind.queryset(operation).filter(video_id__in={row.pk for row in rows})
        first: dict[Any, tuple[Any, ...]] = {}
        for values in pages.order_by(F("first_published_at").asc(nulls_last=True), "pk").values_list(*how.columns):
            first.setdefault(values[how.places["video_id"]], values)
        batch = Batch(operation)
        return {row: how.row(batch, first[row.pk], row.asked) for row in rows if row.pk in first}


SHOWN_IN = ShownIn()
