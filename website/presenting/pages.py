"""What a page of the catalogue says beside its own words: to whom it speaks, for which classes, whom to call first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

YOUNG = "young-people"
"""The code of the audience that is said « tu »."""

LINES_FIRST = 2
"""How many lines stand at the head of a page of urgent help."""


def is_young(page: Mapping[str, Any]) -> bool:
    """Whether a page speaks to young people alone."""
    return [audience["code"] for audience in page["audiences"]] == [YOUNG]


def lines_first(page: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Whom to call, at the head of a page of urgent help: the lines that its text names, those who answer now first.

    `lines` are all there are, in the API's order. Where none that the page names answers now, the first that does stands in front.
    """
    if not page["isCrisis"]:
        return []
    named = [block["helpline"] for block in page["body"] if block["__typename"] == "HelplineBlock"]
    fitting = sorted(_each_once([*named, *(lines if not named else ())]), key=lambda line: not line["isOpen"])
    answering = [line for line in lines if line["isOpen"]]
    if answering and not any(line["isOpen"] for line in fitting):
        fitting = _each_once([answering[0], *fitting])
    return fitting[:LINES_FIRST]


def written(rows: Iterable[Mapping[str, Any]], name: str) -> list[str]:
    """The sentences of some rows, but for those that are not written in the language of the page."""
    return [row[name] for row in rows if row[name]]


def classes(ages: Sequence[Mapping[str, Any]]) -> str:
    """The classes of school that some ages go to: « CE1 à 3e »; nothing for those who do not go to school yet."""
    levels = [level for age in ages for level in age["schoolLevels"]]
    if not levels:
        return ""
    if len(levels) == 1:
        return str(levels[0])
    return gettext("%(first)s to %(last)s") % {"first": levels[0], "last": levels[-1]}


def _each_once(lines: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return list({line["code"]: line for line in lines}.values())
