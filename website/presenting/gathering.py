"""Pages gathered by what they are, in the order in which families look for them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Page = Mapping[str, Any]

KINDS: Mapping[str, str | Promise] = {
    "GuidePage": _("Guides"),
    "TutorialPage": _("Tutorials"),
    "ConversationPage": _("Talking about it"),
    "FaqPage": _("Questions and answers"),
    "InterviewPage": _("Interviews"),
    "ActivityPage": _("To do together"),
    "ArticlePage": _("To understand"),
    "KitPage": _("Kits for parents' evenings"),
    "PartnerResourcePage": _("From our partners"),
}
"""What pages of a type are called together."""

RESOURCES: Sequence[str] = ("GUIDE", "TUTORIAL", "CONVERSATION", "FAQ", "ACTIVITY", "ARTICLE", "KIT", "PARTNER_RESOURCE")
"""The kinds of resources of the schema, in the same order."""


@dataclass(frozen=True)
class Gathered:
    """Pages of one type and what they are called."""

    anchor: str
    title: str
    pages: Sequence[Page]

    @property
    def width(self) -> int:
        """How many cards stand side by side, where there is room for three."""
        return min(len(self.pages), 3)


def together(pages: Iterable[Page], types: Container[str]) -> dict[str, list[Page]]:
    """The pages by their type, those of other types under ""; those of a type keep their order."""
    found: dict[str, list[Page]] = {}
    for page in pages:
        found.setdefault(page["type"] if page["type"] in types else "", []).append(page)
    return found


def by_kind(pages: Iterable[Page]) -> list[Gathered]:
    """The pages of each type that has a name here."""
    found = together(pages, KINDS)
    return [Gathered(kind.removesuffix("Page").lower(), str(title), found[kind]) for kind, title in KINDS.items() if kind in found]


def resource_name(resource_type: str) -> str:
    """What the resources of a kind of the schema are called."""
    return str(KINDS[f"{resource_type.title().replace('_', '')}Page"])
