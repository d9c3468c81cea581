"""What is no longer right in public content, as it was last found: for the report, the home page and whoever mends it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.models import BasePage, Organisation


class Kind(models.TextChoices):
    """What is wrong, one word for each family."""

    HELPLINE = "helpline", _("Helpline that no longer answers")
    NUMBER = "number", _("Number typed by hand")
    DEAD_LINK = "dead-link", _("Dead link to another site")
    MOVED_LINK = "moved-link", _("Link to an address that moved")
    HIDDEN_PAGE = "hidden-page", _("Link to a page readers do not get")
    CONSENT = "consent", _("Consent over, or soon")
    EVIDENCE = "evidence", _("Key figure to check again")
    REVIEW = "review", _("Review overdue")
    CAPTIONS = "captions", _("Film without captions")
    LANGUAGE = "language", _("Translation behind the French")
    SENTENCE = "sentence", _("Sentence or paragraph hard to read")


class Severity(models.IntegerChoices):
    """How much it matters, the most urgent first."""

    # Somebody in danger may be sent to a number that nobody answers.
    URGENT = 1, _("Urgent")
    WRONG = 2, _("Wrong today")
    DUE = 3, _("To see to")
    ADVICE = 4, _("Advice")


class KeptConcern(models.Model):
    """One concern. The row stays as long as the same thing is found at the same place: ``found_at`` is when it was found first."""

    # What is said of a page is no use of it: the admin's lists of usages know nothing of it.
    wagtail_reference_index_ignore = True

    identity = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    severity = models.PositiveSmallIntegerField(_("urgency"), choices=Severity)
    # Null: the coordination's.
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("association"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    page = models.ForeignKey(BasePage, verbose_name=_("page"), null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    # What is not on a page but in a record of the catalogue: a figure, a consent, a film.
    record_type = models.ForeignKey(ContentType, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    record_id = models.BigIntegerField(null=True, blank=True)
    title = models.CharField(_("where"), max_length=255)
    language = models.CharField(_("language"), max_length=20, blank=True)
    # In each language of the interface.
    place = models.JSONField(default=dict)
    sentence = models.JSONField(default=dict)
    # What the form opens at.
    anchor = models.CharField(max_length=200, blank=True)
    since = models.DateField(_("since"))
    found_at = models.DateTimeField(_("found"))

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        ordering: ClassVar[list[str]] = ["severity", "since", "title", "pk"]
        indexes: ClassVar = [models.Index(fields=["organisation", "kind", "severity"], name="concerns_of_a_team")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"
