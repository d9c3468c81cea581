"""Typing errors: the words of the index nearest to one that it does not know."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from symspellpy import SymSpell, Verbosity

from search.analysis import stemmed
from search.matching import in_language, without_language

# Edits (a letter more, less, other, or two changed about) that are mended in words of so many letters; shorter ones are left as they are.
ONE_EDIT_FROM = 4
TWO_EDITS_FROM = 8
MOST_EDITS = 2

# Of equally near words, so many are looked for: which one was meant is often a toss-up.
MOST_NEAREST = 2

# Words are looked up by their first letters (symspellpy): with more of them a word is found sooner and takes more memory. Of 160,000
# words seven letters take 190 MB and 0.3 ms for the slowest of 100 words, six 98 MB and 0.7 ms, five 53 MB and 1.7 ms, four 32 MB and 9 ms.
_PREFIX = 5


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the index near to one that was typed: how many edits away, and how many documents have it."""

    word: str
    edits: int
    documents: int


class Speller(Protocol):
    """What knows the words of an index."""

    def knows(self, word: str, language: str) -> bool:
        """Whether a document in this language has the bare word."""

    def nearest(self, word: str, language: str) -> tuple[Correction, ...]:
        """The nearest words of this language, all equally near, at most MOST_NEAREST; that which most documents have comes first."""


class VocabularySpeller:
    """The speller over a vocabulary (`SearchEngine.vocabulary`), which one thread can make follow the index while others ask."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._words: Mapping[str, int] = {}
        self._of_language: dict[str, SymSpell] = {}
        # Held for one word at a time: nobody waits until a whole vocabulary is learnt.
        self._lock = threading.Lock()
        self.follow(vocabulary)

    def follow(self, vocabulary: Mapping[str, int]) -> None:
        """Take on another vocabulary, which must not change later: what is gone is forgotten, what is new is learnt."""
        for word in vocabulary:
            if word not in self._words and _is_mended(without_language(word)):
                with self._lock:
                    self._spell(word).create_dictionary_entry(without_language(word), 1)
        for word in self._words:
            if word not in vocabulary and _is_mended(without_language(word)):
                with self._lock:
                    self._forget(word)
        self._words = vocabulary

    def knows(self, word: str, language: str) -> bool:
        """See `Speller.knows`."""
        return in_language(word, language) in self._words

    def nearest(self, word: str, language: str) -> tuple[Correction, ...]:
        """See `Speller.nearest`."""
        edits = _edits_mended(word)
        if not edits or not _is_mended(word):
            return ()
        with self._lock:
            spell = self._of_language.get(in_language("", language))
            found = spell.lookup(word, Verbosity.CLOSEST, max_edit_distance=edits) if spell is not None else ()
        near = [Correction(each.term, each.distance, self._words.get(in_language(each.term, language), 0)) for each in found]
        return tuple(sorted(near, key=_rank)[:MOST_NEAREST])

    def _forget(self, word: str) -> None:
        spell = self._spell(word)
        if spell.word_count > 1:
            spell.delete_dictionary_entry(without_language(word))
        else:
            # symspellpy cannot do without its longest word.
            del self._of_language[_language_of(word)]

    def _spell(self, word: str) -> SymSpell:
        language = _language_of(word)
        if language not in self._of_language:
            self._of_language[language] = SymSpell(MOST_EDITS, _PREFIX)
        return self._of_language[language]


def _language_of(word: str) -> str:
    return word[: -len(without_language(word))]


def _is_mended(word: str) -> bool:
    """Whether a word can be mistyped: numbers, levels and addresses are what they are."""
    return not any(letter.isdigit() for letter in word)


def _edits_mended(word: str) -> int:
    if len(word) < ONE_EDIT_FROM:
        return 0
    return MOST_EDITS if len(word) >= TWO_EDITS_FROM else 1


def _rank(correction: Correction) -> tuple[int, int, str]:
    return correction.edits, -correction.documents, correction.word


def nearest_of(speller: Speller, word: str, languages: Iterable[str]) -> dict[str, tuple[Correction, ...]]:
    """By language, the nearest words to one that none of the languages knows; only the languages where they are as near as anywhere.

    A word that is near to another form of itself ("harcelée", "harcelé") is known.
    """
    languages = tuple(languages)
    if any(speller.knows(word, language) for language in languages):
        return {}
    near = {language: found for language in languages if (found := speller.nearest(word, language))}
    if any(stemmed(each.word, language) == stemmed(word, language) for language, found in near.items() for each in found):
        return {}
    fewest = min((found[0].edits for found in near.values()), default=0)
    return {language: found for language, found in near.items() if found[0].edits == fewest}
