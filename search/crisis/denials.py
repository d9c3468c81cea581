"""Whether what a phrase says is denied: « je ne veux pas mourir », not « pas envie de vivre », not « je ne peux pas arrêter de … »."""

from __future__ import annotations

from collections.abc import Sequence

from search.crisis.languages import ANY
from search.crisis.matching import Match
from search.crisis.tokens import Token

# Tokens before a phrase among which a denial is looked for.
REACH = 5


def is_denied(match: Match, tokens: Sequence[Token]) -> bool:
    """Whether a denial before the phrase in its clause, inside it, or right behind it means the phrase; one of its own words does not."""
    if match.phrase.denies:
        return False
    inside = set(range(match.start, match.end)).difference(match.places)
    return any(_denies(place, tokens) for place in inside) or _is_before(match.start, tokens) or _is_behind(match.end, tokens)


def _denies(place: int, tokens: Sequence[Token]) -> bool:
    if ANY.denials.isdisjoint(tokens[place].forms) or (place and tokens[place - 1].word in ANY.no_denial_after):
        return False
    return place + 1 >= len(tokens) or tokens[place + 1].word not in ANY.undone_by


def _is_before(start: int, tokens: Sequence[Token]) -> bool:
    for place in range(start - 1, max(-1, start - 1 - REACH), -1):
        if tokens[place + 1].after_break or tokens[place + 1].after_comma:
            return False
        word = tokens[place].word
        if word in ANY.released_by or word in ANY.openers:
            return False
        if _denies(place, tokens):
            return True
    return False


def _is_behind(end: int, tokens: Sequence[Token]) -> bool:
    after = end + 1
    if after >= len(tokens) or tokens[after].after_break or tokens[after].after_comma:
        return False
    # « je me scarifie pas », but « je veux mourir pas souffrir »: an infinitive is not denied by what follows it.
    is_denial = tokens[after].word in ANY.denials_after and _denies(after, tokens)
    return is_denial and ANY.infinitive.fullmatch(tokens[end].word) is None
