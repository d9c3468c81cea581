"""An edition: what it holds, by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLES: Mapping[str, str | Promise] = {
    "InterviewPage": _("Interviews"),
    "GuidePage": _("Guides"),
    "TutorialPage": _("Step by step on a device"),
    "ConversationPage": _("Talking about it at home"),
    "ActivityPage": _("To do together"),
    "KitPage": _("For a parents' evening"),
    "FaqPage": _("Questions of families"),
    "ArticlePage": _("Articles"),
    "EventPage": _("To meet"),
    "PartnerResourcePage": _("From our partners"),
}
"""The kinds of pages in an edition, in the order in which readers see them; those of a kind keep the order of the edition."""

OTHERS = _("Also in this edition")


def by_kind(contents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The pages of an edition, those of one kind together: each group has a `title` and `pages`."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for page in contents:
        found.setdefault(page["type"] if page["type"] in TITLES else "", []).append(page)
    return [{"title": title, "pages": found[kind]} for kind, title in {**TITLES, "": OTHERS}.items() if kind in found]
