"""The forms around a release."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput


class ReleaseForm(forms.Form):
    """When an edition goes out, and which public contents stay as readers have them (``changed``: numbers and titles)."""

    leaving = forms.TypedMultipleChoiceField(
        label=_("Leave as readers have it"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("These contents are public and have a newer version. Ticked, they stay as they are, and their drafts with them."),
    )
    go_at = forms.DateTimeField(
        label=format_lazy(_("Day and hour ({zone})"), zone=settings.TIME_ZONE),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("For example the morning of the awareness day, at 7:00."),
    )

    def __init__(self, *args: Any, changed: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(changed)
        self.fields["leaving"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["leaving"]

    def clean(self) -> dict[str, Any]:
        """A release at its time needs one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "later" in self.data and not cleaned.get("go_at") and "go_at" not in self.errors:
            self.add_error("go_at", _("Choose when the edition goes out."))
        return cleaned


class RollBackForm(forms.Form):
    """Why a release is taken back."""

    reason = forms.CharField(
        label=_("Why is the edition rolled back?"), widget=forms.Textarea(attrs={"rows": 3}), help_text=_("It stays in the history.")
    )
