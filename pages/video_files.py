"""What an uploaded video file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages.uploads.recordings import read, refuse_place
from pages.uploads.sizes import check_size, ending

CONTAINERS = {"webm": frozenset({"WebM", "Matroska"}), "mp4": frozenset({"MPEG-4"})}
"""The containers that browsers play, by the ending of the name: the ending alone proves nothing."""


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """Length in milliseconds, width and height in pixels."""

    duration_ms: int
    width: int
    height: int


def read_video(file: Any) -> VideoFacts:
    """Reads an open file and leaves it rewound.

    Raises ``ValidationError`` where it is too large, holds no video that browsers play, another than its name says, or a place.
    """
    try:
        check_size(file, settings.VIDEO_MAX_UPLOAD_SIZE)
        info = read(file)
        refuse_place(info)
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    general = next(iter(info.general_tracks), None)
    film = next(iter(info.video_tracks), None)
    duration = None if general is None else general.duration
    containers = CONTAINERS.get(ending(file), frozenset())
    if general is None or film is None or general.format not in containers or not duration:
        raise ValidationError({"file": _("This file is not a video that browsers can play (WebM or MP4).")})
    return VideoFacts(round(float(duration)), int(film.width), int(film.height))
