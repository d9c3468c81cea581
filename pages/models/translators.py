"""Translators: groups of the admin whose rights on pages reach one language only."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslatorGroup(models.Model):
    """A group whose members, where it has rights on pages, write and publish one language, and read the others.

    Its members also are the ones who may approve a text in that language, whichever association they work for.
    """

    group = models.OneToOneField(Group, verbose_name=_("group"), on_delete=models.CASCADE, related_name="translates")
    language = models.CharField(_("language"), max_length=12)

    class Meta:
        verbose_name = _("translators")
        verbose_name_plural = _("translators")

    def __str__(self) -> str:
        return f"{self.group} ({self.language})"
