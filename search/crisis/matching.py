"""Finding phrases among tokens: their words near each other, others in between, mostly in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from search.crisis.languages import ANY
from search.crisis.lexicon import Lexicon, Phrase, Slot
from search.crisis.tokens import Token

WEIGHTLESS = ANY.fillers | ANY.light | ANY.denials

# Words that count (fillers and light ones do not) between two words of a phrase, at most, and behind a short one.
WIDEST_GAP = 3
GAP_BEHIND_SHORT = 1
SHORT_LETTERS = 3
# Places at which a phrase is looked for: more of the same word is noise.
MOST_STARTS = 20


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: the places of its tokens, in the order of its words."""

    phrase: Phrase
    places: tuple[int, ...]

    @property
    def start(self) -> int:
        """The place of its first token."""
        return min(self.places)

    @property
    def end(self) -> int:
        """The place of its last token."""
        return max(self.places)


class Reading:
    """One text: how far apart its tokens are."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    @cached_property
    def counted(self) -> list[int]:
        """How many words that count stand before each place."""
        before = [0]
        for token in self.tokens:
            before.append(before[-1] + (token.word not in WEIGHTLESS))
        return before

    @cached_property
    def breaks(self) -> list[int]:
        """How many ends of sentences stand before each place."""
        before, ends = [], 0
        for token in self.tokens:
            ends += token.after_break
            before.append(ends)
        return before

    def gap(self, one: int, other: int) -> int:
        """The words that count between two places of one sentence; more than any phrase bears where a sentence ends between them."""
        first, last = sorted((one, other))
        if self.breaks[first] != self.breaks[last]:
            return WIDEST_GAP + 1
        return self.counted[last] - self.counted[first + 1]


def matches(lexicon: Lexicon, tokens: Sequence[Token]) -> Iterator[Match]:
    """Every phrase of the lexicon that stands in a text."""
    reading = Reading(tokens)
    places: dict[int, list[int]] = {}
    for place, token in enumerate(tokens):
        for slot in lexicon.slots_of(token):
            places.setdefault(slot, []).append(place)
    for slot in places:
        for phrase in lexicon.by_slot.get(slot, ()):
            if all(needed in places for needed in phrase.slots):
                yield from _of_phrase(phrase, lexicon, places, reading)


def _of_phrase(phrase: Phrase, lexicon: Lexicon, places: dict[int, list[int]], reading: Reading) -> Iterator[Match]:
    for start in places[phrase.slots[0]][:MOST_STARTS]:
        found = _in_order(phrase, lexicon.slots, places, reading, start)
        if found is None and phrase.any_order:
            found = _near(phrase, places, reading, start)
        if found is not None:
            yield Match(phrase, found)


def _in_order(phrase: Phrase, slots: Sequence[Slot], places: dict[int, list[int]], reading: Reading, start: int) -> tuple[int, ...] | None:
    found = [start]
    for previous, slot in zip(phrase.slots, phrase.slots[1:], strict=False):
        most = GAP_BEHIND_SHORT if slots[previous].letters <= SHORT_LETTERS else WIDEST_GAP
        place = next((place for place in places[slot] if place > found[-1]), None)
        if place is None or reading.gap(found[-1], place) > most:
            return None
        found.append(place)
    return tuple(found)


def _near(phrase: Phrase, places: dict[int, list[int]], reading: Reading, start: int) -> tuple[int, ...] | None:
    """The words in any order, each near the first."""
    found = [start]
    for slot in phrase.slots[1:]:
        free = [place for place in places[slot] if place not in found]
        place = min(free, key=lambda place: abs(place - start), default=None)
        if place is None or reading.gap(start, place) > WIDEST_GAP:
            return None
        found.append(place)
    return tuple(found)
