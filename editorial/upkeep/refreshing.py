"""One round of the upkeep: what changed is read again, every family looks, and the table of concerns follows.

A round over an unchanged site costs some thirty statements and writes nothing; it is made when the journal has something new, when a link
died or came back, and every quarter of an hour for what the clock and the consents change.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, field

from django.utils import timezone

from editorial.models import Heartbeat
from editorial.upkeep.families import FAMILIES
from editorial.upkeep.keeping import keep
from editorial.upkeep.links import checking
from editorial.upkeep.reading import read_stale
from editorial.upkeep.seen import look
from pages.journal import reading
from pages.journal.reading import Position

HEARTBEAT = "upkeep"
LOOK_EVERY = 10
"""Seconds between two looks at the journal: an editor who mended something sees it go within that time."""

AT_LEAST_EVERY = 900
"""Seconds between two rounds at most."""


def refresh(now: dt.datetime | None = None) -> tuple[int, int]:
    """Makes one round; returns how many concerns are new, and how many are gone."""
    for _number in read_stale():
        pass
    moment = now or timezone.now()
    seen = look(moment)
    checking.register({url for _thing, facts in seen.read() for url, _spot in facts.links_on(seen.today)}, moment)
    changed = keep((concern for family in FAMILIES for concern in family(seen)), moment)
    Heartbeat.objects.update_or_create(name=HEARTBEAT, defaults={"at": moment})
    return changed


@dataclass
class Upkeep:
    """What the scheduler does beside its publications: rounds when there is a reason for one, and the links that are due."""

    _position: Position | None = field(default=None, init=False)
    _rounds_again_at: float = field(default=0.0, init=False)
    _links_again_at: float = field(default=0.0, init=False)

    def do_if_due(self) -> None:
        """Does what is due."""
        if time.monotonic() >= self._links_again_at:
            self._links_again_at = time.monotonic() + checking.EVERY
            if checking.check_due():
                self._rounds_again_at = 0.0
        position = reading.head()
        if position != self._position or time.monotonic() >= self._rounds_again_at:
            refresh()
            self._position, self._rounds_again_at = position, time.monotonic() + AT_LEAST_EVERY
