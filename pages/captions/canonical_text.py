"""The text of one cue made canonical: only known tags, every sign escaped, the speaker lifted out; and the plain words of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pages.captions.cue_text import SPANS, Kind, Token, decode, loose_tokens, strict_tokens
from pages.captions.times import read_strict_time, write_time

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLASS = re.compile(r"[\w-]+")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
# Tags of SubRip files and web pages that have the meaning of a WebVTT tag, or none at all in captions.
_SAME_MEANING = {"em": "i", "strong": "b"}
_WITHOUT_MEANING = frozenset({"font", "span", "p", "div", "s", "strike", "small", "big"})


@dataclass(frozen=True)
class CanonicalText:
    """Canonical cue text, who speaks (empty when nobody or several are named) and the tags that were not kept as tags."""

    speaker: str
    text: str
    lost: tuple[str, ...]


def escape(words: str) -> str:
    """Write plain words as WebVTT cue text."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_text(text: str) -> str:
    """Give the words of cue text, without tags and with characters in place of references; lines stay lines."""
    return "".join(decode(token.value) for token in loose_tokens(text) if token.kind is Kind.WORDS)


def clean_speaker(name: str) -> str:
    """Give a speaker's name on one line, with single spaces."""
    return " ".join(part for part in _CONTROLS.sub(" ", name).replace("\n", " ").split(" ") if part)


def canonical_text(text: str, start_ms: int, end_ms: int) -> CanonicalText:
    """Make any text canonical: unknown tags become visible text, tags without meaning in captions go, open tags are closed.

    Times inside the text are kept when they rise and lie between `start_ms` and `end_ms`.
    """
    return _written(loose_tokens(text), start_ms, end_ms)


def canonical_valid_text(text: str, start_ms: int, end_ms: int) -> CanonicalText:
    """Make text canonical that `cue_text.text_problems` found without problems; nothing of it is lost."""
    return _written(strict_tokens(text), start_ms, end_ms)


def _written(tokens: Iterable[Token], start_ms: int, end_ms: int) -> CanonicalText:
    writer = _Writer(start_ms, end_ms)
    for token in tokens:
        writer.take(token)
    return writer.finish()


@dataclass(frozen=True)
class _Piece:
    written: str
    voice: str = ""
    closes_voice: bool = False


class _Writer:
    """Writes tokens back so that the result keeps every rule, whatever the tokens are."""

    def __init__(self, start_ms: int, end_ms: int) -> None:
        self._pieces: list[_Piece] = []
        self._open: list[str] = []
        # How many of each are open: a search through thousands of open tags, for each tag, would take hours.
        self._open_counts: Counter[str] = Counter()
        self._lost: list[str] = []
        self._after_ms, self._before_ms = start_ms, end_ms

    def take(self, token: Token) -> None:
        {Kind.WORDS: self._words, Kind.START: self._start, Kind.END: self._end, Kind.TIME: self._time}[token.kind](token)

    def finish(self) -> CanonicalText:
        while self._open:
            self._close_innermost()
        speaker, pieces = _lift_voice(self._pieces)
        lines = ("".join(piece.written for piece in pieces)).split("\n")
        text = "\n".join(line for line in (line.strip(" ") for line in lines) if line)
        return CanonicalText(speaker, text, tuple(self._lost))

    def _words(self, token: Token) -> None:
        self._pieces.append(_Piece(escape(_CONTROLS.sub(" ", decode(token.value)))))

    def _show(self, token: Token) -> None:
        self._lost.append(token.raw)
        self._pieces.append(_Piece(escape(_CONTROLS.sub(" ", decode(token.raw)))))

    def _start(self, token: Token) -> None:
        name = _span_name(token.value)
        annotation = clean_speaker(decode(token.annotation))
        if name == "br" or token.value in {"br/", "BR/"}:
            self._lost.append(token.raw)
            self._pieces.append(_Piece("\n"))
        elif name in _WITHOUT_MEANING or (name in {"v", "lang"} and not annotation) or (name == "rt" and self._open[-1:] != ["ruby"]):
            self._lost.append(token.raw)
        elif name not in SPANS:
            self._show(token)
        else:
            self._open_span(name, token.classes, annotation)

    def _open_span(self, name: str, classes: tuple[str, ...], annotation: str) -> None:
        if name == "v" and self._open_counts["v"]:
            self._close_down_to("v")
        kept = "".join(f".{part}" for part in classes if name != "v" and _CLASS.fullmatch(part))
        self._open.append(name)
        self._open_counts[name] += 1
        written = f"<{name}{kept} {escape(annotation)}>" if name in {"v", "lang"} else f"<{name}{kept}>"
        self._pieces.append(_Piece(written, voice=annotation if name == "v" else ""))

    def _end(self, token: Token) -> None:
        name = _span_name(token.value)
        if self._open_counts[name]:
            self._close_down_to(name)
        elif name in SPANS or name in _WITHOUT_MEANING or name == "br":
            self._lost.append(token.raw)
        else:
            self._show(token)

    def _close_down_to(self, name: str) -> None:
        """Close the innermost span of that name, with all that is open in it."""
        while self._close_innermost() != name:
            pass

    def _close_innermost(self) -> str:
        name = self._open.pop()
        self._open_counts[name] -= 1
        self._pieces.append(_Piece(f"</{name}>", closes_voice=name == "v"))
        return name

    def _time(self, token: Token) -> None:
        time_ms = read_strict_time(token.value)
        if time_ms is None:
            self._show(token)
        elif self._after_ms < time_ms < self._before_ms:
            self._after_ms = time_ms
            self._pieces.append(_Piece(f"<{write_time(time_ms)}>"))
        else:
            self._lost.append(token.raw)


def _span_name(written: str) -> str:
    name = written.strip().lower()
    return _SAME_MEANING.get(name, name)


def _lift_voice(pieces: list[_Piece]) -> tuple[str, list[_Piece]]:
    """Take off a voice span that holds the whole text."""
    inked = [index for index, piece in enumerate(pieces) if piece.written.strip(" \n")]
    closings = [index for index, piece in enumerate(pieces) if piece.closes_voice]
    if inked and pieces[inked[0]].voice and closings == [inked[-1]]:
        return pieces[inked[0]].voice, pieces[inked[0] + 1 : inked[-1]]
    return "", pieces
