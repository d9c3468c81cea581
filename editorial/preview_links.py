"""Links with which somebody shows the newest version of a page to people without an account, for half an hour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem

from pages import consents, languages
from pages.models import BasePage
from pages.permissions import sees_drafts_of


class PreviewLinkMenuItem(PageMenuItem):
    """Leads from the editor of a page to the screen that makes a link."""

    url_name = "editorial_preview_link"
    label = _("Preview link")
    icon_name = "view"
    priority = 40

    def is_shown(self, user: Any) -> bool:
        """To those whose business the page's drafts are."""
        return sees_drafts_of(user, self.page)


def in_the_editor(page: BasePage, view_name: str, **_more: Any) -> Iterator[MenuItem]:
    """What the header of a page's editor offers."""
    if view_name == "edit":
        yield PreviewLinkMenuItem(page=page)


def address_of(token: str) -> str:
    """Where the website shows a preview; "" where the settings name no such place."""
    return settings.PREVIEW_URL.replace("{token}", token)


def stays_hidden(page: BasePage) -> bool:
    """Whether readers would not get the newest version either: the page is restricted, or somebody in it has not consented."""
    version = page.get_latest_revision_as_object()
    return page.get_view_restrictions().exists() or bool(consents.unwilling(version, languages.source()))
