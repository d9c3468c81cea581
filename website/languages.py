"""The languages of the site: their addresses, their own names, their direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import get_language_info, get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header


@dataclass(frozen=True)
class Language:
    """A language in which the site is read."""

    code: str
    """The first part of its addresses, and the value of `lang`."""
    name: str
    """Its own name for itself."""
    dir: str
    """`ltr` or `rtl`."""

    @property
    def enum(self) -> str:
        """Its name in the schema."""
        return self.code.upper().replace("-", "_")


@cache
def languages() -> Sequence[Language]:
    """All languages, the source first."""
    return tuple(_language(code) for code, _name in settings.LANGUAGES)


def source() -> Language:
    """The language in which pages are written first."""
    return languages()[0]


def language_called(code: str) -> Language | None:
    """The language with this code, in either case (`fr`, or `FR` as the schema says)."""
    wanted = code.lower().replace("_", "-")
    return next((language for language in languages() if language.code == wanted), None)


def wanted_language(accept_language: str) -> Language:
    """The first language a browser asks for that the site has; the source where it has none of them."""
    for code, _weight in parse_accept_lang_header(accept_language):
        try:
            found = language_called(get_supported_language_variant(code))
        except LookupError:
            continue
        if found is not None:
            return found
    return source()


def _language(code: str) -> Language:
    info = get_language_info(code)
    return Language(code, info["name_local"], "rtl" if info["bidi"] else "ltr")
