"""The text of one WebVTT cue, cut into tokens and checked by the rules of WebVTT.

The verdict is that of the W3C parser (npm `webvtt-parser`), which knows six named characters and decimal numbers after `&#`.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages.captions.cues import Remark
from pages.captions.times import read_strict_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django_stubs_ext import StrOrPromise

_STRICT_PIECE = re.compile(r"(?P<words>[^<]+)|<(?P<tag>[^>]*)(?:>|\Z)")
# A sign "<" that no ">" closes before the next "<" is a sign, not a tag.
_LOOSE_PIECE = re.compile(r"<(?P<tag>[^<>]*)>|(?P<words>(?:[^<]+|<(?![^<>]*>))+)")
_TAG = re.compile(r"(?P<name>[^\t\n\f .]*)(?P<classes>(?:\.[^\t\n\f .]*)*)(?P<annotation>.*)", re.DOTALL)
_REFERENCE = re.compile(r"&(?P<name>[A-Za-z0-9#]*)(?P<end>;?)")
_LONE_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NUMBER_REFERENCE = re.compile(r"#x?[0-9]+")
_NAMED = ("amp", "lt", "gt", "lrm", "rlm", "nbsp")
_BLANKS = re.compile(r"[ \t\f\r\n]+")

SPANS = frozenset({"c", "i", "b", "u", "ruby", "rt", "v", "lang"})
_ANNOTATED = frozenset({"v", "lang"})


class Kind(Enum):
    """What a token is."""

    WORDS = "words"
    START = "start"
    END = "end"
    TIME = "time"


@dataclass(frozen=True)
class Token:
    """A piece of cue text; `value` is the words, the tag's name, or a time as written; `line` counts from 0 in the cue's text."""

    kind: Kind
    value: str
    raw: str
    line: int
    classes: tuple[str, ...] = ()
    annotation: str = ""


def strict_tokens(text: str) -> Iterator[Token]:
    """Cut text as a WebVTT parser does: a tag runs from `<` to the next `>`, or to the end."""
    return _tokens(_STRICT_PIECE, text)


def loose_tokens(text: str) -> Iterator[Token]:
    """Cut text that may not be WebVTT: a `<` without its own `>` is words."""
    return _tokens(_LOOSE_PIECE, text)


def _tokens(piece: re.Pattern[str], text: str) -> Iterator[Token]:
    line = 0
    for match in piece.finditer(text):
        if match["tag"] is None:
            yield Token(Kind.WORDS, match[0], match[0], line)
        else:
            yield _tag_token(match["tag"], match[0], line)
        line += match[0].count("\n")


def _tag_token(tag: str, raw: str, line: int) -> Token:
    if tag.startswith("/"):
        return Token(Kind.END, tag[1:], raw, line)
    if tag[:1] in set("0123456789"):
        return Token(Kind.TIME, tag, raw, line)
    match = _TAG.fullmatch(tag)
    assert match is not None  # noqa: S101 - the pattern takes any text
    classes = tuple(name for name in match["classes"].split(".") if name)
    return Token(Kind.START, match["name"], raw, line, classes, " ".join(_BLANKS.split(match["annotation"])).strip(" "))


def decode(text: str) -> str:
    """Turn character references that end with `;` into their characters; anything else stays as it is."""
    return _LONE_REFERENCE.sub(lambda match: html.unescape(match[0]), text)


def text_problems(text: str, start_ms: int, end_ms: int, first_line: int) -> list[Remark]:
    """Say what breaks the rules of WebVTT in the text of a cue.

    `start_ms` and `end_ms` are the cue's times, `first_line` the number in the file of the text's first line.
    """
    check = _Check(start_ms, end_ms, first_line)
    for token in strict_tokens(text):
        check.take(token)
    check.finish()
    return check.problems


class _Check:
    """The rules that one cue's text must keep, token after token."""

    def __init__(self, start_ms: int, end_ms: int, first_line: int) -> None:
        self.problems: list[Remark] = []
        self._open: list[str] = []
        self._open_voices = 0
        self._after_ms, self._before_ms = start_ms, end_ms
        self._first_line = first_line
        self._line = first_line

    def take(self, token: Token) -> None:
        self._line = self._first_line + token.line
        {Kind.WORDS: self._words, Kind.START: self._start, Kind.END: self._end, Kind.TIME: self._time}[token.kind](token)

    def finish(self) -> None:
        # The end of a cue closes a voice, and nothing else.
        unclosed = next((name for name in self._open if name != "v"), None)
        if unclosed:
            self._say(format_lazy(_("The tag <{name}> is never closed: add </{name}>."), name=unclosed))

    def _say(self, message: StrOrPromise) -> None:
        self.problems.append(Remark(self._line, message))

    def _words(self, token: Token) -> None:
        for match in _REFERENCE.finditer(token.value):
            if not (match["end"] and _is_known_reference(match["name"])):
                self._line = self._first_line + token.line + token.value.count("\n", 0, match.start())
                self._say(_("The sign & must be written &amp;"))
                return

    def _start(self, token: Token) -> None:
        name = token.value
        if name not in SPANS or (name == "rt" and self._open[-1:] != ["ruby"]):
            self._say(format_lazy(_("The tag {tag} does not exist here; a plain sign < must be written &lt;"), tag=token.raw))
            return
        if token.annotation and name not in _ANNOTATED:
            self._say(format_lazy(_("The tag <{name}> takes nothing after its name."), name=name))
        if name == "v":
            if not token.annotation:
                self._say(_("The tag <v> must name who speaks: <v Name>."))
            if self._open_voices:
                self._say(_("Someone speaks inside what someone else says: close the first with </v>."))
            self._open_voices += 1
        self._open.append(name)

    def _end(self, token: Token) -> None:
        if self._open[-1:] == [token.value]:
            self._open_voices -= self._open.pop() == "v"
        elif token.value == "ruby" and self._open[-1:] == ["rt"]:
            del self._open[-2:]
        else:
            self._say(format_lazy(_("The tag {tag} closes nothing that is open here."), tag=token.raw))

    def _time(self, token: Token) -> None:
        time_ms = read_strict_time(token.value)
        if time_ms is None:
            self._say(format_lazy(_("The tag {tag} is not a time; a plain sign < must be written &lt;"), tag=token.raw))
        elif not self._after_ms < time_ms < self._before_ms:
            self._say(format_lazy(_("The time {tag} must come after the one before it and lie inside the cue."), tag=token.raw))
        else:
            self._after_ms = time_ms


def _is_known_reference(name: str) -> bool:
    return name.startswith(_NAMED) or _NUMBER_REFERENCE.fullmatch(name) is not None
