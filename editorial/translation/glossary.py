"""Finding the words of the glossary in a French text: in any case, plural or feminine, the longest first, whole words only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from editorial.translation.marked_words import Shown, Token, Word, as_html, tokens_of
from pages import languages
from search.analysis import QUERY_CHARACTERS, bare_and_stem, words

_NAME = '<mark class="glossary-word" data-entry="{}">'


@dataclass(frozen=True, slots=True)
class Entry:
    """How a French word, or several, are said in a language."""

    term: str
    translation: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A key of a text ("" for a sign): where its token stands, and whether the token begins or ends with it."""

    key: str
    token: int
    begins: bool
    ends: bool


class Glossary:
    """The entries of one language, ready to be found."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for entry in entries:
            keys = tuple(_keys(entry.term))
            if keys:
                self._by_first.setdefault(keys[0], []).append((keys, entry))
        for known in self._by_first.values():
            known.sort(key=lambda each: -len(each[0]))

    def found_in(self, tokens: Sequence[Token]) -> list[Entry | None]:
        """The entry that each token belongs to."""
        belongs: list[Entry | None] = [None] * len(tokens)
        places = _places(tokens)
        at = 0
        while at < len(places):
            length, entry = self._longest(places, at)
            if entry is not None:
                for place in places[at : at + length]:
                    belongs[place.token] = entry
            at += length
        return belongs

    def _longest(self, places: Sequence[_Place], at: int) -> tuple[int, Entry | None]:
        if places[at].begins:
            for keys, entry in self._by_first.get(places[at].key, ()):
                here = places[at : at + len(keys)]
                if len(here) == len(keys) and here[-1].ends and all(place.key == key for place, key in zip(here, keys, strict=True)):
                    return len(keys), entry
        return 1, None


def underlined(text: str, glossary: Glossary, *, is_rich: bool) -> tuple[SafeString, list[Entry]]:
    """The text as HTML to read, the words of the glossary marked, and the entries that were found, each once in order."""
    tokens = tokens_of(text, is_rich=is_rich)
    belongs = glossary.found_in(tokens)
    found = list(dict.fromkeys(entry for entry in belongs if entry is not None))
    shown = [
        Shown(token) if entry is None else Shown(token, "mark", format_html(_NAME, found.index(entry)), "</mark>")
        for token, entry in zip(tokens, belongs, strict=True)
    ]
    return as_html(shown), found


def _keys(text: str) -> list[str]:
    """What the words of a text are found by: their stems, without accents; small words as they are."""
    return [bare_and_stem(word, languages.source())[1] or word for word in words(text, QUERY_CHARACTERS)]


def _places(tokens: Sequence[Token]) -> list[_Place]:
    places = []
    for number, token in enumerate(tokens):
        # A sign, or a new paragraph, stands between the words of no entry.
        keys = (_keys(token.text) if isinstance(token, Word) else []) or [""]
        places += [_Place(key, number, place == 0, place == len(keys) - 1) for place, key in enumerate(keys)]
    return places
