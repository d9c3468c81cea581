"""Finds numbers to call in words: whole telephone numbers anywhere, short ones where the words around them do not make them a figure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from phonenumbers import Leniency, PhoneNumber, PhoneNumberMatcher, is_valid_short_number_for_region, national_significant_number

from pages.editorial_checks import number_words as around

REGIONS = ("FR", "RE", "GP", "MQ", "GF", "YT")
"""Where a number without a country code may be dialled: France, and overseas where the first digits are others."""

FRENCH_CODES = frozenset({33, 262, 590, 594, 596})
"""The country codes of these regions: inside them a number is dialled with a 0 before it."""

SENTENCE = 200
"""How many characters before a number are looked at: what stands further away says nothing of it."""

LONGEST_SHORT = 6
"""Short numbers have at most six digits (116 000); what is longer is a whole telephone number."""

_ELSEWHERE = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?<!\w)[\w-]+\.(?:fr|com|org|net|eu|info)\b\S*", re.IGNORECASE)
_INVISIBLE = ("Cf", "Me", "Mn")
_SEPARATOR = r"[ .\-/]?"


@dataclass(frozen=True, slots=True)
class Found:
    """A number found: the digits to look up in the records, and the characters as they were typed."""

    digits: str
    typed: str


def numbers_in(text: str, lines: Iterable[str]) -> list[Found]:
    """The numbers to call in ``text``, each once, in order; ``lines`` are the digits of the helplines' numbers, old ones included."""
    readable = _readable(text)
    found: dict[int, Found] = {}
    taken: list[tuple[int, int]] = []
    for start, end, digits in (*_whole_numbers(readable), *_known_numbers(readable, lines), *_short_numbers(readable)):
        if not any(start < other_end and other_start < end for other_start, other_end in taken):
            taken.append((start, end))
            found[start] = Found(digits, readable[start:end])
    return [found[start] for start in sorted(found)]


def digits_of(number: str) -> str:
    """The digits of a number as it is dialled, whatever stands between them."""
    return "".join(character for character in _readable(number) if character.isdigit())


def _readable(text: str) -> str:
    """The text with Latin digits, plain spaces and hyphens, nothing invisible, and without addresses of sites and mails."""
    plain = []
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        if category == "Nd":
            plain.append(str(unicodedata.digit(character)))
        elif category == "Zs" or character == "\t":
            plain.append(" ")
        elif category == "Pd" or character == "−":
            plain.append("-")
        elif category not in _INVISIBLE or unicodedata.combining(character):
            plain.append("+" if character == "＋" else character)
    return _ELSEWHERE.sub("¤", "".join(plain))


# --- whole telephone numbers -----------------------------------------------------------------------------------------------------


def _whole_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    if sum(character.isdigit() for character in text) <= LONGEST_SHORT:
        return
    for region in REGIONS:
        for match in PhoneNumberMatcher(text, region, leniency=Leniency.VALID):
            national = national_significant_number(match.number)
            yield match.start, match.end, f"0{national}" if match.number.country_code in FRENCH_CODES else national


# --- short numbers ---------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _pattern(digits: str) -> re.Pattern[str]:
    separator = _SEPARATOR if len(digits) > 2 else ""
    return re.compile(rf"(?<![\w+#$€£])(?<!\d[.,:'-])(?<!\d[.,:'-]\s){separator.join(digits)}(?!\w)(?![.,:'’-]\d)")


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - SENTENCE) : match.start()].lower()


def _known_numbers(text: str, lines: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    for digits in sorted(set(lines), key=len, reverse=True):
        for match in _pattern(digits).finditer(text) if digits else ():
            if _is_to_call(digits, match[0], _before(text, match), text[match.end() :].lower()):
                yield match.start(), match.end(), digits


def _is_to_call(digits: str, typed: str, before: str, after: str) -> bool:
    """Whether a helpline's digits, typed so, between these words, are meant to be dialled."""
    if len(digits) > LONGEST_SHORT:
        return True
    if around.UNIT.match(after) or around.RANGE.match(after) or _is_part_of_a_figure(digits, before, after):
        return False
    if around.CALLED_AT_ONCE.search(before):
        return around.COUNTED.match(after) is None or around.NAMED.search(before) is not None
    if around.RESCUED.match(after):
        return True
    if len(digits) == 2:
        return False
    if around.NAMED.search(before):
        return True
    if around.COUNTED.match(after) or around.IS_NUMBERED.search(before):
        return False
    stands_alone = not before.strip() and not after.strip(" .!")
    return bool(stands_alone or around.CALLED.search(before) or _is_clear(digits, typed))


def _is_part_of_a_figure(digits: str, before: str, after: str) -> bool:
    """« 12 119 » and « 119 000 » are figures written in groups; two digits beside others are a date, a score, a code."""
    if len(digits) == 2:
        return bool(re.search(r"\d[ /]$", before) or re.match(r"[ /]\d", after))
    if len(digits) == 3:
        return bool(re.search(r"(?<!\d)\d{1,3} $", before) or re.match(r" \d{3}(?!\d)", after))
    return False


def _is_clear(digits: str, typed: str) -> bool:
    """Four digits in a row, or two by two as they are said: no figure is written so."""
    return len(digits) == 4 and (typed == digits or typed == f"{digits[:2]} {digits[2:]}")


def _short_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Short numbers of France that are in no record, right after a word of calling (« composez le 3919 »)."""
    for match in re.finditer(rf"(?<![\w+#$€£.,])\d{{2,{LONGEST_SHORT}}}(?!\w)(?![.,:-]\d)", text):
        before, after = _before(text, match), text[match.end() :].lower()
        if not around.CALLED_AT_ONCE.search(before) or around.UNIT.match(after) or around.RANGE.match(after):
            continue
        if _is_part_of_a_figure(match[0], before, after) or (around.COUNTED.match(after) and not around.NAMED.search(before)):
            continue
        if is_valid_short_number_for_region(PhoneNumber(country_code=33, national_number=int(match[0])), "FR"):
            yield match.start(), match.end(), match[0]
