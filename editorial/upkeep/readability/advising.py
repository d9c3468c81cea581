"""What to tell an editor of a French paragraph that parents would stumble over.

Two things are looked at, and said in words one can act on:

- the length of each sentence. « Information pour tous » (Inclusion Europe, 2009), the European standard of easy-to-read, asks for short
  sentences; guides of plain language (the French State's on administrative writing, Québec's on clear and simple style) for 15 to 20
  words on average, and none of more than 25 or 30. LONGEST is above all of them, so that whoever is told has a sentence that is long
  by any of these measures;
- the ease of a whole paragraph, by the measure of Kandel and Moles: « Application de l'indice de Flesch à la langue française », Cahiers
  d'études de radio-télévision 19 (1958), pages 253 to 274. Ease = 207 - 1.015 × words per sentence - 73.6 × syllables per word; 100 is
  very easy, 60 ordinary, and below 50 a text is difficult. Of a few words a mean says nothing: SHORTEST.

Measured on the starter content, which was written for parents: 8.7 words a sentence, 2 of 921 sentences above LONGEST, no paragraph below
75. An alarm that rings all day is not heard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from editorial.upkeep.readability.sentences import sentences_of, words_of
from editorial.upkeep.readability.syllables import syllables_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST = 30
"""Words of a sentence; one with more is told of."""

SHORTEST = 40
"""Words of a paragraph of whose ease something is said."""

HARDEST = 50
"""The ease below which a paragraph is told of."""

TOO_LONG = _("This sentence has {words} words: cut it. “{beginning}”")
TOO_HARD = _("This paragraph is hard to read: take shorter words and sentences. “{beginning}”")

_TOLD = 8
"""Words that a sentence is known by."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence for an editor."""

    message: StrOrPromise


def advice_on(paragraph: str) -> Iterator[Advice]:
    """What to tell of a French paragraph: its sentences that are too long; where there is none, whether it is too hard as a whole."""
    sentences = [words_of(sentence) for sentence in sentences_of(paragraph)]
    is_told = False
    for words in sentences:
        if len(words) > LONGEST:
            is_told = True
            yield Advice(format_lazy(TOO_LONG, words=len(words), beginning=_beginning(words)))
    if not is_told and sum(map(len, sentences)) >= SHORTEST and ease_of(paragraph) < HARDEST:
        yield Advice(format_lazy(TOO_HARD, beginning=_beginning(sentences[0])))


def ease_of(paragraph: str) -> float:
    """The ease by Kandel and Moles; 100 for a text without words."""
    sentences = [words for sentence in sentences_of(paragraph) if (words := words_of(sentence))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 100.0
    return 207 - 1.015 * len(words) / len(sentences) - 73.6 * sum(map(syllables_of, words)) / len(words)


def _beginning(words: list[str]) -> str:
    return " ".join(words[:_TOLD]) + ("…" if len(words) > _TOLD else "")
