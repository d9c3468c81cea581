"""A text as its words with their marks: what is compared, and shown with things underlined, without ever trusting its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "sub": "sub", "sup": "sup", "a": "a"}
"""The tags that mark words, and how they are shown."""
BLOCKS = {"p": "p", "ul": "ul", "ol": "ol"}

# A word, with what an apostrophe or a hyphen holds together; any other sign stands for itself.
_WORD = re.compile(r"[^\W_]+(?:['’\u2011-][^\W_]+)*|\S")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a sign between words.

    ``marks`` are the tags around it, those of links with their target. ``after_space`` says how it is written, and plays no part where
    words are compared.
    """

    text: str
    marks: tuple[str, ...] = ()
    after_space: bool = False

    @property
    def said(self) -> tuple[str, tuple[str, ...]]:
        """What is compared."""
        return self.text, self.marks


@dataclass(frozen=True, slots=True)
class Break:
    """A paragraph, or an item of a list, begins: ``kind`` is "p", "ul" or "ol"; "br" is a new line inside."""

    kind: str = "p"

    @property
    def said(self) -> tuple[str, tuple[str, ...]]:
        """What is compared: no word reads like it."""
        return "", (self.kind,)


Token = Word | Break


def tokens_of(text: str, *, is_rich: bool) -> list[Token]:
    """The words of a text in order, with the breaks between paragraphs; one before the first word goes without saying."""
    if is_rich:
        reader = _Reader()
        reader.feed(text)
        reader.close()
        found = reader.found
    else:
        found = []
        for number, line in enumerate(text.splitlines()):
            found += [*([Break("br")] if number else []), *_words(line, ())]
    return list(_tidied(found))


def _words(text: str, marks: tuple[str, ...], after_space: bool = False) -> list[Token]:
    words: list[Token] = []
    for match in _WORD.finditer(text):
        spaced = text[match.start() - 1].isspace() if match.start() else after_space
        words.append(Word(match.group(), marks, spaced))
    return words


def _tidied(tokens: Iterable[Token]) -> Iterator[Token]:
    """Without breaks that nothing follows, or that another one follows; the first paragraph has none if it is a plain one."""
    waiting: Break | None = None
    is_first = True
    for token in tokens:
        if isinstance(token, Break):
            # A new line says less than a new paragraph.
            waiting = token if waiting is None or token.kind != "br" else waiting
            continue
        if waiting is not None and not (is_first and waiting.kind in ("p", "br")):
            yield waiting
        yield token if waiting is None else Word(token.text, token.marks)
        waiting, is_first = None, False


class _Reader(HTMLParser):
    """Reads the words of rich text; whatever tag it does not know marks nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Token] = []
        self._marks: list[tuple[str, str]] = []
        self._lists: list[str] = []
        self._space = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in INLINE:
            given = dict(attrs)
            target = given.get("href") or "".join(given.get(name) or "" for name in ("linktype", "id"))
            self._marks.append((tag, f"a {target}" if tag == "a" else INLINE[tag]))
        elif tag in ("ul", "ol"):
            self._lists.append(tag)
        elif tag == "li":
            self.found.append(Break(self._lists[-1] if self._lists else "ul"))
        elif tag == "br":
            self.found.append(Break("br"))
        elif tag not in ("wbr",):
            self.found.append(Break("p"))
        self._space = self._space and tag in INLINE

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._marks) - 1, -1, -1):
            if self._marks[place][0] == tag:
                del self._marks[place]
                return
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            self.found.append(Break("p"))

    def handle_data(self, data: str) -> None:
        marks = tuple(dict.fromkeys(mark for _tag, mark in self._marks))
        self.found += _words(data, marks, self._space)
        if data:
            self._space = data[-1].isspace()


# --- showing ---------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """A token with the element that is put around it and its neighbours alike: its name, and attributes that are safe."""

    token: Token
    element: str = ""
    opening: str = ""
    """The whole opening tag with anything that follows it; "" for none."""
    closing: str = ""


def as_html(tokens: Iterable[Shown]) -> SafeString:
    """The words in paragraphs and lists, links as underlined words that lead nowhere: this is for reading."""
    writer = _Writer()
    for shown in tokens:
        writer.write(shown)
    return writer.finished()


class _Writer:
    """Writes HTML that is well-formed whatever comes."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._open = ""
        self._kind = ""
        self._around: Shown | None = None
        self._marks: tuple[str, ...] = ()

    def write(self, shown: Shown) -> None:
        if isinstance(shown.token, Break):
            self._break(shown)
            return
        self._begin(self._kind or "p")
        space = " " if shown.token.after_space else ""
        around = shown if shown.opening else None
        if not _is_same(around, self._around) or shown.token.marks != self._marks:
            self._close_marks()
            if not _is_same(around, self._around):
                self._close_around()
                self._pieces.append(space)
                space = ""
                self._pieces.append(shown.opening)
                self._around = around
            self._pieces.append(space)
            space = ""
            self._pieces += [_opening(mark) for mark in shown.token.marks]
            self._marks = shown.token.marks
        self._pieces.append(space + escape(shown.token.text))

    def _break(self, shown: Shown) -> None:
        kind = shown.token.kind if isinstance(shown.token, Break) else "p"
        if kind == "br" or shown.element == "del":
            # What is no more starts no paragraph of what is.
            if self._open:
                self._close_inline()
                self._pieces.append("<br>")
            return
        self._close_block()
        self._begin(kind)

    def _begin(self, kind: str) -> None:
        if self._open:
            return
        if kind != self._kind:
            self._close_list()
            if kind in ("ul", "ol"):
                self._pieces.append(f"<{kind}>")
            self._kind = kind
        self._open = "li" if kind in ("ul", "ol") else "p"
        self._pieces.append(f"<{self._open}>")

    def _close_marks(self) -> None:
        self._pieces += [f"</{mark.split(' ')[0]}>" for mark in reversed(self._marks)]
        self._marks = ()

    def _close_around(self) -> None:
        if self._around is not None:
            self._pieces.append(self._around.closing)
        self._around = None

    def _close_inline(self) -> None:
        self._close_marks()
        self._close_around()

    def _close_block(self) -> None:
        self._close_inline()
        if self._open:
            self._pieces.append(f"</{self._open}>")
        self._open = ""

    def _close_list(self) -> None:
        if self._kind in ("ul", "ol"):
            self._pieces.append(f"</{self._kind}>")
        self._kind = ""

    def finished(self) -> SafeString:
        self._close_block()
        self._close_list()
        # Every word was escaped above, and every tag is one of ours.
        return mark_safe("".join(self._pieces))  # noqa: S308


def _is_same(one: Shown | None, other: Shown | None) -> bool:
    return (one.opening if one is not None else "") == (other.opening if other is not None else "")


def _opening(mark: str) -> str:
    return '<a class="translation-link">' if mark.startswith("a ") or mark == "a" else f"<{mark}>"
