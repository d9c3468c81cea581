"""The translator's screen: the French beside the language, block by block, and what is left to do."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.forms import Media
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin.staticfiles import versioned_static

from editorial.translation import publishing, wording
from editorial.translation.reading import survey_of_draft
from editorial.translation.rows import rich_text_area, units_of
from editorial.translation.saving import may_translate
from editorial.translation.states import Item, Survey
from editorial.translation.views.desk import LanguageDeskView

SCRIPTS = ("saving", "screen")
"""The scripts of the screen, in the order in which they are read."""


@method_decorator(never_cache, name="dispatch")
class TranslationView(LanguageDeskView, TemplateView):
    """Shows what is to do, or everything (``?all=1``), or one part besides (``?part=`` its path); saving is for scripts.

    A page that somebody else holds, or that waits for its publication, is shown to be read.
    """

    template_name = "editorial/translation/screen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The parts, and what the scripts need."""
        context = super().get_context_data(**kwargs)
        survey = survey_of_draft(self.page, self.code)
        may_write = may_translate(self.request.user, self.page, self.code)
        area = rich_text_area()
        context.update(
            survey=survey,
            remaining=wording.remaining(survey.to_do),
            shows_all="all" in self.request.GET,
            may_write=may_write,
            lock_message=None if may_write else self._lock_message(),
            units=units_of(survey.items, self._shown(survey), self.code),
            publish_label=publishing.label(self.page, self.code, self.request.user),
            config=self._config(area),
            media=area.media + self._media(),
        )
        return context

    def _shown(self, survey: Survey) -> list[Item]:
        wanted = self.request.GET.get("part")
        return [item for item in survey.items if "all" in self.request.GET or item.state.is_to_do or item.part.path == wanted]

    def _lock_message(self) -> str:
        lock = self.page.get_lock()
        return str(lock.get_message(self.request.user)) if lock is not None else ""

    @staticmethod
    def _media() -> Media:
        # The first opens the windows in which links are chosen.
        scripts = [versioned_static("wagtailadmin/js/modal-workflow.js"), *(f"editorial/translation/{name}.js" for name in SCRIPTS)]
        return Media(css={"all": ["editorial/translation/screen.css"]}, js=scripts)

    def _config(self, area: Any) -> dict[str, Any]:
        return {
            "saveUrl": reverse("editorial_translation_save", args=[self.page.pk, self.code]),
            "undoUrl": reverse("editorial_translation_undo", args=[self.page.pk, self.code]),
            "csrfCookie": settings.CSRF_COOKIE_NAME,
            "language": self.code,
            "editor": area.options,
            "words": _words(),
        }


def _words() -> dict[str, str]:
    """What the scripts say."""
    return {
        "saved": _("Saved"),
        "saving": _("Saving…"),
        "unsaved": _("Not saved yet"),
        "failed": _("Not saved: no connection. It is tried again; keep this page open."),
        "allSaved": _("Everything is saved"),
        "sessionOver": _("Not saved: you are no longer logged in. Log in in another tab, then press “Save again”: your text stays here."),
        "refused": _("Not saved:"),
        "conflict": _("Not saved: choose below."),
        "undone": _("Taken back"),
        "copied": _("Copied from the French: it is saved once you change it, or with Ctrl + S."),
        "nothingShown": _("Nothing is shown"),
        "noNext": _("Nothing more is left to do on this page."),
    }
