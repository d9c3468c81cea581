"""Films and their captions: which films (and images) a page shows, and which films have captions to read along.

Captions are ready in a language when somebody's words stand in it (as captions or subtitles) and none of them begins after the film is
over: those would belong to another cut.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.fields import StreamField

from pages import languages
from pages.streams import Reference, pieces

SPOKEN_KINDS = ("captions", "subtitles")
"""The kinds of tracks that give the words said; descriptions tell what is seen."""


def has_captions(code: str, tracks: QuerySet[Any] | None = None) -> Q:
    """The condition for a query of videos: captions are ready in this language, counting only these tracks where they are given."""
    cues = apps.get_model("pages.CaptionCue").objects.filter(
        track__video=OuterRef("pk"), track__language=code, track__kind__in=SPOKEN_KINDS
    )
    if tracks is not None:
        cues = cues.filter(track__in=tracks)
    return Q(Exists(cues)) & ~Q(Exists(cues.filter(start_ms__gte=OuterRef("duration_ms"))))


def shown_in(page: Any) -> frozenset[int]:
    """The ids of the films a page of a known type shows: its own, and those in its texts in the languages readers are served."""
    own: int | None = getattr(page, "video_id", None)
    return frozenset(_in_texts(page, "video") | ({own} if own is not None else set()))


def images_in(page: Any) -> frozenset[int]:
    """The ids of the images a page of a known type shows: its cover, and those in its texts in the languages readers are served."""
    cover: int | None = page.cover_image_id
    return frozenset(_in_texts(page, "image") | ({cover} if cover is not None else set()))


def _in_texts(page: Any, kind: str) -> set[int]:
    found: set[int] = set()
    for column in _text_columns(page):
        value = getattr(page, column)
        for piece in pieces(value.raw_data if value else ()):
            if isinstance(piece, Reference) and piece.kind == kind:
                found.add(piece.object_id)
    return found


def _text_columns(page: Any) -> list[str]:
    translated = languages.translated_fields(type(page))
    names = [field.name for field in page._meta.fields if field.name in translated and isinstance(field, StreamField)]
    return [languages.column(name, code) for name in names for code in languages.ready_languages(page)]
