"""Invitations: an address is asked into a team; the link that was mailed works once, for seven days."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.core import signing
from django.db import models
from django.utils.translation import gettext_lazy as _

VALID_FOR = timedelta(days=7)
_SALT = "editorial.invitation"


class Invitation(models.Model):
    """Somebody was asked to join a team; ``used_at`` says when they did."""

    email = models.EmailField(_("email address"))
    group = models.ForeignKey(Group, verbose_name=_("team"), on_delete=models.CASCADE, related_name="+")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited at"), auto_now_add=True)
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering: ClassVar[list[str]] = ["invited_at", "pk"]

    def __str__(self) -> str:
        return f"{self.email} ({self.group})"

    @property
    def token(self) -> str:
        """What the mailed link carries: the invitation, signed; nothing secret is stored."""
        return signing.dumps(self.pk, salt=_SALT)

    @classmethod
    def open_with(cls, token: str) -> Invitation | None:
        """The invitation a link belongs to; None where the link is false, too old, or was used."""
        try:
            pk = signing.loads(token, salt=_SALT, max_age=VALID_FOR)
        except signing.BadSignature:
            return None
        return cls.objects.filter(pk=pk, used_at=None).first()
