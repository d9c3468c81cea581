"""Sentences that are kept: written down in each language of the interface, shown in the reader's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Sentence = dict[str, str]
"""A sentence by language of the interface."""


def in_every_tongue(told: StrOrPromise) -> Sentence:
    """A lazy sentence in each language of the interface."""
    found = {}
    for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES:
        with translation.override(code):
            found[code] = str(told)
    return found


def in_the_readers(sentence: Mapping[str, str]) -> str:
    """A kept sentence in the language that the interface speaks now, or else the first of its languages."""
    first, _name = settings.WAGTAILADMIN_PERMITTED_LANGUAGES[0]
    return sentence.get(translation.get_language() or first) or sentence.get(first, "")
