"""The screens on which reasons for urgent help are added and edited: they tell which phrases another reason has too."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views.snippets import CreateView, EditView

from pages.crisis_words import shared_with_others

LISTED = 10
"""How many shared phrases are told at once; the others follow as these are mended."""


class TellsSharedPhrases:
    """A view that saves a reason."""

    request: Any

    def save_instance(self) -> Any:
        """As Wagtail's; then a message for each phrase that stands with another reason too."""
        reason = super().save_instance()  # type: ignore[misc]
        for phrase, other in shared_with_others(reason)[:LISTED]:
            told = _("“%(phrase)s” stands with “%(other)s” too: the reason that comes first in order is shown.")
            messages.warning(self.request, told % {"phrase": phrase, "other": other})
        return reason


class CrisisReasonCreateView(TellsSharedPhrases, CreateView):
    """Adds a reason."""


class CrisisReasonEditView(TellsSharedPhrases, EditView):
    """Edits a reason."""
