"""Questions that found nothing: what the report shows, and what is counted for one day only (`search.unanswered`)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def languages_of_the_site() -> list[tuple[str, Any]]:
    """The languages by code: by name in migrations, so that another language is no change of this table."""
    return list(settings.LANGUAGES)


class UnansweredQuestion(models.Model):
    """What was asked on a day in a language, and how often. `words` is "" for all that fewer than five people asked, together."""

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=12, choices=languages_of_the_site)
    words = models.CharField(_("words"), max_length=400, blank=True)
    asked = models.PositiveIntegerField(_("times asked"), default=0)

    class Meta:
        verbose_name = _("question without an answer")
        verbose_name_plural = _("questions without an answer")
        ordering = ["-day", "language", "-asked", "words"]
        constraints = [models.UniqueConstraint(fields=["day", "language", "words"], name="one_count_per_question_and_day")]

    def __str__(self) -> str:
        return self.words or str(_("Asked by fewer than five people"))


class DayKey(models.Model):
    """The random half of the key under which a day's digests are made; the other half is the site's SECRET_KEY. Thrown away at night."""

    day = models.DateField(primary_key=True)
    key = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return self.day.isoformat()


class WithheldQuestion(models.Model):
    """A question that fewer than five people asked today: a digest in place of its words, and how often. Deleted at night."""

    day = models.DateField()
    language = models.CharField(max_length=12)
    digest = models.CharField(max_length=32)
    asked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "language", "digest"], name="one_withheld_count_per_question")]

    def __str__(self) -> str:
        return f"{self.day} {self.language}"


class VisitorToken(models.Model):
    """Somebody who asked a withheld question: a digest that says nothing elsewhere, not even of what else they asked. Deleted at night."""

    question = models.ForeignKey(WithheldQuestion, on_delete=models.CASCADE, related_name="visitors")
    token = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "token"], name="one_token_per_visitor_and_question")]

    def __str__(self) -> str:
        return str(self.pk)
