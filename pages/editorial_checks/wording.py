"""Findings in words, with the place named as the form names it: « Français, étapes, bloc 3 : … »."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext

from pages import languages
from pages.editorial_checks.findings import Finding, Place


def told(page: Any, finding: Finding) -> str:
    """The finding with its place, for lists."""
    return gettext("%(place)s: %(message)s") % {"place": place_name(page, finding.place), "message": finding.message}


def place_name(page: Any, place: Place) -> str:
    """Where it stands: the language, the field, the row or the block."""
    parts = [languages.native_name(place.language)] if place.language else []
    parts.append(_field_name(page, place))
    if place.row is not None:
        parts.append(gettext("row %(number)d") % {"number": place.row.index + 1})
    if place.block is not None:
        parts.append(gettext("block %(number)d") % {"number": place.block + 1})
    return capfirst(", ".join(parts))


def _field_name(page: Any, place: Place) -> str:
    model = page._meta.get_field(place.row.relation).related_model if place.row is not None else type(page)
    base = place.field
    for code in languages.codes():
        base = base.removesuffix(f"_{code}")
    try:
        return str(model._meta.get_field(base).verbose_name)
    except FieldDoesNotExist:
        return place.field
