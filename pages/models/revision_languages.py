"""Which languages a version of a page is meant to publish, where it is not all of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RevisionLanguages(models.Model):
    """The languages that publishing a revision makes public; the others keep what readers have. No entry: all of them.

    A revision made for readers by merging a draft with what they have (``merged_from``) goes live by the approvals of that draft, as
    long as it says what it said when it was merged.
    """

    revision = models.OneToOneField("wagtailcore.Revision", on_delete=models.CASCADE, related_name="languages")
    codes = models.JSONField(_("languages"))
    go_live_at = models.DateTimeField(
        _("go live at"), null=True, help_text=_("Of translations published without the source language, which has a time of its own.")
    )
    merged_from = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.CASCADE, related_name="merged_into")
    content_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("languages of a version")
        verbose_name_plural = _("languages of versions")

    def __str__(self) -> str:
        return f"{self.revision_id}: {', '.join(self.codes)}"
