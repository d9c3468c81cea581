"""Where uploaded files are kept: names nobody can guess, sorted by the kind of thing they belong to."""

from __future__ import annotations

import uuid
from pathlib import PurePosixPath
from typing import Any

AUDIO_FOLDER = "audio"
VIDEO_FOLDER = "videos"

AUDIO_TYPES = {"m4a": "audio/mp4", "mp3": "audio/mpeg", "ogg": "audio/ogg", "opus": "audio/ogg"}
"""The audio files browsers play, by extension: nothing else is given out (what is taken, `pages.uploads.audio` says)."""


def kept_name(folder: str, filename: str) -> str:
    """A new name in ``folder`` that keeps nothing of ``filename`` but its ending."""
    return f"{folder}/{uuid.uuid4().hex}{PurePosixPath(filename).suffix.lower()[:10]}"


def audio_upload_to(_instance: Any, filename: str) -> str:
    """The place of a page's audio reading."""
    return kept_name(AUDIO_FOLDER, filename)


def video_upload_to(_instance: Any, filename: str) -> str:
    """The place of a video's file."""
    return kept_name(VIDEO_FOLDER, filename)


def is_new(file: Any) -> bool:
    """Whether a model's file field holds a file that was just uploaded and is not stored yet."""
    return bool(file) and not file._committed
