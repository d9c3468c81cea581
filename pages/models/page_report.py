"""What readers say of a page: reports that somebody reads, and how often the page helped. Nothing in them says who spoke."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.models.base import BasePage


class PageReportKind(models.TextChoices):
    """What a report is about."""

    HELPED = "helped", _("The page helped")
    NOT_HELPED = "not-helped", _("The page did not help")
    ERROR = "error", _("Something is wrong")
    OUTDATED = "outdated", _("Something is out of date")
    BROKEN = "broken", _("A link, a video or a file does not work")
    TRANSLATION = "translation", _("The translation is wrong or missing")
    ACCESSIBILITY = "accessibility", _("Something cannot be read, heard or used")
    OTHER = "other", _("Something else")


class PageReport(models.Model):
    """One report, until somebody of the desk has dealt with it. The same words about the same page count together while they wait."""

    class State(models.TextChoices):
        """Where a report stands."""

        NEW = "new", _("To read")
        DONE = "done", _("Dealt with")

    # What readers say of a page is no use of it: the admin's lists of usages know nothing of it.
    wagtail_reference_index_ignore = True

    page = models.ForeignKey(BasePage, verbose_name=_("page"), on_delete=models.CASCADE, related_name="reports")
    # The one the reader asked for; the page may have answered in French.
    language = models.CharField(_("language"), max_length=12)
    kind = models.CharField(_("about"), max_length=20, choices=PageReportKind)
    message = models.TextField(_("message"), blank=True)
    times = models.PositiveIntegerField(_("times said"), default=1)
    made_at = models.DateTimeField(_("made at"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("dealt with by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    handled_at = models.DateTimeField(_("dealt with at"), null=True, blank=True)

    class Meta:
        verbose_name = _("report of a reader")
        verbose_name_plural = _("reports of readers")
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["state", "made_at"], name="page_reports_that_wait")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.language}: {self.get_kind_display()}"


class PageVotes(models.Model):
    """How often readers of one day said that a page helped, in the language they asked for, and how often that it did not."""

    wagtail_reference_index_ignore = True

    page = models.ForeignKey(BasePage, verbose_name=_("page"), on_delete=models.CASCADE, related_name="votes")
    language = models.CharField(_("language"), max_length=12)
    day = models.DateField(_("day"))
    helped = models.PositiveIntegerField(_("helped"), default=0)
    not_helped = models.PositiveIntegerField(_("did not help"), default=0)

    class Meta:
        verbose_name = _("votes on a page")
        verbose_name_plural = _("votes on pages")
        ordering: ClassVar[list[str]] = ["-day", "page", "language"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["page", "language", "day"], name="one_count_of_votes_per_page_language_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.language} {self.day}"
