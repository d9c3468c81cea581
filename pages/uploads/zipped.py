"""Documents that are zip archives inside (OpenDocument, Office Open XML), and archives of files to take away."""

from __future__ import annotations

import zipfile
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "odp": b"application/vnd.oasis.opendocument.presentation",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
"""What the member "mimetype" says, by ending."""

OFFICE = {
    "docx": b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "pptx": b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    "xlsx": b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
"""What "[Content_Types].xml" says of the main part, by ending; with macros it says something else."""

MACROS = ("basic/", "scripts/", "vbaproject.bin", "macrosheets/", "activex/")
"""Where macros and controls lie in either family."""

TO_TAKE_AWAY = frozenset({"pdf", "odt", "odp", "ods", "docx", "pptx", "xlsx", "txt", "csv", "jpg", "jpeg", "png", "webp", "mp3", "mp4"})
"""What an archive may hold: files to read, look at and listen to. Nothing that runs, no SVG, no archive in the archive."""

MOST_MEMBERS = 1_000
MOST_BYTES = 200 * 1024 * 1024
"""What unpacks to more is no handout: ten times the largest archive that may be uploaded."""

LONGEST_LIST = 1024 * 1024
"""Bytes read of the lists of contents: those of real documents have a few thousand."""

_BROKEN = (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError, EOFError)


def check_open_document(file: Any, ending: str) -> None:
    """Raises ``ValidationError`` where an open file is no OpenDocument of this kind, or holds macros; leaves it rewound."""
    archive = _open(file, ending)
    if _start_of(archive, "mimetype", ending).strip() != OPEN_DOCUMENT[ending]:
        raise _not_what_it_says(ending)
    _refuse_macros(archive)
    file.seek(0)


def check_office(file: Any, ending: str) -> None:
    """Raises ``ValidationError`` where an open file is no Office document of this kind, or holds macros; leaves it rewound."""
    archive = _open(file, ending)
    types = _start_of(archive, "[Content_Types].xml", ending)
    _refuse_macros(archive)
    if b"macroEnabled" in types:
        raise _has_macros()
    if OFFICE[ending] not in types:
        raise _not_what_it_says(ending)
    file.seek(0)


def check_archive(file: Any, ending: str = "zip") -> None:
    """Raises ``ValidationError`` where an open file is no archive, or holds what families should not unpack; leaves it rewound."""
    archive = _open(file, ending)
    for member in archive.infolist():
        if member.is_dir():
            continue
        kind = PurePosixPath(member.filename).suffix.lower().removeprefix(".")
        if kind not in TO_TAKE_AWAY:
            raise ValidationError(_("This archive holds a kind of file that is not allowed: %(name)s."), params={"name": member.filename})
    file.seek(0)


def unpacked_size(file: Any) -> int:
    """The bytes that an open archive which was checked unpacks to; leaves it rewound."""
    with zipfile.ZipFile(file) as archive:
        size = sum(member.file_size for member in archive.infolist())
    file.seek(0)
    return size


def _open(file: Any, ending: str) -> zipfile.ZipFile:
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
        members = archive.infolist()
    except _BROKEN as error:
        raise _not_what_it_says(ending) from error
    if any(member.flag_bits & 0x1 for member in members):
        raise ValidationError(_("This file is locked. Save it without a password, then upload it again."))
    if any(".." in PurePosixPath(member.filename).parts or member.filename.startswith(("/", "\\")) for member in members):
        raise ValidationError(_("This archive would write outside its own folder."))
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_BYTES:
        raise ValidationError(_("This file unpacks to far more than its size says."))
    return archive


def _start_of(archive: zipfile.ZipFile, name: str, ending: str) -> bytes:
    try:
        with archive.open(name) as member:
            return member.read(LONGEST_LIST)
    except (KeyError, *_BROKEN) as error:
        raise _not_what_it_says(ending) from error


def _refuse_macros(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        lowered = name.lower()
        if any(lowered.startswith(macro) or f"/{macro}" in lowered or lowered.endswith(macro) for macro in MACROS):
            raise _has_macros()


def _has_macros() -> ValidationError:
    return ValidationError(_("This document holds macros. Save it without them, then upload it again."))


def _not_what_it_says(ending: str) -> ValidationError:
    return ValidationError(_("This file does not hold what its name promises (.%(ending)s)."), params={"ending": ending})
