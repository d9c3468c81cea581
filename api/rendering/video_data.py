"""The film of an interview as JSON-LD: where it plays, its chapters as clips, its captions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.duration import duration_iso_string

from api.loading.reading import own_columns
from api.loading.relations import in_language_served, owned_rows
from api.loading.rows import Row
from api.rendering.credit import association, canonical
from api.rendering.images import social_address
from pages.films import SPOKEN_KINDS
from pages.media.links import captions_url, video_url
from pages.models import ClubImage, InterviewPage, Video
from pages.sanitising import web_address
from pages.site_addresses import media_address


def video_object(page: Row) -> dict[str, Any] | None:
    """The film of an interview; None where readers may not see it."""
    film = in_language_served(page.related(own_columns(page.kind)), "video_id", Video)
    if film is None:
        return None
    shown = in_language_served(film, "poster_id", ClubImage) or in_language_served(page, "cover_image_id", ClubImage)
    published, duration_ms, publisher = page.get("first_published_at"), film.get("duration_ms"), association(page)
    file, embedded = film.get("file"), web_address(film.get("embed_url"))
    facts = {
        "@type": "VideoObject",
        "uploadDate": published.isoformat() if published else None,
        "duration": duration_iso_string(dt.timedelta(milliseconds=duration_ms)) if duration_ms else None,
        "contentUrl": media_address(video_url(str(film.get("key")), file)) if file else None,
        "embedUrl": embedded or None,
        "caption": [_captions(track) for track in film.related(owned_rows(Video, "caption_tracks")) if track.get("kind") in SPOKEN_KINDS],
        "hasPart": _clips(page, duration_ms),
        "publisher": {"@type": "Organization", "name": publisher.get("name")} if publisher else None,
    }
    return {**facts, "thumbnailUrl": social_address(shown)} if shown else facts


def _captions(track: Row) -> dict[str, Any]:
    address = captions_url(str(track.get("video__key")), track.get("language"), track.get("kind"))
    return {"@type": "MediaObject", "contentUrl": media_address(address), "encodingFormat": "text/vtt", "inLanguage": track.get("language")}


def _clips(page: Row, duration_ms: int | None) -> list[dict[str, Any]]:
    """The chapters that have a title in the language served: each lasts until the next."""
    chapters = [chapter for chapter in page.related(owned_rows(InterviewPage, "chapters")) if chapter.get("title")]
    starts = [_seconds(chapter.get("time_ms")) for chapter in chapters]
    if not chapters:
        return []
    ends = [*starts[1:], _seconds(duration_ms) if duration_ms else None]
    address = canonical(page, page.served)
    clips = []
    for chapter, start, end in zip(chapters, starts, ends, strict=True):
        clip = {"@type": "Clip", "name": chapter.get("title"), "startOffset": start, "url": f"{address}?t={int(start)}"}
        clips.append(clip if end is None else {**clip, "endOffset": end})
    return clips


def _seconds(milliseconds: int) -> float:
    return milliseconds // 1000 if milliseconds % 1000 == 0 else milliseconds / 1000
