"""Videos: where they play, their captions, what is said in them, the chapters of interviews."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from typing import Any

import graphene

from api.loading.captions import CAPTIONED
from api.loading.cues import SHOWN_IN, cues_of, saying
from api.loading.reading import own_columns
from api.loading.relations import owned_rows, related_to
from api.loading.rows import Row
from api.schema.grapple_types import type_of
from api.types.enums import Locale
from api.types.limits import how_many
from pages.media.links import captions_url, chapters_url, video_url
from pages.models import CaptionCue, InterviewChapter, InterviewPage, Video
from pages.reader_words import words

MOST_CUES = 100


class VideoSource(graphene.ObjectType):
    """A file that plays a video."""

    url = graphene.String(required=True, description="Where the file is, from the root of this server; it answers byte ranges.")
    media_type = graphene.String(required=True, description="Media type of the file, such as video/webm.")


@dataclass(frozen=True, slots=True)
class VideoFile:
    """The values of a `VideoSource`."""

    url: str
    media_type: str


class VideoAdditions(graphene.ObjectType):
    """What is computed for a video."""

    sources = graphene.List(
        graphene.NonNull(VideoSource), required=True, description="Files to play; empty for a video that plays elsewhere (embedUrl)."
    )
    captions_missing = graphene.Boolean(
        required=True,
        description="Whether the video has no captions yet, neither in the language asked nor in French: say so beside it (captionsNote).",
    )
    captions_note = graphene.String(
        description="A sentence to show beside a video without captions, in the language asked; null where there are captions."
    )

    cues = graphene.List(
        graphene.NonNull(lambda: type_of(CaptionCue)),
        required=True,
        language=graphene.Argument(Locale, description="In which language; the one asked if it is not said."),
        search=graphene.String(description="Only those that say all these words, whatever their accents, capitals and endings."),
        from_ms=graphene.Int(default_value=0, description="Only those that end after this moment, in milliseconds from the start."),
        first=graphene.Int(default_value=MOST_CUES, description=f"How many at most: 1 to {MOST_CUES}."),
        description="The words said, in the order of the film, from one track of captions or subtitles: that of the language, or the "
        "French one where there is none.",
    )
    chapters = graphene.List(
        graphene.NonNull(lambda: type_of(InterviewChapter)),
        required=True,
        description="The chapters of the film, in the language in which its interview is served; empty for a film of no interview.",
    )
    chapters_url = graphene.String(
        description="The same chapters as a WebVTT track, from the root of this server; null where there are none."
    )

    @staticmethod
    def resolve_sources(video: Row, _info: Any) -> list[VideoFile]:
        """The file of the video, if it is one of ours."""
        file = video.get("file")
        if not file:
            return []
        return [VideoFile(video_url(str(video.get("key")), file), mimetypes.guess_type(file)[0] or "application/octet-stream")]

    @staticmethod
    def resolve_captions_missing(video: Row, _info: Any) -> bool:
        """Whether readers have nothing to read along."""
        return not video.related(CAPTIONED)

    @staticmethod
    def resolve_captions_note(video: Row, _info: Any) -> str | None:
        """What to tell them then."""
        return None if video.related(CAPTIONED) else words("captions_missing", video.served)

    @staticmethod
    def resolve_cues(
        video: Row, _info: Any, language: Any = None, search: str | None = None, from_ms: int | None = 0, first: int | None = None
    ) -> list[Row]:
        """The words of the track that fits best."""
        most, code = how_many(first, MOST_CUES, MOST_CUES), language.value if language is not None else None
        is_narrowed = bool(search and search.strip()) or bool(from_ms)
        cues = video.related(cues_of(code, None if is_narrowed else most))
        return saying((cue for cue in cues if cue.get("end_ms") > (from_ms or 0)), search or "")[:most] if is_narrowed else list(cues)

    @staticmethod
    def resolve_chapters(video: Row, _info: Any) -> list[Row]:
        """The chapters of the interview that shows the video."""
        interview = video.related(SHOWN_IN)
        return list(interview.related(owned_rows(InterviewPage, "chapters"))) if interview else []

    @staticmethod
    def resolve_chapters_url(video: Row, _info: Any) -> str | None:
        """The address of the chapters of that interview."""
        interview = video.related(SHOWN_IN)
        return _chapters_address(interview) if interview else None


class CaptionCueAdditions(graphene.ObjectType):
    """What is computed for some words of a video."""

    language = graphene.Field(Locale, required=True, description="The language of the words.")

    @staticmethod
    def resolve_language(cue: Row, _info: Any) -> str:
        """The language of their track."""
        return str(cue.get("track__language"))


class CaptionTrackAdditions(graphene.ObjectType):
    """What is computed for a track of captions."""

    url = graphene.String(required=True, description="The track as WebVTT, from the root of this server, for a track element.")

    @staticmethod
    def resolve_url(track: Row, _info: Any) -> str:
        """The address of the track."""
        return captions_url(str(track.get("video__key")), track.get("language"), track.get("kind"))


class InterviewPageAdditions(graphene.ObjectType):
    """What is computed for an interview."""

    chapters_url = graphene.String(
        description="The chapters as a WebVTT track in the language served, from the root of this server; null without chapters or video."
    )

    @staticmethod
    def resolve_chapters_url(interview: Row, _info: Any) -> str | None:
        """The address of the chapters."""
        video = interview.related(own_columns(interview.kind)).related(related_to("video_id", Video))
        return _chapters_address(interview) if video else None


def _chapters_address(interview: Row) -> str | None:
    has_titles = any(chapter.get("title") for chapter in interview.related(owned_rows(InterviewPage, "chapters")))
    return chapters_url(str(interview.get("translation_key")), interview.served) if has_titles else None
