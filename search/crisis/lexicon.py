"""The lists of the editors as an index: which phrases a word may belong to, exactly, by its beginning, or with one typing error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from search.analysis.words import folded
from search.crisis.grammar import Grammar
from search.crisis.languages import ANY, GRAMMARS
from search.crisis.lookalikes import LOOKALIKES
from search.crisis.spelling import FewErrors
from search.crisis.tokens import Token, tokens

# Letters from which on a word is recognised with one typing error.
LEAST_LETTERS_WITH_ERROR = 5
# Letters from which on the words of a phrase are recognised in any order.
LEAST_LETTERS_ANY_ORDER = 4

GRAMMAR_ERRORS = FewErrors(ANY.works | ANY.games | ANY.studies | ANY.denials, (), LEAST_LETTERS_WITH_ERROR)

ANY_ENDING = "*"
OR = "/"


class Weight(Enum):
    """What it means that a phrase was found."""

    DANGER = auto()
    SUBJECT = auto()
    """Danger, unless a film, school work or the like is asked for."""
    HARMLESS = auto()
    """What it covers means no danger."""


@dataclass(frozen=True, slots=True)
class WordList:
    """One list of one reason in one language, as editors wrote it: a phrase a line."""

    reason: str
    language: str
    weight: Weight
    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of a phrase: any of `words`, or any that begins with one of `stems`."""

    words: frozenset[str]
    stems: frozenset[str]

    @property
    def letters(self) -> int:
        """Those of its longest word."""
        return max(map(len, self.words | self.stems))


@dataclass(frozen=True, eq=False, slots=True)
class Phrase:
    """A phrase: slots in order. `place` is that of its reason; `denies` says that a denial is one of its words."""

    reason: str
    place: int
    weight: Weight
    slots: tuple[int, ...]
    denies: bool
    any_order: bool


class Lexicon:
    """All lists, compiled. It holds no state but them."""

    def __init__(self, lists: Iterable[WordList]) -> None:
        self.slots: list[Slot] = []
        self.by_slot: dict[int, list[Phrase]] = {}
        """The phrases, by the rarest of their slots."""
        self._numbers: dict[Slot, int] = {}
        self._by_word: dict[str, list[int]] = {}
        self._by_stem: dict[str, list[int]] = {}
        self._add(list(lists))
        self._stem_lengths = sorted({len(stem) for stem in self._by_stem})
        self._errors = FewErrors(self._by_word, self._by_stem, LEAST_LETTERS_WITH_ERROR)
        self._usual = LOOKALIKES | GRAMMAR_WORDS | set(self._by_word)

    def read(self, text: str) -> list[Token]:
        """What was typed, as tokens: those that are no words also as the film, the lesson or the denial that they miss by one error."""
        return [token if self._knows(token.word) else self._corrected(token) for token in tokens(text, ANY, self._knows)]

    def _corrected(self, token: Token) -> Token:
        if len(token.word) < LEAST_LETTERS_WITH_ERROR:
            return token
        meant = GRAMMAR_ERRORS.words(token.word)
        return replace(token, forms=(*token.forms, *sorted(meant))) if meant else token

    def slots_of(self, token: Token) -> set[int]:
        """The slots that a token fills; with a typing error only where it fills none without, and is no usual word."""
        found: set[int] = set()
        for form in token.forms:
            found.update(self._by_word.get(form, ()))
            found.update(slot for stem in self._stems_of(form) for slot in self._by_stem[stem])
        if found or token.word in self._usual:
            return found
        for form in token.forms:
            if len(form) >= LEAST_LETTERS_WITH_ERROR and form not in self._usual:
                for word in self._errors.words(form):
                    found.update(self._by_word[word])
                for stem in self._errors.stems(form):
                    found.update(self._by_stem[stem])
        return found

    def is_usual(self, word: str) -> bool:
        """Whether this is a word of the lists, of the grammar, or one that looks like them."""
        return word in self._usual

    def is_part(self, word: str, longest_ending: int) -> bool:
        """Whether this may be one of several joined words: one of the lists or the grammar, or a listed beginning with its ending."""
        return (
            word in self._by_word or word in GRAMMAR_WORDS or any(len(word) - len(stem) <= longest_ending for stem in self._stems_of(word))
        )

    def _knows(self, word: str) -> bool:
        return word in self._usual or any(True for _stem in self._stems_of(word))

    def _stems_of(self, word: str) -> Iterator[str]:
        for length in self._stem_lengths:
            if length > len(word):
                return
            if word[:length] in self._by_stem:
                yield word[:length]

    def _add(self, lists: list[WordList]) -> None:
        places = {reason: place for place, reason in enumerate(dict.fromkeys(one.reason for one in lists))}
        made = []
        for one in lists:
            grammar = GRAMMARS.get(one.language)
            if grammar is None:
                continue
            for line in one.text.splitlines():
                slots = slots_in(line, grammar)
                if slots:
                    made.append(self._phrase(one, places[one.reason], slots, grammar))
        uses: dict[int, int] = {}
        for phrase in made:
            for slot in set(phrase.slots):
                uses[slot] = uses.get(slot, 0) + 1
        for phrase in made:
            self.by_slot.setdefault(min(phrase.slots, key=lambda slot: (uses[slot], slot)), []).append(phrase)

    def _phrase(self, one: WordList, place: int, slots: list[Slot], grammar: Grammar) -> Phrase:
        denies = any(slot.words & grammar.denials for slot in slots)
        any_order = one.weight is not Weight.HARMLESS and not denies and all(slot.letters >= LEAST_LETTERS_ANY_ORDER for slot in slots)
        return Phrase(one.reason, place, one.weight, tuple(map(self._number, slots)), denies, any_order)

    def _number(self, slot: Slot) -> int:
        if slot not in self._numbers:
            number = self._numbers[slot] = len(self.slots)
            self.slots.append(slot)
            for word in slot.words:
                self._by_word.setdefault(word, []).append(number)
            for stem in slot.stems:
                self._by_stem.setdefault(stem, []).append(number)
        return self._numbers[slot]


def slots_in(line: str, grammar: Grammar) -> list[Slot]:
    """The words of one line of a list: alternatives stand between slashes, a star means any ending, fillers are left out."""
    slots = []
    for part in folded(line).split():
        alternatives = [alternative for alternative in part.split(OR) if alternative.strip(ANY_ENDING)]
        if not alternatives:
            continue
        if len(alternatives) == 1 and not alternatives[0].endswith(ANY_ENDING):
            parted = [token.word for token in tokens(alternatives[0], grammar, lambda _word: True)]
            slots += [Slot(frozenset({word}), frozenset()) for word in parted if word not in grammar.fillers]
            continue
        words = {alternative for alternative in alternatives if not alternative.endswith(ANY_ENDING)}
        stems = {alternative.rstrip(ANY_ENDING) for alternative in alternatives if alternative.endswith(ANY_ENDING)}
        slots.append(Slot(frozenset(words), frozenset(stems)))
    return slots


def _usual_words(grammar: Grammar) -> Iterator[str]:
    for words in (grammar.fillers, grammar.light, grammar.denials, grammar.openers, grammar.breaks, grammar.works, grammar.games):
        yield from words
    for words in (grammar.studies, grammar.released_by, grammar.first, grammar.third, grammar.possessives):
        yield from words
    for kin in (grammar.parents, grammar.witnesses):
        for first, following in kin.items():
            yield from ({first} if first else ())
            yield from following


GRAMMAR_WORDS = frozenset(_usual_words(ANY))
