"""What the words themselves show: numbers typed by hand, helplines that no longer answer, sentences too long for parents."""

from __future__ import annotations

from collections.abc import Iterator

from editorial.upkeep.concerns import Concern
from editorial.upkeep.seen import Seen


def concerns(seen: Seen) -> Iterator[Concern]:
    """What was told at the reading. No statement."""
    for thing, facts in seen.read():
        for told in facts.told:
            yield thing.concern(told.kind, told.severity, told.sentence, told.spot)
