"""Audio readings: the formats every browser plays, recognised by what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages import languages
from pages.files import is_new
from pages.uploads.recordings import read, refuse_place
from pages.uploads.sizes import check_size, ending

if TYPE_CHECKING:
    from pages.models import BasePage

FORMATS: dict[str, tuple[str, frozenset[str]]] = {
    "mp3": ("MPEG Audio", frozenset({"MPEG Audio"})),
    "m4a": ("MPEG-4", frozenset({"AAC"})),
    "ogg": ("Ogg", frozenset({"Opus", "Vorbis"})),
    "opus": ("Ogg", frozenset({"Opus"})),
}
"""By the ending of the name: the container and the codecs it may hold, as MediaInfo names them."""


def check_audio(file: Any) -> None:
    """Raises ``ValidationError`` where an open file is no sound that browsers play, or another than its name says."""
    check_size(file, settings.AUDIO_MAX_UPLOAD_SIZE)
    container, codecs = FORMATS.get(ending(file), ("", frozenset()))
    if not container:
        raise ValidationError(_("Only sound files: MP3, M4A, OGG or OPUS."))
    info = read(file)
    found = next(iter(info.general_tracks), None)
    is_sound = bool(info.audio_tracks) and not info.video_tracks and {track.format for track in info.audio_tracks} <= codecs
    if found is None or found.format != container or not is_sound or not found.duration:
        raise ValidationError(_("This file does not hold the sound that its name promises (.%(ending)s)."), params={"ending": ending(file)})
    refuse_place(info)


def check_readings(page: BasePage) -> None:
    """Raises ``ValidationError``, on its field, where a new audio reading of a page is refused."""
    errors = {}
    for code in languages.codes():
        column = languages.column("audio", code)
        file = getattr(page, column)
        if is_new(file):
            try:
                check_audio(file)
            except ValidationError as error:
                errors[column] = error
    if errors:
        raise ValidationError(errors)
