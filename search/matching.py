"""Which terms of a document are stored and which terms of a text are looked for: the same for every engine.

Five fields hold terms. Three hold stems: everything (the title twice, then keywords, body and names), the title alone, the keywords
alone. Two hold bare words, unstemmed: those of everything and of the title. A score is the plain sum of weighted terms; summing a title
field and a body field without a catch-all was measured to be worse by 6 to 9 points of nDCG@10. A term carries its language in front, so
that languages share the fields and their statistics, and a word of one never matches the same letters in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from search.analysis import bares_and_stems, stemmed
from search.engine import SearchDocument, WeightedTerm

EVERYTHING = "everything"
TITLE = "title"
KEYWORDS = "keywords"
WORDS = "words"
TITLE_WORDS = "title_words"

# Of stems and of bare words, by field. Where they come from: docs/search.md.
STEM_WEIGHTS: Mapping[str, float] = {EVERYTHING: 1.0, TITLE: 0.5, KEYWORDS: 0.5}
WORD_WEIGHTS: Mapping[str, float] = {WORDS: 0.3, TITLE_WORDS: 0.2}

TITLE_REPETITIONS = 2

# Of one question. Elasticsearch takes 1,024 clauses however small it is, and those of filters count too: the longest question with all its
# synonyms and spellings has more.
MOST_TERMS = 1_000

# What a field holds that has no term; no term has such a sign. Engines take the mean length of a field over all documents, or over those
# that have it: where each has it they reckon alike. Of these fields only the keywords are often empty.
NO_TERM = "-"


@dataclass(frozen=True, slots=True)
class WantedWord:
    """A bare word to look for in one language; what it brings is multiplied by `weight` (1 for a word as it was typed)."""

    word: str
    language: str
    weight: float = 1.0


@lru_cache(maxsize=100)
def _prefix(language: str) -> str:
    return "".join(letter for letter in language if letter.isalnum()) + "_"


def in_language(term: str, language: str) -> str:
    """A term or bare word as the fields hold it."""
    return _prefix(language) + term


def without_language(term: str) -> str:
    """A term or bare word without the language that the fields hold it with."""
    return term.partition("_")[2]


def document_terms(document: SearchDocument) -> dict[str, list[str]]:
    """The terms of a document by field, in order and with repetitions."""
    prefix = _prefix(document.language)
    title, keywords, body = (
        [(prefix + bare, prefix + stem) for bare, stem in bares_and_stems(text, document.language)]
        for text in (document.title, document.keywords, document.body)
    )
    names = [
        (in_language(bare, code), in_language(stem, code))
        for code, text in document.names.items()
        for bare, stem in bares_and_stems(text, code)
    ]
    everything = (*title * TITLE_REPETITIONS, *keywords, *body, *names)
    return {
        EVERYTHING: [stem for _bare, stem in everything],
        TITLE: [stem for _bare, stem in title],
        KEYWORDS: [stem for _bare, stem in keywords] or [NO_TERM],
        WORDS: [bare for bare, _stem in everything],
        TITLE_WORDS: [bare for bare, _stem in title],
    }


def wanted_terms(words: Iterable[WantedWord]) -> tuple[WeightedTerm, ...]:
    """The terms to look for, each once per field, with the greatest weight that one of the words gives it.

    At most MOST_TERMS, those with the greatest weights; of equal ones, those of the words that come first.
    """
    weights: dict[tuple[str, str], float] = {}
    for wanted in words:
        stem, word = _term(wanted.word, wanted.language), in_language(wanted.word, wanted.language)
        for fields, term in ((STEM_WEIGHTS, stem), (WORD_WEIGHTS, word)):
            for field, weight in fields.items():
                weights[field, term] = max(weights.get((field, term), 0.0), weight * wanted.weight)
    terms = tuple(WeightedTerm(field, term, weight) for (field, term), weight in weights.items())
    if len(terms) <= MOST_TERMS:
        return terms
    return tuple(sorted(terms, key=lambda each: each.weight, reverse=True)[:MOST_TERMS])


def stems_of(terms: Iterable[WeightedTerm], language: str) -> dict[str, float]:
    """The stems that some terms look for in documents of one language, without it, with their weights."""
    prefix = _prefix(language)
    return {term.term.removeprefix(prefix): term.weight for term in terms if term.field == EVERYTHING and term.term.startswith(prefix)}


def _term(word: str, language: str) -> str:
    return in_language(stemmed(word, language), language)
