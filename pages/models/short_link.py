"""Short permanent links: a code for each page and language, which outlives addresses and places."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.models.base import BasePage


class ShortLink(models.Model):
    """What stands after ``/r/`` on posters and in messages. Made once (``pages.short_links``), never changed, never another page's."""

    code = models.CharField(_("code"), max_length=6, unique=True)
    # Null once the page is deleted: its code leads nowhere, for ever.
    page = models.ForeignKey(BasePage, verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="short_links")
    language = models.CharField(_("language"), max_length=12)

    class Meta:
        verbose_name = _("short link")
        verbose_name_plural = _("short links")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["page", "language"], name="one_short_link_per_page_and_language")
        ]

    def __str__(self) -> str:
        return self.code
