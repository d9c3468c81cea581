"""An edition: what it holds, by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GROUPS: Sequence[tuple[str | Promise, frozenset[str]]] = (
    (_("Interviews"), frozenset({"InterviewPage"})),
    (_("Guides"), frozenset({"GuidePage"})),
    (_("Step by step on a device"), frozenset({"TutorialPage"})),
    (_("Talking about it at home"), frozenset({"ConversationPage"})),
    (_("To do together"), frozenset({"ActivityPage"})),
    (_("For a parents' evening"), frozenset({"KitPage"})),
    (_("Questions of families"), frozenset({"FaqPage"})),
    (_("Articles"), frozenset({"ArticlePage"})),
    (_("To meet"), frozenset({"EventPage"})),
    (_("From our partners"), frozenset({"PartnerResourcePage"})),
)
"""The kinds of pages in an edition, in the order in which readers see them; those of a kind keep the order of the edition."""

OTHERS = _("Also in this edition")


def by_kind(contents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The pages of an edition, those of one kind together: each group has a `title` and `pages`."""
    known = frozenset[str]().union(*(types for _title, types in GROUPS))
    groups = [(title, [page for page in contents if page["type"] in types]) for title, types in GROUPS]
    groups.append((OTHERS, [page for page in contents if page["type"] not in known]))
    return [{"title": title, "pages": pages} for title, pages in groups if pages]
