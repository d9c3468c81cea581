"""Releases of editions: what goes out together, when, in whose name, and what readers had before."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from pages.models import BasePage, EditionPage


class EditionRelease(models.Model):
    """One edition and its contents, going out in one moment. The versions that go out are named when it is planned."""

    class State(models.TextChoices):
        """How far it has come."""

        PLANNED = "planned", _("planned")
        RELEASED = "released", _("released")
        CANCELLED = "cancelled", _("cancelled")
        ROLLED_BACK = "rolled_back", _("rolled back")

    edition = models.ForeignKey(EditionPage, verbose_name=_("edition"), on_delete=models.CASCADE, related_name="releases")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PLANNED)
    go_at = models.DateTimeField(_("planned for"), null=True, blank=True, help_text=_("Empty: at once."))
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("planned by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    planned_at = models.DateTimeField(_("planned at"), auto_now_add=True)
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    # Cancelled before its time, or rolled back after: never both.
    undone_at = models.DateTimeField(_("cancelled or rolled back at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("cancelled or rolled back by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("release of an edition")
        verbose_name_plural = _("releases of editions")
        ordering: ClassVar[list[str]] = ["planned_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition"], condition=models.Q(state="planned"), name="one_planned_release_per_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.get_state_display()}"


class ReleaseItem(models.Model):
    """A page of a release: the version that goes out, and what readers had before it."""

    release = models.ForeignKey(EditionRelease, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("position"))
    # What is deleted meanwhile leaves its name: the release then says what it can no longer publish.
    page = models.ForeignKey(BasePage, verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="release_items")
    title = models.CharField(_("title"), max_length=255)
    revision = models.ForeignKey(
        Revision, verbose_name=_("version to publish"), null=True, on_delete=models.SET_NULL, related_name="release_items"
    )
    content_digest = models.CharField(max_length=64)
    codes = models.JSONField(_("languages"), null=True, help_text=_("Empty: all of them."))
    was_live = models.BooleanField(_("was public"))
    revision_before = models.ForeignKey(
        Revision, verbose_name=_("public version before"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revision_published = models.ForeignKey(
        Revision,
        verbose_name=_("public version after"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: not released yet, or already public when its time came."),
    )

    class Meta:
        verbose_name = _("page of a release")
        verbose_name_plural = _("pages of releases")
        ordering: ClassVar[list[str]] = ["release", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["release", "page"], name="page_once_per_release"),
        ]

    def __str__(self) -> str:
        return self.title


class GoAhead(models.Model):
    """Somebody who publishes a page lets this version of it go out with an edition.

    For pages that need no other association's approval: who could publish one at once may say so beforehand.
    """

    revision = models.ForeignKey(Revision, verbose_name=_("version"), on_delete=models.CASCADE, related_name="go_aheads")
    content_digest = models.CharField(max_length=64)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("given by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField(_("given at"), auto_now_add=True)

    class Meta:
        verbose_name = _("go-ahead")
        verbose_name_plural = _("go-aheads")
        ordering: ClassVar[list[str]] = ["given_at", "pk"]

    def __str__(self) -> str:
        return f"{self.revision_id} ({self.given_by})"


def is_held(revision: Any) -> bool:
    """Whether a version was promised to readers, so that no autosave may write over it."""
    promised = ReleaseItem.objects.filter(revision=revision).exists()
    return promised or GoAhead.objects.filter(revision=revision).exists()
