"""Numbers and names that were replaced, typed into a search by somebody who knows them from an old poster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pages.editorial_checks.number_finding import digits_of, numbers_in
from search.analysis.words import QUERY_CHARACTERS, words

# A text with fewer digits holds no number.
LEAST_DIGITS = 3


def old_number_in(text: str, numbers: Iterable[str]) -> str:
    """The first of `numbers` that stands in a text to be called, however it is spaced: as it was typed; "" if none does."""
    typed = text[:QUERY_CHARACTERS]
    if sum(character.isdigit() for character in typed) < LEAST_DIGITS:
        return ""
    old = {digits_of(number) for number in numbers}
    return next((found.typed for found in numbers_in(typed, old) if found.digits in old), "")


def old_name_in(text: str, names: Iterable[str]) -> str:
    """The first of `names` that stands in a text, in one word or several: as it is kept; "" if none does."""
    typed = list(words(text, QUERY_CHARACTERS))
    return next((name for name in names if _stands_in(typed, list(words(name, QUERY_CHARACTERS)))), "")


def _stands_in(typed: Sequence[str], name: Sequence[str]) -> bool:
    if not name:
        return False
    runs = (typed[place : place + len(name)] for place in range(len(typed)))
    return any(list(run) == list(name) for run in runs) or "".join(name) in typed
