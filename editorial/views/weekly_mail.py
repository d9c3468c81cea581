"""The switch of the weekly mail in everybody's account."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from editorial.models import WeeklyMail
from editorial.translation.exchange.choosing import languages_written_by


class WeeklyMailForm(forms.ModelForm):
    """Whether somebody wants the mail."""

    class Meta:
        model = WeeklyMail
        fields: ClassVar[list[str]] = ["is_wanted"]


class WeeklyMailPanel(BaseSettingsPanel):
    """Among the notifications, for those who would get the mail."""

    name = "weekly_mail"
    title = _("Translations")
    tab = notifications_tab
    order = 200
    form_class = WeeklyMailForm

    def is_active(self) -> bool:
        """Whether this person may translate anything."""
        return bool(languages_written_by(self.user))

    def get_form(self) -> WeeklyMailForm:
        """The choice of this person; nothing is written before they save."""
        chosen = WeeklyMail.objects.filter(user=self.user).first() or WeeklyMail(user=self.user)
        data = self.request.POST if self.request.method == "POST" else None
        return self.form_class(data, instance=chosen, prefix=self.name)
