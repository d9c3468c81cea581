"""Words joined into one, as in #jeveuxmourir: taken apart where their parts are a phrase of danger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from search.crisis.lexicon import Lexicon, Weight
from search.crisis.matching import matches
from search.crisis.tokens import Token

# Letters from which on a word may be several.
LEAST_LETTERS_JOINED = 8
# Words of one text that are tried.
MOST_TRIED = 6
# Letters of a part, at most, and those that may follow the beginning of one.
LONGEST_PART = 14
LONGEST_ENDING = 5


def parted(tokens: Iterable[Token], lexicon: Lexicon) -> Iterator[Token]:
    """The tokens; for a word that nobody knows and that says a phrase of danger the tokens of that phrase."""
    tried = 0
    for token in tokens:
        if len(token.word) < LEAST_LETTERS_JOINED or tried >= MOST_TRIED or lexicon.is_usual(token.word):
            yield token
            continue
        tried += 1
        parts = _parts(token.word, lexicon)
        if len(parts) > 1 and _is_danger(parts, lexicon):
            yield replace(parts[0], after_break=token.after_break, after_comma=token.after_comma)
            yield from parts[1:]
        else:
            yield token


def _is_danger(parts: list[Token], lexicon: Lexicon) -> bool:
    """Whether several of the parts are a phrase: one alone, or a letter with it, stands in many a word by chance (s-us-pendue)."""
    return any(
        len(match.places) > 1 and match.phrase.weight is Weight.DANGER and all(len(parts[place].word) > 1 for place in match.places)
        for match in matches(lexicon, parts)
    )


def _parts(word: str, lexicon: Lexicon) -> list[Token]:
    """The fewest known words that make up this one; none where no known words do."""
    best: list[list[str] | None] = [[], *[None] * len(word)]
    for start in range(len(word)):
        before = best[start]
        if before is None:
            continue
        for end in range(start + 1, min(len(word), start + LONGEST_PART) + 1):
            known = best[end]
            if (known is None or len(known) > len(before) + 1) and lexicon.is_part(word[start:end], LONGEST_ENDING):
                best[end] = [*before, word[start:end]]
    return [token for part in best[-1] or () for token in lexicon.read(part)]
