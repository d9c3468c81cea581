"""The way to the share kit, in the menu of an edition's editor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem

from pages.models import BasePage, EditionPage
from pages.permissions import sees_drafts_of


class ShareKitMenuItem(PageMenuItem):
    """Leads from the editor of an edition to its kit."""

    url_name = "editorial_share_kit"
    label = _("Share kit")
    icon_name = "download"
    priority = 50

    def is_shown(self, user: Any) -> bool:
        """To those who may see the edition."""
        return self.page.live or sees_drafts_of(user, self.page)


def of_editions(page: BasePage, view_name: str, **_more: Any) -> Iterator[MenuItem]:
    """What the header of an edition's editor offers."""
    if view_name == "edit" and issubclass(page.specific_class or BasePage, EditionPage):
        yield ShareKitMenuItem(page=page)
