"""What a page was made from: gathered from the operations that ran for it, in the thread that makes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from api.loading.made_from import MadeFrom


@dataclass
class Gathered:
    """All that the operations of one page were made from. `is_whole`: nothing among it forbids to keep the page (errors, drafts)."""

    made_from: MadeFrom = field(default_factory=MadeFrom)
    is_whole: bool = True

    def add(self, made_from: MadeFrom, *, is_whole: bool) -> None:
        """An operation ran."""
        self.made_from.add(made_from)
        self.is_whole &= is_whole


_gathered: ContextVar[Gathered | None] = ContextVar("gathered", default=None)


@contextmanager
def gathering() -> Iterator[Gathered]:
    """Gather what the operations of this thread are made from, until the end of the block."""
    gathered = Gathered()
    token = _gathered.set(gathered)
    try:
        yield gathered
    finally:
        _gathered.reset(token)


def gather(made_from: MadeFrom, *, is_whole: bool) -> None:
    """Tell whoever gathers, if anybody does, of an operation that ran."""
    gathered = _gathered.get()
    if gathered is not None:
        gathered.add(made_from, is_whole=is_whole)
