"""Teams: which groups of the admin work for which association, in which space and collection."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from pages.models import Organisation


class Team(models.Model):
    """The people of one association, as groups; the team without an association is the coordination."""

    organisation = models.OneToOneField(
        Organisation, verbose_name=_("association"), null=True, blank=True, on_delete=models.PROTECT, related_name="team"
    )
    editors = models.OneToOneField(
        Group, verbose_name=_("editors"), null=True, blank=True, on_delete=models.SET_NULL, related_name="edits_for"
    )
    publishers = models.OneToOneField(
        Group, verbose_name=_("publishers"), null=True, blank=True, on_delete=models.SET_NULL, related_name="publishes_for"
    )
    collection = models.OneToOneField(
        Collection, verbose_name=_("collection"), null=True, blank=True, on_delete=models.SET_NULL, related_name="team"
    )

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return str(self.organisation) if self.organisation else str(_("Coordination"))
