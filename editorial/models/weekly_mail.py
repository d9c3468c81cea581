"""Who gets the weekly mail of what is to do in the languages of the site, and when it was last their turn."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class WeeklyMail(models.Model):
    """What one person chose, and their last turn; who has no row gets the mail."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="weekly_mail")
    is_wanted = models.BooleanField(
        _("Weekly mail of what is to translate"), default=True, help_text=_("On Monday mornings, only if something is to do.")
    )
    looked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("weekly mail")
        verbose_name_plural = _("weekly mails")

    def __str__(self) -> str:
        return str(self.user)

    @classmethod
    def take_turn(cls, user: Any, since: dt.datetime, now: dt.datetime) -> bool:
        """Takes a person's turn of the week that began at ``since``; False where somebody took it already, or they want no mail."""
        cls.objects.get_or_create(user=user)
        open_to = Q(looked_at=None) | Q(looked_at__lt=since)
        return bool(cls.objects.filter(open_to, user=user, is_wanted=True).update(looked_at=now))
