"""Which terms of a document are stored and which terms of a request are looked for: the same for every engine.

Two fields hold terms: everything (the title twice, then keywords and body), and the title alone at half weight. Summing the scores of a
title field and a body field was measured to be worse by 6 to 9 points of nDCG@10 than this catch-all. A term carries its language in
front, so that languages share the fields and their statistics, and a word of one never matches the same letters in another.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.analysis import QUERY_CHARACTERS, analyse
from search.engine import SearchDocument, SearchRequest

EVERYTHING = "everything"
TITLE = "title"
WEIGHTS = {EVERYTHING: 1.0, TITLE: 0.5}

TITLE_REPETITIONS = 2

# Distinct terms of a request that are looked for, per language; the first ones count.
MOST_TERMS = 64


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A term to look for in one field; its score is multiplied by `weight`, which is above 0."""

    field: str
    term: str
    weight: float


def _of_language(terms: list[str], language: str) -> list[str]:
    prefix = "".join(letter for letter in language if letter.isalnum())
    return [f"{prefix}_{term}" for term in terms]


def document_terms(document: SearchDocument) -> dict[str, list[str]]:
    """The terms of a document by field, in order and with repetitions."""
    title = _of_language(analyse(document.title, document.language), document.language)
    rest = _of_language(analyse(f"{document.keywords}\n{document.body}", document.language), document.language)
    return {EVERYTHING: title * TITLE_REPETITIONS + rest, TITLE: title}


def request_terms(request: SearchRequest) -> list[WeightedTerm]:
    """The terms of a request, each once per field; none for a text without a word that means something."""
    found = []
    for language in dict.fromkeys(request.languages):
        terms = dict.fromkeys(analyse(request.text, language, QUERY_CHARACTERS))
        for term in _of_language(list(terms)[:MOST_TERMS], language):
            found += [WeightedTerm(field, term, weight) for field, weight in WEIGHTS.items()]
    return found
