"""Who speaks: a parent names a child, a witness a friend, and whoever speaks of themselves is taken for a young person."""

from __future__ import annotations

from collections.abc import Sequence

from pages.models.crisis import Speaker
from search.crisis.grammar import Kin
from search.crisis.languages import ANY
from search.crisis.matching import Match
from search.crisis.tokens import Token

# Words after "my" among which the child or the friend is named: « ma petite sœur ».
NEAR = 2


def speaker_of(match: Match, tokens: Sequence[Token]) -> str:
    """A value of Speaker, by the words in and around the phrase that was recognised; neutral where they do not say."""
    friends = {place for place in range(len(tokens)) if is_named(place, tokens, ANY.witnesses)}
    children = {place for place in range(len(tokens)) if place not in friends and is_named(place, tokens, ANY.parents)}
    if children:
        return Speaker.PARENT.value
    said = [_says_first(place, tokens, friends) for place in range(len(tokens))]
    if any(said[match.start : match.end + 1]) or any(
        _is_owned(place, tokens, said) for place in range(match.end + 1, match.end + 1 + NEAR)
    ):
        return Speaker.YOUNG_PERSON.value
    nearest = _nearest_before(match.start, tokens, said)
    if friends and nearest is not True:
        return Speaker.WITNESS.value
    is_said = any(said) or any(token.word in ANY.perhaps_first for token in tokens)
    return Speaker.YOUNG_PERSON.value if nearest or (nearest is None and is_said) else Speaker.NEUTRAL.value


def is_named(place: int, tokens: Sequence[Token], kin: Kin) -> bool:
    """Whether one of these stands there, with what must follow it near by."""
    if not kin.get("", frozenset()).isdisjoint(tokens[place].forms):
        return True
    following = kin.get(tokens[place].word)
    return following is not None and any(token.word in following for token in tokens[place + 1 : place + 1 + NEAR])


def _says_first(place: int, tokens: Sequence[Token], friends: set[int]) -> bool:
    """Whether somebody speaks of themselves there; « ma » is also « m'a », unless a friend follows."""
    token = tokens[place]
    if place in friends and token.word in ANY.possessives:
        return False
    known = ANY.first | ANY.possessives
    return not known.isdisjoint(token.forms) or ANY.first_ending.fullmatch(token.word) is not None


def _is_owned(place: int, tokens: Sequence[Token], said: Sequence[bool]) -> bool:
    return place < len(tokens) and said[place] and tokens[place].word in ANY.possessives


def _nearest_before(start: int, tokens: Sequence[Token], said: Sequence[bool]) -> bool | None:
    """Whether the last word before a place that says of whom is spoken means the speaker; None without any."""
    for place in range(start - 1, -1, -1):
        if said[place] and tokens[place].word not in ANY.possessives:
            return True
        if tokens[place].word in ANY.third:
            return False
    return None
