"""Words that mean the same to those who search: what one of them finds, the others find too, a little further down."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from pages.lines import lines_of
from pages.models.journalled import JournalledModel

# What a word that was not typed may count for, beside one that was.
LEAST_WEIGHT, MOST_WEIGHT = 0.05, 0.95
MOST_WORDS = 40


class SynonymGroup(JournalledModel, index.Indexed, models.Model):
    """Words and short phrases of one language, one a line. Without `leads_to` each leads to all others; with it, each leads there only."""

    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    words = models.TextField(_("words"), max_length=2_000, help_text=_("One word or short phrase a line, as people type it."))
    leads_to = models.TextField(
        _("only lead to"),
        max_length=2_000,
        blank=True,
        help_text=_("One a line. Empty: the words above all mean the same. Otherwise they lead to these, and these do not lead back."),
    )
    weight = models.FloatField(
        _("weight"),
        default=0.6,
        validators=[MinValueValidator(LEAST_WEIGHT), MaxValueValidator(MOST_WEIGHT)],
        help_text=_("What a word found so counts beside one that was typed, which counts 1."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    search_fields = [
        index.SearchField("words"),
        index.AutocompleteField("words"),
        index.SearchField("leads_to"),
        index.FilterField("language"),
    ]

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["language", "pk"]

    def __str__(self) -> str:
        typed, meant = ", ".join(lines_of(self.words)), ", ".join(lines_of(self.leads_to))
        return f"{typed} → {meant}" if meant else typed

    def clean(self) -> None:
        """Refuses a group in which no word leads anywhere, and one too long to be read."""
        super().clean()
        words, leads_to = lines_of(self.words), lines_of(self.leads_to)
        if len(words) < (1 if leads_to else 2):
            raise ValidationError({"words": _("Two words at least, or one that leads to others.")})
        if len(words) + len(leads_to) > MOST_WORDS:
            raise ValidationError({"words": _("At most %(most)d words in one group.") % {"most": MOST_WORDS}})
