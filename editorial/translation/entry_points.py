"""The ways from a page's editor to its translations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem

from editorial.models import LanguageState
from editorial.translation import wording
from pages import languages
from pages.language_rights import languages_for
from pages.models import BasePage


class TranslateMenuItem(PageMenuItem):
    """Leads to the translator's screen of one language, and says how much is left there."""

    icon_name = "globe"
    priority = 35

    def __init__(self, *, page: BasePage, code: str, to_do: int | None) -> None:
        told = {"language": wording.language_name(code), "number": to_do}
        label = _("Translate: %(language)s (%(number)d)") % told if to_do else _("Translate: %(language)s") % told
        super().__init__(label, reverse("editorial_translation", args=[page.pk, code]), page=page)
        self.code = code

    def is_shown(self, user: Any) -> bool:
        """To those who write the language."""
        own = languages_for(user, self.page)
        return self.page.permissions_for_user(user).can_edit() and (own is None or self.code in own)


def in_the_editor(page: BasePage, view_name: str, **_more: Any) -> Iterator[MenuItem]:
    """What the header of a page's editor offers: each language that is translated into."""
    if view_name != "edit":
        return
    to_do = {state.language: state.to_do for state in LanguageState.objects.filter(page_id=page.pk)}
    for code in languages.translations():
        yield TranslateMenuItem(page=page, code=code, to_do=to_do.get(code))
