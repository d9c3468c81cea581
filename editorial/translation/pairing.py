"""Which block of a language translates which block of the French: the one with its id, or one on record, or the next of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Block = Mapping[str, Any]
Likeness = Callable[[Block, Block], int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A block of the French and its translation; one of the two may be missing."""

    source: Block | None
    translation: Block | None

    @property
    def identity(self) -> str:
        """The id under which both are known: that of the French, where there is one."""
        block = self.source if self.source is not None else self.translation
        return str(block["id"]) if block is not None else ""


def pair_blocks(source: Sequence[Block], translation: Sequence[Block], likeness: Likeness, is_known: Callable[[str], bool]) -> list[Pair]:
    """The blocks of both languages in the order of the French; a block that only the language has follows the one it stands after.

    ``likeness`` says how much a block of the language is on record as the translation of one of the French; 0: not at all. ``is_known``
    says whether an id is on record: a block of the language that has such an id translated a block of the French that is gone, or is the
    language's own, and belongs to no other.
    """
    chosen = _same_ids(source, translation)
    _choose(chosen, source, translation, likeness)
    _choose(chosen, source, translation, lambda _source, other: 0 if is_known(str(other["id"])) else 1)
    taken = {place: number for number, place in chosen.items()}
    followers: dict[int, list[Pair]] = {}
    after = -1
    for place, block in enumerate(translation):
        if place in taken:
            after = taken[place]
        else:
            followers.setdefault(after, []).append(Pair(None, block))
    pairs = followers.get(-1, [])
    for number, block in enumerate(source):
        pairs.append(Pair(block, translation[chosen[number]] if number in chosen else None))
        pairs += followers.get(number, [])
    return pairs


def _same_ids(source: Sequence[Block], translation: Sequence[Block]) -> dict[int, int]:
    places = {block["id"]: place for place, block in enumerate(translation)}
    return {
        number: places[block["id"]]
        for number, block in enumerate(source)
        if block["id"] in places and translation[places[block["id"]]]["type"] == block["type"]
    }


def _choose(chosen: dict[int, int], source: Sequence[Block], translation: Sequence[Block], likeness: Likeness) -> None:
    """Adds to ``chosen`` (places of the French and of the language), each time the most alike of what is left, the first of equals."""
    taken = set(chosen.values())
    for number, block in enumerate(source):
        if number in chosen:
            continue
        left = [place for place, other in enumerate(translation) if place not in taken and other["type"] == block["type"]]
        best = max(left, key=lambda place: likeness(block, translation[place]), default=None)
        if best is not None and likeness(block, translation[best]) > 0:
            chosen[number] = best
            taken.add(best)
