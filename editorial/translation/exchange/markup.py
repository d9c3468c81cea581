"""Rich text as translators see it in a file: paragraphs as lines, every other tag as a numbered mark that they carry over.

``<p>Un <b>mot</b></p><p>Un <a href="…">lien</a></p>`` reads « Un <b1>mot</b1> », an empty line, « Un <a2>lien</a2> ». What a mark
stands for, its address included, stays here: a file can move marks, and brings no tag or address of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

Attributes = tuple[tuple[str, str | None], ...]

VOID = frozenset({"br", "hr", "img", "embed", "input"})
LISTS = frozenset({"ul", "ol"})
EDITORS_OWN = "data-block-key"
"""What the editor of rich text writes for itself."""

_MARK = re.compile(r"<\s*(?P<end>/?)\s*(?P<name>[a-z]+)(?P<number>[0-9]{1,4})\s*(?P<void>/?)\s*>", re.IGNORECASE)
_LIKE_A_TAG = re.compile(r"<\s*/?\s*[a-zA-Z!?][^<>]*>")
_SPACES = re.compile(r"[\t\n\r\f ]*[\t\n\r\f][\t\n\r\f ]*")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*", re.ASCII)
_ENTITY = re.compile(r"&(lt|amp);")
_LIKE_AN_ENTITY = re.compile(r"&(?=(?:lt|amp);)")
ASCII_SPACE = " \t\n\r\f"


@dataclass(frozen=True, slots=True)
class Tag:
    """What a mark stands for."""

    name: str
    attributes: Attributes = ()

    @property
    def start(self) -> str:
        """The HTML that begins it, or is it."""
        said = "".join(f' {name}="{escape(value or "")}"' for name, value in self.attributes)
        return f"<{self.name}{said}/>" if self.name in VOID else f"<{self.name}{said}>"


@dataclass
class Marks:
    """The tags of a French text and of its translation by their numbers; a tag that both have has one number."""

    tags: dict[int, Tag] = field(default_factory=dict)
    in_source: frozenset[int] = frozenset()
    in_translation: frozenset[int] = frozenset()

    def name_of(self, number: int) -> str:
        """How the mark is written where it begins."""
        tag = self.tags[number]
        return f"<{tag.name}{number}/>" if tag.name in VOID else f"<{tag.name}{number}>"


def protected(source: str, translation: str = "") -> tuple[str, str, Marks]:
    """Both texts of rich text as a file has them, and their marks."""
    marks = Marks()
    first = _Writer(marks, reusable=())
    written = first.write(source)
    marks.in_source = frozenset(first.used)
    second = _Writer(marks, reusable=first.used)
    translated = second.write(translation)
    marks.in_translation = frozenset(second.used)
    return written, translated, marks


def restored(text: str, marks: Marks) -> str:
    """The HTML of a text from a file. Raises ``ValidationError`` where its marks are not those of the French, or of the text before it."""
    pieces = list(_pieces(text))
    _check_marks(pieces, marks)
    return _Builder(marks).build(pieces)


# --- out -------------------------------------------------------------------------------------------------------------------------


class _Writer(HTMLParser):
    def __init__(self, marks: Marks, reusable: tuple[int, ...] | list[int]) -> None:
        super().__init__(convert_charrefs=True)
        self.marks, self.free, self.used = marks, list(reusable), list[int]()
        self.paragraphs: list[list[str]] = [[]]
        self.open: list[int] = []

    def write(self, html: str) -> str:
        """The text; what nobody closed is closed."""
        self.feed(html)
        self.close()
        while self.open:
            self._end(self.open.pop())
        written = [_with_lines("".join(paragraph), self) for paragraph in self.paragraphs]
        return "\n\n".join(paragraph for paragraph in written if paragraph)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "p" or (tag in LISTS and not self.open):
            self._new_paragraph()
        if tag == "p":
            return
        if tag == "br":
            self._say("\0")
            return
        number = self._number(Tag(tag, tuple((name, value) for name, value in attrs if name != EDITORS_OWN)))
        self._say(self.marks.name_of(number))
        if tag not in VOID:
            self.open.append(number)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._new_paragraph()
        elif any(self.marks.tags[number].name == tag for number in self.open):
            while self.open:
                number = self.open.pop()
                self._end(number)
                if self.marks.tags[number].name == tag:
                    break
            if tag in LISTS and not self.open:
                self._new_paragraph()

    def handle_data(self, data: str) -> None:
        self._say(_LIKE_AN_ENTITY.sub("&amp;", _SPACES.sub(" ", data.replace("\0", ""))).replace("<", "&lt;"))

    def _say(self, text: str) -> None:
        self.paragraphs[-1].append(text)

    def _end(self, number: int) -> None:
        self._say(f"</{self.marks.tags[number].name}{number}>")

    def _new_paragraph(self) -> None:
        if not self.open:
            self.paragraphs.append([])

    def _number(self, tag: Tag) -> int:
        number = next((each for each in self.free if self.marks.tags[each] == tag), None)
        if number is None:
            number = len(self.marks.tags) + 1
            self.marks.tags[number] = tag
        else:
            self.free.remove(number)
        self.used.append(number)
        return number

    def line_break(self) -> str:
        """A mark for a line break that could not be read back from a line."""
        return self.marks.name_of(self._number(Tag("br")))


def _with_lines(paragraph: str, writer: _Writer) -> str:
    """A line break between two words is a new line; any other one, which could not be read back, a mark."""
    written, *lines = (line.strip(ASCII_SPACE) for line in paragraph.split("\0"))
    for place, line in enumerate(lines):
        before = written if place == 0 else lines[place - 1]
        is_between = before and line and not before.endswith(">") and not line.startswith("<")
        written += ("\n" if is_between else writer.line_break()) + line
    return written


# --- in --------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some words, or a mark where it begins (or is), or ends."""

    text: str = ""
    name: str = ""
    number: int = 0
    is_end: bool = False
    written: str = ""


