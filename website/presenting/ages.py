"""The ages of the child in words: years, and the years of school that belong to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

_YEARS = re.compile(r"(?P<first>\d+)-(?P<last>\d+)")
"""The code of an age."""


def names(things: Sequence[Mapping[str, Any]]) -> str:
    """The names of some things, in their order."""
    return gettext(", ").join(thing["name"] for thing in things)


def ages_in_words(ages: Sequence[Mapping[str, Any]]) -> str:
    """For which ages something is, those that follow each other told together; by name where a code holds no two numbers."""
    spans: list[list[int]] = []
    for age in ages:
        found = _YEARS.fullmatch(age["code"])
        if found is None:
            return names(ages)
        first, last = int(found["first"]), int(found["last"])
        if spans and first <= spans[-1][1] + 1:
            spans[-1][1] = last
        else:
            spans.append([first, last])
    return gettext(", ").join(gettext("%(first)d to %(last)d years old") % {"first": first, "last": last} for first, last in spans)


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
