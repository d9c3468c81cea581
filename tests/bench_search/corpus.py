"""What stands on each generated page: a pure function of its number, so that questions can be made of pages without reading them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench_search.words import LANGUAGES, vocabulary

# Of one hundred pages so many are interviews, and so many are ready in English too.
INTERVIEWS_PER_CENT = 7
ENGLISH_PER_CENT = 20

TITLE_WORDS = (4, 9)
SUMMARY_WORDS = 20
PARAGRAPHS = (2, 6)
PARAGRAPH_WORDS = 45
SENTENCE_WORDS = 15

# A page is about some words that are not the most used ones, and says them again and again: that share of its words.
OWN_WORDS = 12
OWN_RANKS = (60, 20_000)
OWN_SHARE = 0.25

# Films of three to eight minutes; a cue every four seconds (milliseconds).
FILM_MINUTES = (3, 8)
CUE_MS = 4_000
CUE_WORDS = 9


@dataclass(frozen=True, slots=True)
class Text:
    """The words of one page in one language."""

    title: str
    summary: str
    paragraphs: tuple[str, ...]


def is_interview(number: int) -> bool:
    """Whether the page with this number (from 0) is an interview with a film."""
    return number % 100 < INTERVIEWS_PER_CENT


def languages_of(number: int) -> tuple[str, ...]:
    """The languages in which the page is ready."""
    return LANGUAGES if number * 37 % 100 < ENGLISH_PER_CENT else LANGUAGES[:1]


def text(number: int, language: str) -> Text:
    """What the page says in a language."""
    writer = _Writer(number, language)
    title = " ".join(writer.words(writer.draw.randint(*TITLE_WORDS))).capitalize()
    summary = writer.sentences(SUMMARY_WORDS)[:300]
    paragraphs = tuple(writer.sentences(PARAGRAPH_WORDS) for _ in range(writer.draw.randint(*PARAGRAPHS)))
    return Text(title, summary, paragraphs)


def spoken(number: int, language: str) -> Iterator[tuple[int, int, str]]:
    """What is said in the film of an interview: cues as start, end (milliseconds) and words."""
    # The same length in each language.
    length = random.Random(f"film:{number}").randint(*FILM_MINUTES) * 60_000  # noqa: S311 - the same everywhere is the point
    writer = _Writer(number, language, "film")
    for start in range(0, length, CUE_MS):
        yield start, start + CUE_MS - 200, " ".join(writer.words(CUE_WORDS))


class _Writer:
    """Writes words of a vocabulary, some of them again and again."""

    def __init__(self, number: int, language: str, part: str = "text") -> None:
        self._vocabulary = vocabulary(language)
        about = random.Random(f"{language}:{number}")  # noqa: S311 - the same everywhere is the point
        self._own = [self._vocabulary.of_ranks(about, *OWN_RANKS) for _ in range(OWN_WORDS)]
        self.draw = random.Random(f"{part}:{language}:{number}")  # noqa: S311 - the same

    def words(self, number: int) -> list[str]:
        return [
            self.draw.choice(self._own) if self.draw.random() < OWN_SHARE else word for word in self._vocabulary.drawn(self.draw, number)
        ]

    def sentences(self, number: int) -> str:
        words = self.words(number)
        starts = range(0, number, SENTENCE_WORDS)
        return " ".join(f"{' '.join(words[start : start + SENTENCE_WORDS]).capitalize()}." for start in starts)
