"""How often urgent help was shown: a number for each reason and day, and nothing of what was typed."""

from __future__ import annotations

from django.db import models

from pages.models import CrisisCode


class CrisisCount(models.Model):
    """The cards shown on one day, where the site is, for one reason."""

    day = models.DateField()
    reason = models.CharField(max_length=20, choices=CrisisCode)
    shown = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "reason"], name="one_count_a_day_and_reason")]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}: {self.shown}"
