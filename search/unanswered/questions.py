"""What may be counted of a question that found nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.analysis import QUERY_CHARACTERS, analyse
from search.analysis.words import words

# A longer question is a story, and a story is somebody's.
MOST_WORDS = 8
# Longer words are keys and addresses (letters).
LONGEST_WORD = 25
# A year, a school year, a short number to call. More digits are a telephone, a date of birth, a card.
MOST_DIGITS = 4

# Addresses of mails, of websites and of accounts.
_ADDRESS = re.compile(r"@|://|\bwww\.|\w\.(?:com|fr|net|org|io|me|app|tv)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CountedQuestion:
    """A question as it is counted: folded words with a space between them, "" for one whose words must never be written down."""

    language: str
    words: str


def counted_question(text: str, language: str, *, is_crisis: bool) -> CountedQuestion | None:
    """What is counted of a text that found nothing, asked in `language`: None for one of danger, and for one that asks nothing.

    Words that may be of a person (an address, many digits, a long story) are counted without being told.
    """
    if is_crisis or not analyse(text, language, QUERY_CHARACTERS):
        return None
    said = list(words(text, QUERY_CHARACTERS))
    return CountedQuestion(language, "" if _may_be_personal(text, said) else " ".join(said))


def _may_be_personal(text: str, said: list[str]) -> bool:
    return (
        len(text) > QUERY_CHARACTERS
        or len(said) > MOST_WORDS
        or any(len(word) > LONGEST_WORD for word in said)
        or sum(letter.isdigit() for word in said for letter in word) > MOST_DIGITS
        or _ADDRESS.search(text) is not None
    )
