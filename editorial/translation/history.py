"""What the history of a page says of those who translate it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

TRANSLATED = "editorial.translate"


def register(actions: Any) -> None:
    """Makes the act known to the history."""
    actions.register_action(TRANSLATED, _("Translate"), _("Translated"))
