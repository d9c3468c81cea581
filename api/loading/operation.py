"""What all fields of one operation share."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from api.http.errors import BadInputError, ErrorCode
from api.loading.made_from import MadeFrom
from search.crisis import Recognition

if TYPE_CHECKING:
    from api.preview.looks import Look


@dataclass(frozen=True, slots=True)
class Operation:
    """The database alias everything is read through, and the moment (aware) at which the operation began.

    `at` is the moment a list of helplines was asked for. It never moves what is public: that is decided at `now`. `speaker` is who asks for
    urgent help ("" is anybody). `made_from` notes what was read. `is_preview` says that whatever is written is undone: a draft may be laid
    into the tables. `mentions` are the names of all fields of the document: what none of them shows need not be read. `deadline`, of
    `time.monotonic()`, is when the operation is given up. `dangers` says of the texts read so far what danger they speak of, `doubts` of
    those that speak of none whether they may mean it. `look` is what the desk has shown without a token, in a preview of its own.
    `is_mutation` says that something may be written: nobody keeps its answer.
    """

    database: str
    now: dt.datetime
    at: dt.datetime | None = None
    speaker: str = ""
    made_from: MadeFrom = field(default_factory=MadeFrom)
    is_preview: bool = False
    mentions: frozenset[str] = frozenset()
    deadline: float = float("inf")
    dangers: dict[str, Recognition | None] = field(default_factory=dict)
    doubts: dict[str, bool] = field(default_factory=dict)
    look: Look | None = None
    is_mutation: bool = False

    @property
    def moment(self) -> dt.datetime:
        """The moment that is asked about: `at`, or now."""
        return self.at or self.now

    def holds_until(self, *moments: dt.datetime | None) -> None:
        """What is answered holds until the first of these moments still to come; for ever, if it is about another moment than now."""
        if self.at is None:
            self.made_from.until(*(moment for moment in moments if moment is not None and moment > self.now))

    def check_time(self) -> None:
        """Raise BadInputError once the time of the operation is up."""
        if time.monotonic() > self.deadline:
            raise BadInputError("The operation took too long; ask for less at once.", ErrorCode.TIME_LIMIT_EXCEEDED)
