"""The pages of this site that a page's texts lead to."""

from __future__ import annotations

import re
from typing import Any

from wagtail.fields import StreamField

from pages import languages
from pages.models import BasePage
from pages.streams import Reference, pieces

_LINK = re.compile(r"<a\b[^>]*\blinktype=\"page\"[^>]*>", re.IGNORECASE)
_NUMBER = re.compile(r"\bid=\"(\d+)\"")


def linked_pages(version: BasePage) -> frozenset[int]:
    """The numbers of the pages named or linked in the texts of a version, in the languages in which readers are served."""
    found: set[int] = set()
    for raw in _texts(version):
        found |= {piece.object_id for piece in pieces(raw) if isinstance(piece, Reference) and piece.kind == "page"}
        found |= _in_markup(raw)
    return frozenset(found)


def _texts(version: BasePage) -> list[Any]:
    translated = languages.translated_fields(type(version))
    names = [field.name for field in version._meta.fields if field.name in translated and isinstance(field, StreamField)]
    values = [languages.text(version, name, code) for name in names for code in languages.ready_languages(version)]
    return [list(value.raw_data) for value in values if value]


def _in_markup(raw: Any) -> set[int]:
    if isinstance(raw, str):
        return {int(number) for link in _LINK.findall(raw) for number in _NUMBER.findall(link)}
    if isinstance(raw, dict):
        return set().union(*(_in_markup(value) for value in raw.values()))
    if isinstance(raw, list):
        return set().union(*(_in_markup(value) for value in raw))
    return set()
