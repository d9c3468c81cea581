"""Where the view leaves what an answer was made from, for the door in front of Django."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from api.loading.made_from import MadeFrom

SLOT = "club.answers.slot"
"""The slot's name among the values of a WSGI request, which no client can send."""


@dataclass
class Slot:
    """What the view says of an answer. `made_from` is empty for whatever may not be kept: errors, degraded answers, previews.

    `cards` are the reasons for urgent help that it shows, kept or not.
    """

    made_from: MadeFrom | None = None
    cards: Iterable[str] = ()
