"""From the bytes of a caption file to its text: encodings, byte order marks, line ends, and what no caption may hold."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages.captions.cues import CaptionError, Mendings, Remark
from pages.captions.webvtt import split_lines

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Three hours of dense speech with long speakers' names make about 400 kilobytes; a file beyond this is something else.
MAX_BYTES = 2_000_000

BOM_TAKEN_OUT = _("The invisible mark at the start of the file (BOM) was taken out.")
LINE_ENDS_MENDED = _("The line ends of another system were made uniform.")
READ_AS_UTF_16 = _("The file was UTF-16; it was turned into UTF-8.")
READ_AS_WINDOWS = _("The file was not UTF-8; it was read as Windows-1252. Please check the accents.")
TOO_LARGE = _("The file is too large: captions may have {limit} bytes at most, this file has {size}.")
UNKNOWN_ENCODING = _("A character cannot be read. Please save the file as UTF-8.")
BROKEN_UTF_16 = _("The file says that it is UTF-16, but it cannot be read so. Please save it as UTF-8.")
CONTROL_CHARACTER = _("There is an invisible control character ({code}) here. Is this a text file?")
LOST_CHARACTER = _("A character was lost here when the file was saved (�). Please type it again.")
MAX_CHARACTERS_SAID = 20

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd\ufffe\uffff]")


def read_text(data: bytes | str, mendings: Mendings) -> list[str]:
    """Give the lines of a caption file; what was mended goes to `mendings`.

    Raises CaptionError when the file is too large, cannot be decoded, or holds control characters.
    """
    if isinstance(data, bytes):
        _refuse_large(len(data))
        text = _decode(data, mendings)
        if "\r" in text:
            mendings.add(None, LINE_ENDS_MENDED)
    else:
        # A form sends its lines with Windows ends: nothing an editor did.
        _refuse_large(len(data))
        text = data
    if text.startswith("\ufeff"):
        mendings.add(None, BOM_TAKEN_OUT)
        text = text.removeprefix("\ufeff")
    lines = split_lines(text)
    _refuse_unwanted(lines)
    return lines


def _refuse_large(size: int) -> None:
    if size > MAX_BYTES:
        raise CaptionError([Remark(None, format_lazy(TOO_LARGE, limit=MAX_BYTES, size=size))])


def _decode(data: bytes, mendings: Mendings) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise CaptionError([Remark(None, BROKEN_UTF_16)]) from error
        mendings.add(None, READ_AS_UTF_16)
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_windows(data, mendings)


def _decode_windows(data: bytes, mendings: Mendings) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("cp1252")
        raise CaptionError([Remark(len(split_lines(before)), UNKNOWN_ENCODING)]) from error
    mendings.add(None, READ_AS_WINDOWS)
    return text


def _refuse_unwanted(lines: list[str]) -> None:
    problems = []
    for number, line in enumerate(lines, 1):
        match = _UNWANTED.search(line)
        if match:
            problems.append(Remark(number, _unwanted(match[0])))
            if len(problems) == MAX_CHARACTERS_SAID:
                break
    if problems:
        raise CaptionError(problems)


def _unwanted(character: str) -> StrOrPromise:
    if character == "\ufffd":
        return LOST_CHARACTER
    return format_lazy(CONTROL_CHARACTER, code=f"U+{ord(character):04X}")
