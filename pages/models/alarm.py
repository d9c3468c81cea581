"""What the scheduler could not do: one row for each thing that is due and fails, gone when it succeeds."""

from typing import ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class SchedulerAlarm(models.Model):
    """A publication, a withdrawal or the end of a consent that was due and failed.

    The scheduler tries it again and deletes the row when it succeeds.
    """

    class Action(models.TextChoices):
        """What was due."""

        PUBLISH = "publish", _("publish")
        UNPUBLISH = "unpublish", _("unpublish")
        LAPSE = "lapse", _("take away what a consent no longer covers")

    action = models.CharField(_("action"), max_length=10, choices=Action)
    content_type = models.ForeignKey(ContentType, verbose_name=_("content type"), on_delete=models.CASCADE, related_name="+")
    # The primary key as text, as Wagtail's own revisions keep it: a page or a snippet.
    object_id = models.CharField(_("object"), max_length=255)
    label = models.CharField(_("name"), max_length=255)
    error = models.TextField(_("error"))
    attempts = models.PositiveIntegerField(_("attempts"), default=1)
    first_failed_at = models.DateTimeField(_("first failure"))
    last_failed_at = models.DateTimeField(_("last failure"))

    class Meta:
        verbose_name = _("scheduler alarm")
        verbose_name_plural = _("scheduler alarms")
        ordering = ["first_failed_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action", "content_type", "object_id"], name="one_alarm_per_due_action"),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.label}"
