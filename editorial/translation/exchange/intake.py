"""Files that somebody brings: what they are, whether they may be opened at all, and what they say."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from editorial.translation.exchange import po_files, sheets
from editorial.translation.exchange.rows import ReadFile, UnfitFileError
from pages.uploads.sizes import check_size, ending
from pages.uploads.zipped import check_office, unpacked_size

FORMATS: dict[str, ModuleType] = {module.ENDING: module for module in (po_files, sheets)}
"""The formats by the ending of their files."""

LARGEST = 10 * 1024 * 1024
"""Bytes of a file: all texts of some thousand pages."""
LARGEST_UNPACKED = 100 * 1024 * 1024
"""Bytes of what a sheet unpacks to."""


def content_of(file: Any) -> bytes:
    """The bytes of an uploaded file that may be opened. Raises ``ValidationError`` with what is wrong with it."""
    kind = ending(file)
    if kind not in FORMATS:
        raise ValidationError(_("Files of translations end in .po or .xlsx. In LibreOffice, choose “Save as” and the format XLSX."))
    check_size(file, LARGEST)
    if kind == sheets.ENDING:
        check_office(file, kind)
        if unpacked_size(file) > LARGEST_UNPACKED:
            raise ValidationError(_("This file unpacks to far more than its size says."))
    file.seek(0)
    content: bytes = file.read()
    return content


def read(content: bytes, kind: str) -> ReadFile:
    """What a file says, by the ending of its name. Raises ``UnfitFileError``."""
    found: ReadFile = FORMATS[kind].read(content)
    if not found.rows:
        raise UnfitFileError(_("This file holds no texts."))
    return found
