"""What the translation desk keeps: which text was made from which French, how each page stands, and the words of the glossary."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from editorial.translation.digests import LENGTH
from editorial.translation.states import Verdict
from pages import languages
from pages.models import BasePage


def translated_languages() -> list[tuple[str, str]]:
    """The languages that are translated into, by code, with their own names."""
    return [(code, languages.native_name(code)) for code in languages.translations()]


class TranslationRecord(models.Model):
    """A text of a page was made from this French, or somebody who looked at both says that it stands for it."""

    page = models.ForeignKey(BasePage, verbose_name=_("page"), on_delete=models.CASCADE, related_name="translation_records")
    language = models.CharField(_("language"), max_length=12)
    path = models.CharField(max_length=255)
    source_digest = models.CharField(max_length=LENGTH)
    translation_digest = models.CharField(max_length=LENGTH)
    source = models.TextField(blank=True)
    verdict = models.CharField(max_length=10, choices=[(verdict.value, verdict.value) for verdict in Verdict])
    reason = models.CharField(_("reason"), max_length=255, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now=True)
    # The draft it was noticed in, while that is still being written: what is written over was never a translation.
    noticed_in = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("translation on record")
        verbose_name_plural = _("translations on record")
        ordering: ClassVar[list[str]] = ["made_at", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["page", "language", "path", "source_digest", "translation_digest"], name="one_record_of_a_translation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.language} {self.path}"


class LanguageState(models.Model):
    """How a page stands in a language: its newest version, and what readers have."""

    page = models.ForeignKey(BasePage, verbose_name=_("page"), on_delete=models.CASCADE, related_name="language_states")
    language = models.CharField(_("language"), max_length=12, choices=translated_languages)
    parts = models.PositiveIntegerField(_("texts"))
    missing = models.PositiveIntegerField(_("missing"))
    stale = models.PositiveIntegerField(_("out of date"))
    review = models.PositiveIntegerField(_("to be looked at"))
    share = models.PositiveSmallIntegerField(_("share that is done, in per cent"))
    to_do_since = models.DateTimeField(_("to do since"), null=True)
    is_served = models.BooleanField(_("public in this language"))
    public_to_do = models.PositiveIntegerField(_("texts that readers have and that are to be done"))
    public_to_do_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("state of a language")
        verbose_name_plural = _("states of languages")
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["page", "language"], name="one_state_of_a_language")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.language}: {self.share} %"

    @property
    def to_do(self) -> int:
        """How many texts a translator has something to do with."""
        return self.missing + self.stale + self.review


class GlossaryTerm(models.Model):
    """How a French word is said in a language, everywhere on the site."""

    language = models.CharField(_("language"), max_length=12, choices=translated_languages)
    term = models.CharField(_("French word"), max_length=120)
    translation = models.CharField(_("translation"), max_length=120)
    note = models.CharField(_("note"), max_length=255, blank=True, help_text=_("When to say it otherwise, and how."))

    panels: ClassVar[list[Any]] = [FieldPanel("language"), FieldPanel("term"), FieldPanel("translation"), FieldPanel("note")]

    class Meta:
        verbose_name = _("glossary word")
        verbose_name_plural = _("glossary")
        ordering: ClassVar[list[str]] = ["language", "term"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                "language", "term", name="one_translation_of_a_word", violation_error_message=_("This word stands in the glossary already.")
            )
        ]

    def __str__(self) -> str:
        return f"{self.term} → {self.translation}"
