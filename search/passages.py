"""The parts of a text that an answer may show: cut when a document is made, chosen and marked when it is found.

Cutting and choosing are pure functions, the same for every engine: an engine only keeps them (`search.stored`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from search.analysis import pieces, placed_words, remembered_bare_and_stem, words_of_piece
from search.stored import KeptPassage

# A passage holds whole sentences up to so many characters; a longer sentence is cut between words.
LONGEST_PASSAGE = 240

_SENTENCE_END = re.compile(r"(?<=[.!?…؟])\s+")


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A plain text and the ranges of it that were asked for: pairs of places (characters), end excluded, in order, apart."""

    text: str
    ranges: tuple[tuple[int, int], ...]


def cut(text: str) -> Iterator[str]:
    """The passages of one paragraph, in order; together they hold all its words."""
    gathered = ""
    for sentence in _SENTENCE_END.split(text.strip()):
        for part in _short(sentence):
            if gathered and len(gathered) + 1 + len(part) > LONGEST_PASSAGE:
                yield gathered
                gathered = part
            else:
                gathered = f"{gathered} {part}" if gathered else part
    if gathered:
        yield gathered


def _short(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST_PASSAGE:
        place = sentence.rfind(" ", 1, LONGEST_PASSAGE + 1)
        place = LONGEST_PASSAGE if place == -1 else place
        yield sentence[:place].rstrip()
        sentence = sentence[place:].lstrip()
    if sentence:
        yield sentence


def ranked(passages: Sequence[KeptPassage], wanted: Mapping[str, float]) -> list[int]:
    """The places of the passages that have one of the wanted stems, the best first, equal ones in order.

    A stem counts once in a passage, by its weight and the more the fewer passages have it.
    """
    found = [wanted.keys() & passage.stems for passage in passages]
    having = Counter(stem for stems in found for stem in stems)
    scores = [sum(wanted[stem] * log(1 + len(passages) / having[stem]) for stem in sorted(stems)) for stems in found]
    return sorted((place for place, score in enumerate(scores) if score > 0), key=lambda place: -scores[place])


def marked(text: str, language: str, wanted: Mapping[str, float]) -> MarkedText:
    """A short text with the words marked whose stem is wanted; what is elided before a word is left out."""
    ranges: list[tuple[int, int]] = []
    for begins, piece in pieces(text):
        # Most have none: where letters stand is asked of those alone that do.
        if not any(remembered_bare_and_stem(word, language)[1] in wanted for word in words_of_piece(piece)):
            continue
        for start, end in _marked_places(piece, language, wanted):
            # One character may be two words ("¼").
            first = ranges.pop()[0] if ranges and begins + start < ranges[-1][1] else begins + start
            ranges.append((first, begins + end))
    return MarkedText(text, tuple(ranges))


def _marked_places(piece: str, language: str, wanted: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    for word, places in placed_words(piece):
        bare, stem = remembered_bare_and_stem(word, language)
        if stem not in wanted:
            continue
        # What is left of a word may be written otherwise than it stands there ("6eme" is "6e"): then it is marked whole.
        begins = max(word.find(bare), 0)
        ends = begins + len(bare)
        if not word.startswith("'", ends):
            ends = len(word)
        yield places[begins], places[ends - 1] + 1
