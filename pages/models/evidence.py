"""Figures that pages quote, each with the study it comes from."""

import graphene
from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLField, GraphQLString
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

    graphql_description = "A figure, with the study it comes from."
    graphql_fields = [
        GraphQLString("code", required=True, description="A short name for programs, the same in all languages."),
        GraphQLString("statement", required=True, description="What the figure says."),
        GraphQLString("figure", required=True, description="The figure as it is shown, such as 83 %."),
        GraphQLString("study", required=True, description="The study."),
        GraphQLString("author", required=True, description="Who made the study."),
        GraphQLString("sample", description="Who was asked."),
        GraphQLField("started_on", graphene.Date, description="When the asking began."),
        GraphQLField("ended_on", graphene.Date, description="When it ended."),
        GraphQLString("url", description="Where the study is published."),
    ]

    class Meta:
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.figure} ({self.code})"
