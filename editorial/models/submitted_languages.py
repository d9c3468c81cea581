"""The languages somebody submitted for approval, where they are not all of a page's."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState


class SubmittedLanguages(models.Model):
    """What a review is about, whichever version it has come to by now. No entry: the page as a whole."""

    workflow_state = models.OneToOneField(WorkflowState, on_delete=models.CASCADE, related_name="submitted_languages")
    codes = models.JSONField(_("languages"))

    class Meta:
        verbose_name = _("submitted languages")
        verbose_name_plural = _("submitted languages")

    def __str__(self) -> str:
        return f"{self.workflow_state_id}: {', '.join(self.codes)}"

    @classmethod
    def of(cls, workflow_state: Any) -> frozenset[str] | None:
        """The languages under review; None: all of them."""
        entry = cls.objects.filter(workflow_state=workflow_state).first()
        return frozenset(entry.codes) if entry is not None else None

    @classmethod
    def put_down(cls, workflow_state: Any, codes: frozenset[str] | None) -> None:
        """The review is about these languages from now on."""
        if codes is None:
            cls.objects.filter(workflow_state=workflow_state).delete()
        else:
            cls.objects.update_or_create(workflow_state=workflow_state, defaults={"codes": sorted(codes)})
