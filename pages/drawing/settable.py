"""What of a text can be set: a sign that no font of ours has (an emoji, above all) is left out, and leaves no gap and no box."""

from __future__ import annotations

import re
from functools import cache

from pages.drawing.lettering import Face, font_of, is_in_arabic_font

_ANY_SIZE = 16
# No font has a letter for this one: what is drawn in its place is the box.
_NOBODYS = "\U0010fffe"
_GAP = "\ufffc"
# What only says how the sign before it is drawn: no letter of ours is drawn in two ways, or in a box of its own.
_DRESS = frozenset("\ufe0e\ufe0f\u20e3")
_JOINER = "\N{ZERO WIDTH JOINER}"
_IN_BRACKETS = re.compile(rf"\(\s*{_GAP}[\s{_GAP}]*\)|\[\s*{_GAP}[\s{_GAP}]*\]")
_AFTER_OPENING = re.compile(rf"(?<=[(\[])[\s{_GAP}]*{_GAP}[\s{_GAP}]*")
_BEFORE_CLOSING = re.compile(rf"[\s{_GAP}]*{_GAP}[\s{_GAP}]*(?=[,.…)\]،؛؟])|[\s{_GAP}]*{_GAP}(?=[!?:;])")
_GAPS = re.compile(rf"\s*{_GAP}[\s{_GAP}]*")
_TIED = re.compile("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]")


def settable(face: Face, text: str) -> str:
    """The text without what the face cannot set; the words around stand as if it had never been typed."""
    marked = _marked(face, text)
    if _GAP not in marked:
        return marked
    marked = _IN_BRACKETS.sub(_GAP, marked)
    marked = _BEFORE_CLOSING.sub("", _AFTER_OPENING.sub("", marked))
    return _GAPS.sub(_space_of, marked).strip()


def _marked(face: Face, text: str) -> str:
    """The text with a mark in the place of each sign that is left out."""
    marked = ""
    for character in text:
        if character in _DRESS or (character == _JOINER and marked.endswith(_GAP)):
            continue
        marked += character if _has(face, character) else _GAP
    return marked


def _space_of(gap: re.Match[str]) -> str:
    """The space that stands where something was left out: one, tied where a sign of French follows, none before or after a sign."""
    if tied := _TIED.search(gap[0]):
        return tied[0]
    has_words_beside = gap.string[gap.start() - 1 : gap.start()].isalnum() and gap.string[gap.end() : gap.end() + 1].isalnum()
    return " " if has_words_beside or gap[0].strip(_GAP) else ""


@cache
def _has(face: Face, character: str) -> bool:
    if character.isspace():
        return True
    font = font_of(face.is_rtl and is_in_arabic_font(character), face.is_bold, _ANY_SIZE)
    return bytes(font.getmask(character)) != bytes(font.getmask(_NOBODYS))
