"""Videos: where they play, their captions, the chapters of interviews."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from typing import Any

import graphene

from api.loading.captions import CAPTIONED
from api.loading.reading import own_columns
from api.loading.relations import owned_rows, related_to
from api.loading.rows import Row
from pages.media.links import captions_url, chapters_url, video_url
from pages.models import InterviewPage, Video
from pages.reader_words import words


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
        chapters = interview.related(owned_rows(InterviewPage, "chapters"))
        has_titles = any(chapter.get("title") for chapter in chapters)
        video = interview.related(own_columns(interview.kind)).related(related_to("video_id", Video))
        return chapters_url(str(interview.get("translation_key")), interview.served) if has_titles and video else None
