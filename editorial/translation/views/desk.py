"""What the screens of one page in one language share: they find the page, and turn away whoever has no business with that language."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.translation import wording
from editorial.views.desk import DeskView
from pages import languages
from pages.language_rights import languages_for
from pages.models import BasePage


def page_in_language(user: Any, page_id: int, code: str) -> BasePage:
    """The page, for those who may write this language of it, whoever holds it now.

    Raises ``Http404`` for a page or a language that is not there, ``PermissionDenied`` for those whose it is not.
    """
    if code not in languages.translations():
        raise Http404
    page: BasePage = get_object_or_404(BasePage.objects.exclude(depth=1), pk=page_id).specific
    own = languages_for(user, page)
    if not page.permissions_for_user(user).can_edit() or (own is not None and code not in own):
        raise PermissionDenied
    return page


class LanguageDeskView(DeskView):
    """A screen about one language of one page."""

    header_icon = "globe"
    page: BasePage
    code: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Finds the page."""
        self.code = kwargs["code"]
        self.page = page_in_language(request.user, kwargs["page_id"], self.code)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The page's title."""
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the page."""
        title = self.page.get_admin_display_title()
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": title},
            *self.steps(),
        ]

    def steps(self) -> list[dict[str, Any]]:
        """The last steps of the way: this screen."""
        title = self.page.get_admin_display_title()
        return [{"url": "", "label": self.get_page_title(), "sublabel": title}]

    def get_page_title(self) -> str:
        """The language that is translated into."""
        return _("Translation: %(language)s") % {"language": wording.language_name(self.code)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page and the language."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.update(
            page=self.page,
            code=self.code,
            language=wording.language_name(self.code),
            direction=languages.direction(self.code),
            source_language=wording.language_name(languages.source()),
            source_code=languages.source(),
            source_direction=languages.direction(languages.source()),
        )
        return context
