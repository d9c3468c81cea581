"""The settings that may follow the times of a WebVTT cue (`align:start line:90%`): checked and made canonical.

The rules are those of the W3C parser (npm `webvtt-parser`): it knows no regions, and it takes plain decimal numbers; the
exponents and hexadecimal numbers it also takes, by accident of JavaScript, are refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise

_BLANK = re.compile(r"[ \t\f]+")
_LINE = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|(?:\.[0-9]+))%?")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")


def split_settings(settings: str) -> list[str]:
    """Cut what follows the times of a cue into single settings."""
    return [setting for setting in _BLANK.split(settings) if setting]


def settings_problems(settings: str) -> list[StrOrPromise]:
    """Say what is wrong with the settings of one cue."""
    problems: list[StrOrPromise] = []
    seen: set[str] = set()
    for setting in split_settings(settings):
        name, _colon, value = setting.partition(":")
        if name in seen:
            problems.append(format_lazy(_("The setting “{name}” is given twice."), name=name))
        elif name not in _CHECKS:
            problems.append(format_lazy(_("“{setting}” is not a setting that captions know."), setting=setting))
        elif not _CHECKS[name](value):
            problems.append(format_lazy(_("“{setting}” has a value that captions cannot use."), setting=setting))
        seen.add(name)
    return problems


def _is_vertical(value: str) -> bool:
    return value in {"rl", "lr"}


def _is_align(value: str) -> bool:
    return value in {"start", "center", "end", "left", "right"}


def _is_line(value: str) -> bool:
    place, *alignments = value.split(",")
    if alignments and alignments[0] not in {"start", "center", "end"}:
        return False
    if place.startswith("-"):
        return _LINE.fullmatch(place[1:]) is not None and not place.endswith("%")
    if _LINE.fullmatch(place) is None or place.startswith("."):
        return False
    return not place.endswith("%") or float(place[:-1]) < 101


def _is_position(value: str) -> bool:
    place, *alignments = value.split(",")
    if alignments and alignments[0] not in {"line-left", "center", "line-right"}:
        return False
    return place.endswith("%") and _NUMBER.fullmatch(place[:-1]) is not None and -1 < float(place[:-1]) < 101


def _is_size(value: str) -> bool:
    return value.endswith("%") and _NUMBER.fullmatch(value[:-1]) is not None and 0 <= float(value[:-1]) <= 100


_CHECKS: dict[str, Callable[[str], bool]] = {
    "vertical": _is_vertical,
    "align": _is_align,
    "line": _is_line,
    "position": _is_position,
    "size": _is_size,
}
