"""What MediaInfo reads in films and sound files, and what they must not tell."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pymediainfo import MediaInfo

PLACES = ("location", "recorded_location", "xyz", "comapplequicktimelocationiso6709")
"""Where telephones write the place of a recording (Matroska, MP4, QuickTime)."""


def read(file: Any) -> MediaInfo:
    """The tracks of an open file, which is left rewound."""
    file.seek(0)
    info = MediaInfo.parse(file)
    file.seek(0)
    return info


def refuse_place(info: MediaInfo) -> None:
    """Raises ``ValidationError`` where a recording says where it was made: somebody's home, or school."""
    # Taking it out would mean to write the file anew, which needs an encoder.
    if any(getattr(track, name, None) for track in info.general_tracks for name in PLACES):
        raise ValidationError(_("This file says where it was recorded. Export it without its location, then upload it again."))
