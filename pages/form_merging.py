"""Two people change the same page at once: what becomes of it. Plain mappings in, the merged one and the conflicts out.

Each field is held against what it said when the form was opened: who did not change it takes what the other made of it. Where both did,
and differently, nothing is decided here: it is a conflict, to be told. Values are anything that can be compared, digests for instance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

Fields = Mapping[str, Any]
Rows = Mapping[str, Fields]
"""Rows by their key, in their order."""

_UNKNOWN = object()


@dataclass(frozen=True, slots=True)
class MergedFields:
    """``conflicts`` names the fields that both changed; ``values`` holds theirs there."""

    values: dict[str, Any]
    conflicts: frozenset[str]


class RowConflict(Enum):
    """What both did to the same row, where they cannot both be right."""

    CHANGED_BY_BOTH = "changed by both"
    REMOVED_BY_THEM = "changed by me, removed by them"
    REMOVED_BY_ME = "changed by them, removed by me"


@dataclass(frozen=True, slots=True)
class MergedRows:
    """Where there is a conflict, ``rows`` holds what they have, and is in their order."""

    rows: dict[str, dict[str, Any]]
    conflicts: Mapping[str, RowConflict]
    order_conflicts: bool


def merge_fields(base: Fields, theirs: Fields, mine: Fields) -> MergedFields:
    """Merges the fields of ``mine`` (others are nobody's business here); one that ``base`` does not know counts as changed by both."""
    values: dict[str, Any] = {}
    conflicts = set()
    for name, wanted in mine.items():
        there, before = theirs.get(name), base.get(name, _UNKNOWN)
        values[name] = wanted if there == before else there
        if wanted not in (there, before) and there != before:
            conflicts.add(name)
    return MergedFields(values, frozenset(conflicts))


def merge_rows(base: Rows, theirs: Rows, mine: Rows) -> MergedRows:
    """Merges ordered rows, each by its key and field by field."""
    conflicts: dict[str, RowConflict] = {}
    merged: dict[str, dict[str, Any]] = {}
    for key in dict.fromkeys([*theirs, *mine, *base]):
        row, conflict = _merge_row(base.get(key), theirs.get(key), mine.get(key))
        if row is not None:
            merged[key] = row
        if conflict is not None:
            conflicts[key] = conflict
    order, order_conflicts = _merge_order(list(base), list(theirs), list(mine), set(merged))
    return MergedRows({key: merged[key] for key in order}, conflicts, order_conflicts)


def _merge_row(base: Fields | None, theirs: Fields | None, mine: Fields | None) -> tuple[dict[str, Any] | None, RowConflict | None]:
    if theirs is not None and mine is not None:
        fields = merge_fields(base or {}, theirs, mine)
        return {**theirs, **fields.values}, RowConflict.CHANGED_BY_BOTH if fields.conflicts else None
    if theirs is None and mine is None:
        return None, None
    if base is None:
        # Added by one of the two.
        return dict(mine if theirs is None else theirs), None  # type: ignore[arg-type]
    if theirs is None:
        return None, None if mine == base else RowConflict.REMOVED_BY_THEM
    return (None, None) if theirs == base else (dict(theirs), RowConflict.REMOVED_BY_ME)


def _merge_order(base: list[str], theirs: list[str], mine: list[str], kept: set[str]) -> tuple[list[str], bool]:
    in_all = kept & set(base) & set(theirs) & set(mine)
    before, there, wanted = ([key for key in order if key in in_all] for order in (base, theirs, mine))
    takes_mine = wanted != before and there in (before, wanted)
    first, second = (mine, theirs) if takes_mine else (theirs, mine)
    order = _interleaved([key for key in first if key in kept], [key for key in second if key in kept])
    return order, wanted not in (before, there) and there != before


def _interleaved(first: list[str], second: Sequence[str]) -> list[str]:
    """``first`` with what only ``second`` has, each after the one it follows there (and after what only ``first`` has in that place)."""
    order, place = list(first), 0
    for key in second:
        if key in first:
            place = order.index(key) + 1
            continue
        while place < len(order) and order[place] not in second:
            place += 1
        order.insert(place, key)
        place += 1
    return order
