"""What stands in a file of translations: an entry for each text that the French has, with what to know of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from editorial.translation.exchange.markup import protected
from editorial.translation.parts import Kind, Part
from editorial.translation.states import Item, State, Survey
from pages import languages
from pages.models import BasePage

SEPARATOR = ":"
"""Between the key of a page and the path of a text."""

TO_REVIEW = frozenset({State.STALE, State.REVIEW})
"""The states in which a text is there and somebody should look at it."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a text was when the file was made, as a few letters that travel with it."""

    source: str
    translation: str
    state: State

    def __str__(self) -> str:
        return f"{self.source}-{self.translation}-{self.state.value}"

    @classmethod
    def read(cls, text: str) -> Stamp | None:
        """The stamp that stands somewhere in a text; None where there is none."""
        found = _STAMP.search(text)
        return cls(found[1], found[2], State(found[3])) if found else None


_STAMP = re.compile(rf"\b([0-9a-f]{{32}})-([0-9a-f]{{16}})-({'|'.join(state.value for state in State)})\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a page as a file has it."""

    address: str
    page_title: str
    where: str
    source: str
    translation: str
    state: State
    stamp: Stamp
    previous: str = ""
    """For a text that is out of date, the French it was made from."""
    glossary: tuple[str, ...] = ()
    max_length: int | None = None

    @property
    def is_to_review(self) -> bool:
        """Whether a translation is there that somebody should look at."""
        return self.state in TO_REVIEW


def portable(text: str) -> str:
    """A text as every format can hold it: its lines end in one way, and signs that nobody sees or types are gone."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def both_texts(part: Part) -> tuple[str, str]:
    """The French and the translation of a text as a file has them."""
    source, translation = part.source, part.translation
    if part.is_rich:
        source, translation, _marks = protected(source, translation)
    return portable(source), portable(translation)


def exact(text: str) -> str:
    """What stands for a text to the letter, white space included."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def address_of(page: BasePage, path: str) -> str:
    """What names a text for good, whatever the file and the site."""
    return f"{page.key}{SEPARATOR}{path}"


def entries_of(page: BasePage, survey: Survey, terms: Sequence[Term], *, only_to_do: bool) -> list[Entry]:
    """The texts of a page in its newest version, in the order of the page; what blocks show beside their words follows by itself."""
    return [
        _entry(page, item, terms)
        for item in survey.items
        if item.part.kind is not Kind.SHOWN and item.part.source.strip() and (item.state.is_to_do or not only_to_do)
    ]


def _entry(page: BasePage, item: Item, terms: Sequence[Term]) -> Entry:
    part = item.part
    source, translation = both_texts(part)
    previous = item.record.source if item.record is not None and item.state is State.STALE else ""
    return Entry(
        address=address_of(page, part.path),
        page_title=languages.source_title(page),
        where=where(part),
        source=source,
        translation=translation,
        state=item.state,
        stamp=Stamp(part.source_digest, exact(translation), item.state),
        previous=portable(protected(previous)[0] if part.is_rich else previous),
        glossary=tuple(str(term) for term in terms if term.occurs_in(source)),
        max_length=part.max_length,
    )


def where(part: Part) -> str:
    """Where a text stands, in words."""
    return " › ".join(str(label) for label in part.labels)


def state_in_words(state: State) -> str:
    """The state of a text in the reader's language."""
    return {
        State.MISSING: _("to translate"),
        State.STALE: _("to update"),
        State.REVIEW: _("to review"),
        State.CURRENT: _("up to date"),
        State.SKIPPED: _("stays empty"),
    }[state]


@dataclass(frozen=True, slots=True)
class Term:
    """A French word of the glossary and how it is said."""

    term: str
    translation: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.term} → {self.translation}" + (f" ({self.note})" if self.note else "")

    def occurs_in(self, text: str) -> bool:
        """Whether the word begins a word of a text, so that its plural is found as well."""
        return re.search(rf"(?<!\w){re.escape(self.term)}", text, re.IGNORECASE) is not None
