"""Stored files: one is written, read and taken away again, where media go and where signed consents go."""

import secrets
from collections.abc import Iterator
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from editorial.lateness import Fact

PLACES = {"default": "media", "private": "signed consents"}
PROBE = b"written by manage.py doctor"


def storage(_now: datetime) -> Iterator[Fact]:
    """Write a file to each place, and take it away."""
    for alias, name in PLACES.items():
        try:
            _try(alias)
        except OSError as error:
            words = f"No file can be written where {name} are kept: {type(error).__name__}: {error}."
            yield Fact(f"storage:{alias}", words, "Look at VAR_DIR, its owner, its rights, and the space that is left.")
        else:
            yield Fact(f"storage:{alias}", f"Files can be written where {name} are kept.")


def _try(alias: str) -> None:
    place = storages[alias]
    name = place.save(f"doctor-{secrets.token_hex(8)}.txt", ContentFile(PROBE))
    try:
        with place.open(name) as file:
            if file.read() != PROBE:
                raise OSError("what was read is not what was written")
    finally:
        place.delete(name)
