"""Films have captions in each language in which they are shown: outside an edition this is told, inside one it blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages import languages
from pages.editorial_checks.content import Content, ShownFilm
from pages.editorial_checks.findings import Finding, Severity

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MISSING = _("The video “{film}” has no captions in this language: {language}.")
BEYOND = _("The captions of the video “{film}” go on after its end ({language}): they belong to another cut.")


def check(content: Content) -> Iterator[Finding]:
    """Asks each film for the captions of each language of its place."""
    severity = Severity.BLOCKING if content.is_in_edition else Severity.WARNING
    for film in content.films:
        for code in film.languages:
            if message := _trouble(film, code):
                yield Finding(film.place, message, severity)


def _trouble(film: ShownFilm, code: str) -> StrOrPromise:
    names = {"film": film.title, "language": languages.native_name(code)}
    captions = film.captions.get(code)
    if captions is None:
        return format_lazy(MISSING, **names)
    if film.duration_ms is not None and captions.last_start_ms >= film.duration_ms:
        return format_lazy(BEYOND, **names)
    return ""
