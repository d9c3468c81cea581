"""The codes of short links: made when a page is first public, so that reading one writes nothing, and read whatever way they are typed.

A code has no vowel and no digit that looks like one: no word comes about. It follows from the page's key, so that a restored site has the
links that stand on its posters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from uuid import UUID

from pages import languages
from pages.models import BasePage, ShortLink
from pages.paths import batches

ALPHABET = "256789CDFHJKMNPQRTVWX"
LENGTH = 6

LOOKS_LIKE = str.maketrans({"Z": "2", "S": "5", "G": "6", "B": "8", "O": "Q", "0": "Q", "U": "V"})
"""Characters that stand in no code, and the one each may have been read from."""

TRIES = 8
"""Codes a page may get: two pages that would share one are a matter of one in eighty-five million."""

Wanted = tuple[int, UUID, str]
"""A page, its key, and a language."""


def code_for(key: UUID, language: str, attempt: int = 0) -> str:
    """The code of a page in a language; the next one where that is taken."""
    number = int.from_bytes(hashlib.sha256(f"{key}:{language}:{attempt}".encode()).digest())
    characters = []
    for _place in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[place])
    return "".join(characters)


def as_typed(code: str) -> str:
    """The code somebody means who typed this: capitals or not, and what looks like a character of a code."""
    return code.upper().translate(LOOKS_LIKE)


def codes_of(page: BasePage) -> dict[str, str]:
    """The codes of a page by language; of one that was never public, those it will get."""
    known = dict(ShortLink.objects.filter(page=page.pk).values_list("language", "code"))
    return {code: known.get(code) or _first_free(page.translation_key, code) for code in languages.codes()}


def _first_free(key: UUID, language: str) -> str:
    candidates = [code_for(key, language, attempt) for attempt in range(TRIES)]
    taken = set(ShortLink.objects.filter(code__in=candidates).values_list("code", flat=True))
    return next(code for code in candidates if code not in taken)


def make(page_id: int, key: UUID) -> None:
    """Gives a page that has none its links, in every language of the site: one statement. What is taken, ``make_missing`` mends."""
    _write([(page_id, key, code) for code in languages.codes()], attempt=0)


def make_missing(page_ids: Iterable[int]) -> int:
    """Gives the live ones of these pages the links they lack, as after an import or with a new language; returns how many it made."""
    made = 0
    for ids in batches(sorted(set(page_ids))):
        for attempt in range(TRIES):
            wanted = _missing(ids)
            if not wanted:
                break
            _write(wanted, attempt)
            made += len(wanted) - len(_missing(ids))
    return made


def _missing(page_ids: Iterable[int]) -> list[Wanted]:
    live = dict(BasePage.objects.filter(pk__in=page_ids, live=True, depth__gt=1).values_list("pk", "translation_key"))
    known = set(ShortLink.objects.filter(page__in=live).values_list("page", "language"))
    return [(pk, key, code) for pk, key in sorted(live.items()) for code in languages.codes() if (pk, code) not in known]


def _write(wanted: Iterable[Wanted], attempt: int) -> None:
    links = [ShortLink(page_id=pk, language=code, code=code_for(key, code, attempt)) for pk, key, code in wanted]
    ShortLink.objects.bulk_create(links, ignore_conflicts=True)
