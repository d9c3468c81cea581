"""Moments of films in which the words of a search are said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import graphene

from api.loading.catalogue import kind_of
from api.loading.operation import Operation
from api.loading.reading import find
from api.loading.rows import Row
from api.schema.grapple_types import type_of
from api.types.enums import Locale
from api.types.marked import HighlightedFacts, HighlightedText, highlighted
from pages.models import Video
from search.engine import SearchHit
from search.moments import Moment
from search.queries import Answer, moments_of
from search.visible import shown_tracks


class SearchMoment(graphene.ObjectType):
    """Some 20 to 40 seconds of a film in which words that were searched for are said, or something near in meaning."""

    start_ms = graphene.Int(required=True, description="Where it begins, in milliseconds from the start of the film.")
    end_ms = graphene.Int(required=True, description="Where it ends, in milliseconds from the start of the film.")
    words = graphene.Field(HighlightedText, required=True, description="What is said, with the words that were searched for.")
    speaker = graphene.String(description="Who speaks; null where several do, or the captions do not say who.")
    locale = graphene.Field(Locale, required=True, description="The language of the captions.")
    video = graphene.Field(lambda: type_of(Video), required=True, description="The film.")


@dataclass(frozen=True, slots=True)
class MomentFacts:
    """The values of a `SearchMoment`."""

    moment: Moment
    locale: str
    video: Row
    stems: Mapping[str, float]

    @property
    def start_ms(self) -> int:
        """Where it begins."""
        return self.moment.start_ms

    @property
    def end_ms(self) -> int:
        """Where it ends."""
        return self.moment.end_ms

    @property
    def speaker(self) -> str | None:
        """Who speaks."""
        return self.moment.speaker or None

    @property
    def words(self) -> HighlightedFacts:
        """What is said, marked."""
        return highlighted(self.moment.text, self.locale, self.stems)


class Moments:
    """The moments of the pages of one answer: which captions are public, and their films, is asked once for all."""

    def __init__(self, operation: Operation, asked: str, answer: Answer) -> None:
        self._operation = operation
        self._asked = asked
        self._answer = answer

    def of(self, hit: SearchHit) -> list[MomentFacts]:
        """The moments of one page, the best first."""
        stems = self._answer.stems.get(hit.language, {})
        return [
            MomentFacts(moment, hit.language, self._videos[moment.video_id, self._asked], stems)
            for moment in self._of_hits[hit.page_id]
            if moment.track_id in self._tracks and (moment.video_id, self._asked) in self._videos
        ]

    @cached_property
    def _of_hits(self) -> dict[int, list[Moment]]:
        return {hit.page_id: moments_of(hit, self._answer) for hit in self._answer.result.hits}

    @cached_property
    def _tracks(self) -> frozenset[int]:
        """Those of the tracks that the public may read: the index may not know yet that one is not."""
        named = {moment.track_id for moments in self._of_hits.values() for moment in moments}
        return shown_tracks(named, self._operation.now, self._operation.database)

    @cached_property
    def _videos(self) -> dict[tuple[Any, str], Row]:
        named = {(moment.video_id, self._asked) for moments in self._of_hits.values() for moment in moments}
        return find(kind_of(Video), self._operation, named) if named else {}
