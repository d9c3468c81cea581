"""One typing error in a question: the same for the same question on every machine."""

from __future__ import annotations

import hashlib
import re
from random import Random
from string import ascii_lowercase

SHORTEST_WORD = 5
"""Letters that a word has at least to be mistyped: in shorter ones an error mostly makes another word."""

_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST_WORD},}}")


def mistyped(text: str) -> str:
    """`text` with one letter left out, put in, replaced, or exchanged with the next, in one word of SHORTEST_WORD letters or more.

    A text without such a word stays as it is.
    """
    chance = Random(hashlib.sha256(text.encode()).digest())  # noqa: S311 - nothing secret hangs on it
    found = list(_WORD.finditer(text))
    if not found:
        return text
    match = chance.choice(found)
    return text[: match.start()] + _edited(match.group(), chance) + text[match.end() :]


def _edited(word: str, chance: Random) -> str:
    """The word after one edit that makes another word of it."""
    # Letters of the same script: what is typed beside a letter of an Arabic word is one of Arabic.
    letters = ascii_lowercase if word[0].casefold() < "\u0250" else word
    edit = chance.choice(("delete", "insert", "replace", "transpose"))
    place, letter = chance.randrange(len(word)), chance.choice(letters)
    if edit == "delete":
        edited = word[:place] + word[place + 1 :]
    elif edit == "insert":
        edited = word[:place] + letter + word[place:]
    elif edit == "replace":
        edited = word[:place] + letter + word[place + 1 :]
    else:
        place = min(place, len(word) - 2)
        edited = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return edited if edited != word else _edited(word, chance)
