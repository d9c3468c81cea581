"""Figures that pages quote, each with the study it comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from pages.models.journalled import JournalledModel


class Evidence(JournalledModel, index.Indexed, models.Model):
    """One figure of one study; pages show it through the key figure block."""

    code = models.SlugField(_("code"), max_length=80, unique=True)
    statement = models.TextField(_("statement"), max_length=500)
    figure = models.CharField(_("figure"), max_length=40, help_text=_("As shown, e.g. 83 %."))
    study = models.CharField(_("study"), max_length=200)
    author = models.CharField(_("author"), max_length=200)
    sample = models.CharField(_("sample"), max_length=200, blank=True, help_text=_("Who was asked; empty if the source does not say."))
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("to"), null=True, blank=True)
    url = models.URLField(_("source"), blank=True)
    review_due_on = models.DateField(_("review due on"), null=True, blank=True)

    search_fields = [index.SearchField("statement"), index.AutocompleteField("code")]

    class Meta:
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.figure} ({self.code})"
