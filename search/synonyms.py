"""Synonyms: what else a text asks for, in the words that the coordination wrote down for its language.

They count when something is asked, never when it is indexed: a group that is saved is used by the next search. Words and phrases are
compared by their terms (`search.analysis`): "les réseaux" is "réseau", "réseaux sociaux" is found in "quels réseaux sociaux à 12 ans".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils import timezone

from pages.lines import lines_of
from pages.models import SynonymGroup
from pages.statements import OneOf, Statement, kept
from search.analysis import QUERY_CHARACTERS, analyse, bare_words
from search.questions import Expansions
from search.spelling import Correction, Speller

# What one text may lead to: more would be looked for longer than it helps. The heaviest stay.
MOST_EXPANSIONS = 24

Terms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """One group in use: what is typed and what it leads to (as written, one a line; "": each to all others), and what that weighs."""

    language: str
    words: str
    leads_to: str
    weight: float
    pk: int = field(default=0, compare=False)
    """The record it comes from."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """A phrase to look for too, because `typed` was. Its weight is above 0 and below 1, beside 1 for a word of the text."""

    phrase: str
    weight: float
    typed: str


@dataclass(frozen=True, slots=True)
class _Way:
    typed: str
    terms: Terms
    meant: tuple[tuple[str, Terms], ...]
    weight: float


def groups_in(languages: Iterable[str], using: str = "default") -> tuple[Synonyms, ...]:
    """The groups in use of these languages, in the order in which they were made: one statement."""
    rows = kept(("synonyms", using), lambda: _statement(using)).rows(timezone.now(), {"languages": sorted(set(languages))})
    return tuple(Synonyms(*row) for row in rows)


def expansions(text: str, language: str, groups: Sequence[Synonyms]) -> list[Expansion]:
    """What `text`, read in `language`, leads to: the heaviest first, each once; nothing that the text says itself."""
    terms = tuple(analyse(text, language, QUERY_CHARACTERS))
    if not terms or not groups:
        return []
    ways = _ways(language, tuple(groups))
    found: dict[Terms, Expansion] = {}
    for place, term in enumerate(terms):
        for way in ways.get(term, ()):
            if terms[place : place + len(way.terms)] != way.terms:
                continue
            for phrase, meant in way.meant:
                known = found.get(meant)
                if (known is None or known.weight < way.weight) and not _says(terms, meant):
                    found[meant] = Expansion(phrase, way.weight, way.typed)
    return sorted(found.values(), key=lambda expansion: -expansion.weight)[:MOST_EXPANSIONS]


def expander(groups: tuple[Synonyms, ...]) -> Expansions:
    """The same as `search.questions` asks for it."""
    return lambda text, language: ((expansion.phrase, expansion.weight) for expansion in expansions(text, language, groups))


class SpellerOfSynonyms:
    """A speller that knows the words of synonyms beside those of the index: who types one has mistyped nothing."""

    def __init__(self, speller: Speller, groups: tuple[Synonyms, ...]) -> None:
        self.speller = speller
        self.groups = groups
        # Of this one question: to be found by what all groups say, they would be compared whole for each word.
        self._typed: dict[str, frozenset[str]] = {}

    def knows(self, word: str, language: str) -> bool:
        """See `Speller.knows`."""
        if language not in self._typed:
            self._typed[language] = _typed_words(language, self.groups)
        return word in self._typed[language] or self.speller.knows(word, language)

    def nearest(self, word: str, language: str) -> tuple[Correction, ...]:
        """See `Speller.nearest`."""
        return self.speller.nearest(word, language)


@lru_cache(maxsize=16)
def _typed_words(language: str, groups: tuple[Synonyms, ...]) -> frozenset[str]:
    """The bare words of what leads somewhere."""
    ways = _ways(language, groups).values()
    return frozenset(word for known in ways for way in known for word in bare_words(way.typed, language, QUERY_CHARACTERS))


# Keyed by what the groups say: one that is saved makes another key, and what is kept is never stale.
@lru_cache(maxsize=16)
def _ways(language: str, groups: tuple[Synonyms, ...]) -> dict[str, tuple[_Way, ...]]:
    """The ways that lead somewhere, by the first term of what is typed."""
    ways: dict[str, list[_Way]] = {}
    for group in groups:
        if group.language == language:
            for way in _ways_of(group):
                ways.setdefault(way.terms[0], []).append(way)
    return {first: tuple(known) for first, known in ways.items()}


def _ways_of(group: Synonyms) -> Iterator[_Way]:
    words = _with_terms(group.words, group.language)
    goals = _with_terms(group.leads_to, group.language) or words
    for typed, terms in words:
        meant = tuple((phrase, other) for phrase, other in goals if other != terms)
        if meant:
            yield _Way(typed, terms, meant, group.weight)


def _with_terms(written: str, language: str) -> list[tuple[str, Terms]]:
    """The phrases of a list with their terms; one without a word that means something is passed over."""
    phrases = [(line, tuple(analyse(line, language, QUERY_CHARACTERS))) for line in lines_of(written)]
    return [(line, terms) for line, terms in phrases if terms]


def _says(terms: Terms, phrase: Terms) -> bool:
    """Whether the phrase stands in the text already."""
    return any(terms[place : place + len(phrase)] == phrase for place in range(len(terms) - len(phrase) + 1))


def _statement(using: str) -> Statement:
    groups = SynonymGroup.objects.using(using).filter(OneOf("language", "languages"), is_active=True).order_by("pk")
    return Statement(groups.values_list("language", "words", "leads_to", "weight", "pk"), using)
