"""Where uploaded files are kept: names nobody can guess, sorted by the kind of thing they belong to."""

from __future__ import annotations

import uuid
from pathlib import PurePosixPath
from typing import Any

AUDIO_FOLDER = "audio"
VIDEO_FOLDER = "videos"


def _kept_name(folder: str, filename: str) -> str:
    return f"{folder}/{uuid.uuid4().hex}{PurePosixPath(filename).suffix.lower()[:10]}"


def audio_upload_to(_instance: Any, filename: str) -> str:
    """The place of a page's audio reading."""
    return _kept_name(AUDIO_FOLDER, filename)


def video_upload_to(_instance: Any, filename: str) -> str:
    """The place of a video's file."""
    return _kept_name(VIDEO_FOLDER, filename)


def is_new(file: Any) -> bool:
    """Whether a model's file field holds a file that was just uploaded and is not stored yet."""
    return bool(file) and not file._committed
