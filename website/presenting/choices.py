"""What can be chosen in a form that narrows a list or a search, as the part `filters.html` shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

MOST_VALUES = 20
"""Values of one parameter: as many as the API takes in a filter."""

AFTER = "apres"
"""The parameter that says after which item a list goes on."""


@dataclass(frozen=True)
class Option:
    """One value that a reader can choose, what it is called, and of how many it is true, where that is known."""

    value: str
    words: str | Promise
    is_on: bool
    count: int | None = None


@dataclass(frozen=True)
class Group:
    """Values that are alternatives; `is_open` shows them without a click."""

    name: str
    legend: str | Promise
    options: Sequence[Option]
    is_open: bool
