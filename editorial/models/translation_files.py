"""Files of translations that were brought and checked, kept until somebody says that they are to be saved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=1)
"""Nobody answers after so long: the file is brought again."""


class TranslationFile(models.Model):
    """A file as it was brought; in the database, where every process finds it, and gone once it is used."""

    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("brought by"), on_delete=models.CASCADE, related_name="+")
    brought_at = models.DateTimeField(_("brought at"), auto_now_add=True)
    name = models.CharField(_("name"), max_length=255)
    ending = models.CharField(max_length=10)
    language = models.CharField(_("language"), max_length=12, blank=True)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("file of translations")
        verbose_name_plural = _("files of translations")
        ordering: ClassVar[list[str]] = ["brought_at", "pk"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, user: Any, name: str, language: str, content: bytes) -> TranslationFile:
        """Keeps a file, and forgets those of the same person and those that nobody answered for."""
        cls.objects.filter(models.Q(brought_by=user) | models.Q(brought_at__lt=timezone.now() - KEPT_FOR)).delete()
        ending = name.lower().rpartition(".")[2]
        return cls.objects.create(brought_by=user, name=name[-255:], ending=ending, language=language, content=content)

    @classmethod
    def of(cls, user: Any, pk: int) -> TranslationFile | None:
        """A file that this person brought and that is still kept."""
        return cls.objects.filter(pk=pk, brought_by=user, brought_at__gte=timezone.now() - KEPT_FOR).first()
