"""The record of approvals: who let which version of a page go live, and the urgent corrections that went live before being approved.

``pages.release_rules`` says what it takes; ``pages.releases`` writes here and reads from here.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.models.base import BasePage


class RevisionApproval(models.Model):
    """Somebody approved one revision of a page, as it was at that moment (the digest of its content)."""

    page = models.ForeignKey(BasePage, verbose_name=_("page"), on_delete=models.CASCADE, related_name="approvals")
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        verbose_name=_("revision"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="approvals",
        help_text=_("Empty where a superuser wrote the public version without one."),
    )
    content_digest = models.CharField(max_length=64)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("approved by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation = models.ForeignKey(
        "pages.Organisation", verbose_name=_("on behalf of"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(_("language"), max_length=12, null=True, blank=True)  # noqa: DJ001 - null is the source text, "" nothing
    as_superuser = models.BooleanField(_("as superuser"), default=False)
    # The languages in which this person could judge a translation when they approved.
    languages_read = models.JSONField(_("languages read"), default=list, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    approved_at = models.DateTimeField(_("approved at"), auto_now_add=True)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering: ClassVar[list[str]] = ["approved_at", "pk"]

    def __str__(self) -> str:
        return f"{self.page} ({self.approved_by})"


class PageReview(models.Model):
    """An approval of exactly the words that readers of one language have: what they are told of it. Kept by ``pages.page_reviews``."""

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="reviews")
    language = models.CharField(max_length=12)
    approval = models.ForeignKey(RevisionApproval, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey("pages.Organisation", null=True, on_delete=models.CASCADE, related_name="+")
    reviewed_at = models.DateTimeField()
    words_digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["-reviewed_at", "-pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["page", "language", "approval"], name="one_review_per_approval_and_language")
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.language}: {self.approval_id}"


class UrgentCorrection(models.Model):
    """A publisher let a revision go live at once, with a reason; another association has yet to look at it, or has."""

    page = models.ForeignKey(BasePage, verbose_name=_("page"), on_delete=models.CASCADE, related_name="urgent_corrections")
    revision = models.ForeignKey(
        "wagtailcore.Revision", verbose_name=_("revision"), null=True, on_delete=models.SET_NULL, related_name="urgent_corrections"
    )
    previous_revision = models.ForeignKey("wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    content_digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("corrected by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("reason"))
    made_at = models.DateTimeField(_("corrected at"), auto_now_add=True)
    approval = models.OneToOneField(
        RevisionApproval, verbose_name=_("approval"), null=True, blank=True, on_delete=models.SET_NULL, related_name="correction"
    )

    class Meta:
        verbose_name = _("urgent correction")
        verbose_name_plural = _("urgent corrections")
        ordering: ClassVar[list[str]] = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.page}: {self.reason[:60]}"

    @classmethod
    def waiting(cls) -> models.QuerySet[Any]:
        """The corrections readers have that nobody of another association has approved: a page's last one, while the page is live."""
        newer = cls.objects.filter(page=models.OuterRef("page"), pk__gt=models.OuterRef("pk"))
        later_approval = RevisionApproval.objects.filter(page=models.OuterRef("page"), approved_at__gt=models.OuterRef("made_at"))
        return cls.objects.filter(approval=None, page__live=True).exclude(models.Exists(newer)).exclude(models.Exists(later_approval))
