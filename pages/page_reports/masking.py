"""Takes out of words that a stranger typed what somebody could be reached by: e-mail addresses and people's telephone numbers."""

from __future__ import annotations

import re
import unicodedata

from phonenumbers import Leniency, PhoneNumberMatcher, PhoneNumberType, number_type

EMAIL_MASK = "[e-mail]"
PHONE_MASK = "[tel]"
"""What stands in the place of an address and of a number: words that need no translation."""

REGION = "FR"
"""Where a number without a country code is dialled."""

_BETWEEN_NUMBERS = " / "
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+")
# A person is behind these; a report that a service's number has changed says which.
_SERVICES = frozenset(
    {PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.UAN, PhoneNumberType.VOICEMAIL}
)
# Marks of direction would turn what stands beside them; NUL is refused by PostgreSQL.
_UNWANTED = ("Cc", "Cs", "Co", "Cn")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """The words as they are kept: line ends as one character, nothing that cannot be seen or that turns a line, no blanks around."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    kept = (character for character in text if character == "\n" or not _is_unwanted(character))
    return "".join(kept).strip()


def _is_unwanted(character: str) -> bool:
    return character in _TURNING or unicodedata.category(character) in _UNWANTED


def masked(text: str) -> str:
    """The words without e-mail addresses and without the telephone numbers of people; numbers of services stay."""
    # « 119 / 116 000 » are two numbers, and no longer one.
    return _BETWEEN_NUMBERS.join(map(_without_numbers, _EMAIL.sub(EMAIL_MASK, text).split(_BETWEEN_NUMBERS)))


def _without_numbers(text: str) -> str:
    matches = [
        match for match in PhoneNumberMatcher(text, REGION, leniency=Leniency.POSSIBLE) if number_type(match.number) not in _SERVICES
    ]
    for match in reversed(matches):
        text = text[: match.start] + PHONE_MASK + text[match.end :]
    return text
