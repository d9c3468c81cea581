"""The form of the log-in: Wagtail's, whose word for the password no catalogue translates."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm


class LogInForm(LoginForm):
    """Wagtail's form, with its labels in the language of the interface."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
