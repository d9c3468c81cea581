"""The languages somebody submitted for approval, where they are not all of a page's."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState


class SubmittedLanguages(models.Model):
    """What a review is about, whichever version it has come to by now. No entry: the page as a whole."""

    workflow_state = models.OneToOneField(WorkflowState, on_delete=models.CASCADE, related_name="submitted_languages")
    codes = models.JSONField(_("languages"))
    go_live_at = models.DateTimeField(_("go live at"), null=True)

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
    def time_of(cls, workflow_state: Any) -> datetime | None:
        """When the translations under review go out; None: at once, or at the page's time."""
        return cls.objects.filter(workflow_state=workflow_state).values_list("go_live_at", flat=True).first()

    @classmethod
    def put_down(cls, workflow_state: Any, codes: frozenset[str] | None, go_live_at: datetime | None) -> None:
        """The review is about these languages from now on, which go out at this time."""
        if codes is None:
            cls.objects.filter(workflow_state=workflow_state).delete()
        else:
            cls.objects.update_or_create(workflow_state=workflow_state, defaults={"codes": sorted(codes), "go_live_at": go_live_at})
