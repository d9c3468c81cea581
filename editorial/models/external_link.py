"""The addresses on other sites that public content leads to, and what they answered when they were last asked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = 1_000
"""Longer addresses are not checked: a unique column has its limits, and nobody types them."""


class ExternalLink(models.Model):
    """One address, wherever it stands: the places are read from the content each time (``editorial.upkeep.reading``)."""

    class State(models.TextChoices):
        """What is known of it."""

        UNCHECKED = "unchecked", _("not checked yet")
        ALIVE = "alive", _("answers")
        MOVED = "moved", _("has moved for good")
        GUARDED = "guarded", _("answers, but not to programs")
        FAILING = "failing", _("fails, and is tried again")
        DEAD = "dead", _("dead")

    url = models.CharField(_("address"), max_length=LONGEST, unique=True)
    host = models.CharField(_("host"), max_length=255, blank=True, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UNCHECKED)
    # What was answered last: "404", "no-host" (`editorial.upkeep.links.asking`).
    answer = models.CharField(_("answer"), max_length=200, blank=True)
    moved_to = models.CharField(_("moved to"), max_length=LONGEST, blank=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    first_failed_at = models.DateTimeField(_("first failure"), null=True, blank=True)
    checked_at = models.DateTimeField(_("last checked"), null=True, blank=True)
    next_check_at = models.DateTimeField(_("next check"), db_index=True)

    class Meta:
        verbose_name = _("external link")
        verbose_name_plural = _("external links")
        ordering: ClassVar[list[str]] = ["url"]

    def __str__(self) -> str:
        return self.url
