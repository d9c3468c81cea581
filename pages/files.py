"""Where uploaded files are kept: names nobody can guess, sorted by the kind of thing they belong to."""

from __future__ import annotations

import uuid
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

AUDIO_FOLDER = "audio"
VIDEO_FOLDER = "videos"

AUDIO_TYPES = {"m4a": "audio/mp4", "mp3": "audio/mpeg", "oga": "audio/ogg", "ogg": "audio/ogg", "opus": "audio/ogg", "wav": "audio/wav"}
"""The audio files browsers play, by extension: nothing else is taken, or given out."""


def _kept_name(folder: str, filename: str) -> str:
    return f"{folder}/{uuid.uuid4().hex}{PurePosixPath(filename).suffix.lower()[:10]}"


def audio_upload_to(_instance: Any, filename: str) -> str:
    """The place of a page's audio reading."""
    return _kept_name(AUDIO_FOLDER, filename)


def video_upload_to(_instance: Any, filename: str) -> str:
    """The place of a video's file."""
    return _kept_name(VIDEO_FOLDER, filename)


def check_audio(file: Any, field: str) -> None:
    """Raises ``ValidationError`` on ``field`` for a file that by its extension is none of ``AUDIO_TYPES``."""
    if file and PurePosixPath(file.name).suffix.lower().removeprefix(".") not in AUDIO_TYPES:
        raise ValidationError({field: ValidationError(_("Only audio files (%(kinds)s)."), params={"kinds": ", ".join(AUDIO_TYPES)})})


def is_new(file: Any) -> bool:
    """Whether a model's file field holds a file that was just uploaded and is not stored yet."""
    return bool(file) and not file._committed
