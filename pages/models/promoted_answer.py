"""Pages that the coordination puts before the results of a search, for what parents often type."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from pages.lines import lines_of
from pages.models.journalled import JournalledModel

MOST_QUESTIONS = 100
MOST_PAGES = 3


class PromotedAnswer(JournalledModel, index.Indexed, ClusterableModel):
    """What is typed in one language, and the pages shown first to whoever types exactly that."""

    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    questions = models.TextField(
        _("what is typed"),
        max_length=5_000,
        help_text=_(
            "One question a line. It is matched as a whole: accents, capitals, small words, the ends of words and their order do not count,"
            " any word more does."
        ),
    )
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day."))
    note = models.TextField(_("note for colleagues"), max_length=1_000, blank=True, help_text=_("Why; readers do not see it."))

    search_fields = [index.SearchField("questions"), index.AutocompleteField("questions"), index.FilterField("language")]

    class Meta:
        verbose_name = _("promoted answer")
        verbose_name_plural = _("promoted answers")
        ordering = ["language", "pk"]

    def __str__(self) -> str:
        return ", ".join(lines_of(self.questions))

    def clean(self) -> None:
        """Refuses what nobody can type, too long a list, and an end before the beginning."""
        super().clean()
        if not 1 <= len(lines_of(self.questions)) <= MOST_QUESTIONS:
            raise ValidationError({"questions": _("One to %(most)d questions.") % {"most": MOST_QUESTIONS}})
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The end comes before the beginning.")})


class PromotedPage(Orderable):
    """A page put first, at its place among them."""

    promoted = ParentalKey(PromotedAnswer, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey("pages.BasePage", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
