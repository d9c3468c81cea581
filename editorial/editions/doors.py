"""How one comes to the screens of editions: the menu of the admin, and the header of a page's editor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem

from editorial.editions.candidates import Member, editions_with
from editorial.editions.clearance import is_let_go, may_let_go
from pages.models import BasePage, EditionPage
from pages.permissions import sees_drafts_of


class ReadinessMenuItem(PageMenuItem):
    """Leads from the editor of an edition to what it still lacks."""

    url_name = "editorial_readiness"
    label = _("Readiness and release")
    icon_name = "tasks"
    priority = 30

    def is_shown(self, user: Any) -> bool:
        """To those whose business the edition's drafts are."""
        return sees_drafts_of(user, self.page)


class GoAheadMenuItem(PageMenuItem):
    """Leads from the editor of a page to the go-ahead for its newest version."""

    url_name = "editorial_go_ahead"
    label = _("Go-ahead for the edition")
    icon_name = "thumbtack"
    priority = 35

    def is_shown(self, user: Any) -> bool:
        """To those who may give it, while an edition in preparation waits for it."""
        revision = Member(self.page).candidate
        if revision is None or not editions_with(self.page):
            return False
        version = revision.as_object()
        return may_let_go(user, revision, version) and not is_let_go(revision, version)


def in_the_editor(page: BasePage, view_name: str, **_more: Any) -> Iterator[MenuItem]:
    """What the header of a page's editor offers."""
    if view_name != "edit":
        return
    if page.specific_class is EditionPage:
        yield ReadinessMenuItem(page=page)
    else:
        yield GoAheadMenuItem(page=page)
