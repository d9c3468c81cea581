"""The ages of the child in words: years, and the years of school that belong to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from website.templatetags.parts import ages_in_words


def with_names(bands: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The ages as the site says them: `words`, the years of school that belong to them as `school`, and a `description`."""
    return [_named(band) for band in bands]


def _named(band: Mapping[str, Any]) -> dict[str, Any]:
    words = ages_in_words([band])
    levels = band["schoolLevels"]
    # The years of French schools have no names in other languages.
    school = " · ".join(levels)
    described = gettext("What helps parents of children aged %(age)s: guides, ways to talk about it, activities and meetings.")
    return {**band, "words": words, "school": school, "description": described % {"age": words}}
