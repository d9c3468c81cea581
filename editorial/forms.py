"""The forms of the desk."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """A reviewer's word about the version they have read."""

    comment = forms.CharField(label=_("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, str]:
        """Asking for changes takes a word of explanation."""
        cleaned: dict[str, str] = super().clean() or self.cleaned_data
        if "reject" in self.data and not cleaned.get("comment", "").strip():
            self.add_error("comment", _("Say what should change."))
        return cleaned


class UrgentCorrectionForm(forms.Form):
    """Why a correction cannot wait."""

    reason = forms.CharField(
        label=_("Why can this not wait?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The other association reads this. The page's newest version becomes public at once."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)
