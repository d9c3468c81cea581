"""Urgent help in the words of who needs it, and the lines in the order in which to call them now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Line = Mapping[str, Any]

PARENT, YOUNG_PERSON, WITNESS = "parent", "jeune", "temoin"

SPEAKERS: Mapping[str, str] = {PARENT: "PARENT", YOUNG_PERSON: "YOUNG_PERSON", WITNESS: "WITNESS"}
"""Who asks: the word in an address, and the value of the schema."""

SPEAKER_CHOICES: Mapping[str, str | Promise] = {
    PARENT: _("I am a parent"),
    YOUNG_PERSON: _("It is about me"),
    WITNESS: _("I saw or know something"),
}


@dataclass(frozen=True)
class Saying:
    """How a reason for help is said at home."""

    parent: str | Promise
    young: str | Promise


SAYINGS: Mapping[str, Saying] = {
    "SUICIDE": Saying(_("My child talks about dying"), pgettext_lazy("young", "I want to die")),
    "SELF_HARM": Saying(_("My child hurts themselves"), pgettext_lazy("young", "I hurt myself")),
    "SEXTORTION": Saying(
        _("My child is blackmailed with intimate pictures"),
        pgettext_lazy("young", "Somebody blackmails me with my pictures"),
    ),
    "IMAGES_SHARED": Saying(_("Intimate pictures of my child are going round"), pgettext_lazy("young", "Pictures of me are going round")),
    "SEXUAL_VIOLENCE": Saying(_("Somebody touched or forced my child"), pgettext_lazy("young", "Somebody touched me or forced me")),
    "GROOMING": Saying(_("An adult writes to my child in secret"), pgettext_lazy("young", "An adult writes me strange things")),
    "HARASSMENT": Saying(_("My child is harassed"), pgettext_lazy("young", "They harass me")),
    "RUNAWAY": Saying(_("My child ran away or has not come home"), pgettext_lazy("young", "I ran away, or I want to")),
}
"""By reason; one that the site has no words for is told by its title."""


def reasons_said(reasons: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Every reason with how it is said at home."""
    return [{**reason, "saying": SAYINGS.get(reason["code"])} for reason in reasons]


def speaker_in_address(speaker: str) -> str:
    """The word for a speaker of the schema; nothing for anybody."""
    return next((word for word, value in SPEAKERS.items() if value == speaker), "")


@dataclass(frozen=True)
class Lines:
    """Whom to call: those that answer now, then those that do not, each in the order of the editors."""

    open: Sequence[Line]
    closed: Sequence[Line]

    @property
    def first(self) -> Line | None:
        """The one to call now."""
        return next(iter([*self.open, *self.closed]), None)


def lines_now(lines: Sequence[Line]) -> Lines:
    """The lines by whether somebody answers."""
    return Lines([line for line in lines if line["isOpen"]], [line for line in lines if not line["isOpen"]])


def lines_to_pass_on(lines: Sequence[Line]) -> list[Line]:
    """The lines that stand in a message: the most fitting one and, while it is closed, the first that answers."""
    return [*lines[:1], *lines_now(lines).open[:1]][: 1 if lines and lines[0]["isOpen"] else 2]
