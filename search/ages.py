"""Ages in years: those that a band of ages covers, and those that somebody types, as words that meet."""

from __future__ import annotations

import re

from search.analysis import folded

# No child of the site is older, and no band begins later (years).
OLDEST = 17

_BAND = re.compile(r"(\d{1,2})-(\d{1,2})")
# "12 ans", "12ans", "12-year-old", "12 yo", "١٢ سنة" (folded).
_TYPED = re.compile(r"(?<!\w)(\d{1,2})[\s-]*(?:ans?|years?|yrs?|yo|y/o|سنه|سنوات|عام|اعوام)(?!\w)")


def words_of_band(code: str) -> list[str]:
    """A word for each year of a band ("11-14"); none for a code that is no band."""
    match = _BAND.fullmatch(code)
    return [_word(year) for year in range(int(match[1]), int(match[2]) + 1) if year <= OLDEST] if match else []


def words_typed(text: str) -> list[str]:
    """The words for the ages that a question names."""
    return [_word(int(match[1])) for match in _TYPED.finditer(folded(text)) if int(match[1]) <= OLDEST]


def _word(year: int) -> str:
    return f"age{year}"
