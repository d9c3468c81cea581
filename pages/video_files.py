"""What an uploaded video file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pymediainfo import MediaInfo

CONTAINERS = frozenset({"WebM", "Matroska", "MPEG-4"})
"""The containers that browsers play; the extension alone proves nothing."""


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """Length in milliseconds, width and height in pixels."""

    duration_ms: int
    width: int
    height: int


def read_video(file: Any) -> VideoFacts:
    """Reads an open file and leaves it rewound. Raises ``ValidationError`` where it holds no video that browsers play."""
    file.seek(0)
    info = MediaInfo.parse(file)
    file.seek(0)
    general = next(iter(info.general_tracks), None)
    film = next(iter(info.video_tracks), None)
    duration = None if general is None else general.duration
    if general is None or film is None or general.format not in CONTAINERS or not duration:
        raise ValidationError({"file": _("This file is not a video that browsers can play (WebM or MP4).")})
    return VideoFacts(round(float(duration)), int(film.width), int(film.height))
