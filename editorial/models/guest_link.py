"""Guest links: somebody without an account reads a page, or an edition with its contents, before it is published."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_DAYS = 14


class GuestLink(models.Model):
    """Who may read what, until when. The link itself is known to who made it and whom it was sent to: only its digest is here."""

    page = models.ForeignKey("pages.BasePage", verbose_name=_("page"), on_delete=models.CASCADE, related_name="guest_links")
    guest = models.CharField(_("for whom"), max_length=100, help_text=_("Such as “Mme Martin, mairie de Lyon”: the page says it too."))
    with_contents = models.BooleanField(
        _("with the pages of the edition"), default=True, help_text=_("Otherwise the page of the edition alone can be opened.")
    )
    days = models.PositiveSmallIntegerField(
        _("days"), default=7, validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)], help_text=_("From 1 to 14.")
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    ends_at = models.DateTimeField(_("ends at"), editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, editable=False)

    class Meta:
        verbose_name = _("guest link")
        verbose_name_plural = _("guest links")
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.guest

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As Django's; the days count from when it was made."""
        self.ends_at = self.made_at + dt.timedelta(days=self.days)
        super().save(*args, **kwargs)

    @property
    def is_over(self) -> bool:
        """Whether its time has passed."""
        return self.ends_at <= timezone.now()

    @property
    def state(self) -> Any:
        """What a list says of it."""
        if self.revoked_at is not None:
            return _("Revoked")
        return _("Over") if self.is_over else _("In use")


class GuestOpening(models.Model):
    """A link was opened. The moment alone is kept: neither from where nor with what."""

    link = models.ForeignKey(GuestLink, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.link}, {self.at}"
