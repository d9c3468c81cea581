"""The first pages of each kind, in the order in which families look for them: a start, not the whole list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from website.addresses import code_in_address

CARDS = 12
"""On one screen: a telephone shows them in six screens, a laptop in four full rows."""


@dataclass(frozen=True)
class Kind:
    """What pages of a kind are called together, and their kind among the resources of the schema; interviews are none."""

    title: str | Promise
    resource_type: str = ""


KINDS: Mapping[str, Kind] = {
    "guides": Kind(_("Guides"), "GUIDE"),
    "tutorials": Kind(_("Tutorials"), "TUTORIAL"),
    "conversations": Kind(_("Talking about it"), "CONVERSATION"),
    "faqs": Kind(_("Questions and answers"), "FAQ"),
    "interviews": Kind(_("Interviews")),
    "activities": Kind(_("To do together"), "ACTIVITY"),
    "articles": Kind(_("To understand"), "ARTICLE"),
    "kits": Kind(_("Kits for parents' evenings"), "KIT"),
    "partnerResources": Kind(_("From our partners"), "PARTNER_RESOURCE"),
}
"""By their field in `StartShown`."""

RESOURCES: Mapping[str, str | Promise] = {kind.resource_type: kind.title for kind in KINDS.values() if kind.resource_type}
"""What the resources of each kind of the schema are called, in the same order."""


@dataclass(frozen=True)
class Gathered:
    """The first pages of one kind, what they are called, how many there are, and the kind in the address of the list of resources."""

    anchor: str
    title: str
    pages: Sequence[Mapping[str, Any]]
    total: int
    code: str

    @property
    def width(self) -> int:
        """How many cards stand side by side, where there is room for three."""
        return min(len(self.pages), 3)

    @property
    def is_part(self) -> bool:
        """Whether there are more than these."""
        return self.total > len(self.pages)


def gathered(data: Mapping[str, Any]) -> list[Gathered]:
    """What a start shows of each kind that there is; `data` answers `StartShown`."""
    found = [(field, kind, data[field]) for field, kind in KINDS.items() if data[field]["nodes"]]
    dealt = _dealt([len(answer["nodes"]) for _field, _kind, answer in found])
    return [
        Gathered(field, str(kind.title), answer["nodes"][:number], answer["totalCount"], code_in_address(kind.resource_type))
        for (field, kind, answer), number in zip(found, dealt, strict=True)
    ]


def _dealt(lengths: Sequence[int]) -> list[int]:
    """How many of each kind are shown: all of the first, one of every other, then one more of each in turn, until there are enough."""
    turns = [(turn if place else 0, place) for place, length in enumerate(lengths) for turn in range(length)]
    dealt = Counter(place for _turn, place in sorted(turns)[:CARDS])
    return [dealt[place] for place in range(len(lengths))]
