"""What all fields of one operation share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operation:
    """The database alias everything is read through, and the moment (aware) at which the operation began.

    `at` is the moment a list of helplines was asked for. It never moves what is public: that is decided at `now`. `speaker` is who asks for
    urgent help ("" is anybody).
    """

    database: str
    now: dt.datetime
    at: dt.datetime | None = None
    speaker: str = ""