def _pieces(text: str) -> Iterator[_Piece]:
    place = 0
    for found in _MARK.finditer(text):
        yield _words(text[place : found.start()])
        yield _Piece("", found["name"].lower(), int(found["number"]), bool(found["end"]), found[0])
        place = found.end()
    yield _words(text[place:])


def _words(text: str) -> _Piece:
    if found := _LIKE_A_TAG.search(text):
        raise ValidationError(_("“%(mark)s” is no mark of this text; write &lt; for the sign <."), params={"mark": found[0]})
    return _Piece(text)


def _check_marks(pieces: list[_Piece], marks: Marks) -> None:
    stands, is_open = [], list[int]()
    for piece in pieces:
        if not piece.number:
            continue
        tag = marks.tags.get(piece.number)
        if tag is None or tag.name != piece.name:
            raise ValidationError(_("“%(mark)s” is no mark of this text; write &lt; for the sign <."), params={"mark": piece.written})
        if piece.is_end:
            if not is_open or is_open.pop() != piece.number:
                raise ValidationError(_("“%(mark)s” ends what did not begin, or not last."), params={"mark": piece.written})
            continue
        stands.append(piece.number)
        if tag.name not in VOID:
            is_open.append(piece.number)
    if is_open:
        raise ValidationError(_("“%(mark)s” has no end."), params={"mark": marks.name_of(is_open[-1])})
    _check_all_stand(stands, marks)


def _check_all_stand(stands: list[int], marks: Marks) -> None:
    """Each mark once: all those of the French, or all those of the translation before."""
    if twice := sorted({number for number in stands if stands.count(number) > 1}):
        raise ValidationError(_("“%(mark)s” stands there twice."), params={"mark": marks.name_of(twice[0])})
    if set(stands) in (marks.in_source, marks.in_translation):
        return
    if missing := sorted(marks.in_source - set(stands)):
        raise ValidationError(_("“%(mark)s” is missing."), params={"mark": " ".join(map(marks.name_of, missing))})
    strange = sorted(set(stands) - marks.in_source)
    raise ValidationError(_("“%(mark)s” is not in the French."), params={"mark": " ".join(map(marks.name_of, strange))})


class _Builder:
    """HTML from pieces whose marks are in order."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.html: list[str] = []
        self.paragraph: list[str] = []
        self.open: list[int] = []

    def build(self, pieces: list[_Piece]) -> str:
        """The whole."""
        for piece in pieces:
            if piece.number:
                self._mark(piece)
            elif self.open:
                self.paragraph.append(_said(piece.text))
            else:
                first, *others = _EMPTY_LINE.split(piece.text)
                self.paragraph.append(_said(first))
                for other in others:
                    self._end_paragraph()
                    self.paragraph.append(_said(other))
        self._end_paragraph()
        return "".join(self.html)

    def _mark(self, piece: _Piece) -> None:
        tag = self.marks.tags[piece.number]
        if piece.is_end:
            self.open.pop()
            self.paragraph.append(f"</{tag.name}>")
            if tag.name in LISTS and not self.open:
                self._end_paragraph(is_list=True)
            return
        if tag.name in LISTS and not self.open:
            self._end_paragraph()
        self.paragraph.append(tag.start)
        if tag.name not in VOID:
            self.open.append(piece.number)

    def _end_paragraph(self, *, is_list: bool = False) -> None:
        said = _around_blocks("".join(self.paragraph)).strip(ASCII_SPACE).replace("\n", "<br/>")
        self.paragraph = []
        if said:
            self.html.append(said if is_list else f"<p>{said}</p>")


def _said(text: str) -> str:
    return escape(_ENTITY.sub(lambda found: "<" if found[1] == "lt" else "&", text), quote=False)


def _around_blocks(html: str) -> str:
    """Without the space around the tags of lists, which is only there to be read."""
    return re.sub(rf"[{ASCII_SPACE}]*(</?(?:ul|ol|li)>)[{ASCII_SPACE}]*", r"\1", html)
