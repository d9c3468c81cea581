"""The associations and their partners."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLImage, GraphQLString
from wagtail.search import index

from pages.licences import Licence
from pages.models.journalled import JournalledModel


class Organisation(JournalledModel, index.Indexed, models.Model):
    """An association of the Club, or a partner or funder named on an edition."""

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    logo = models.ForeignKey("pages.ClubImage", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    url = models.URLField(_("website"), blank=True)
    description = models.TextField(_("description"), blank=True)
    accreditations = models.TextField(_("accreditations"), blank=True)
    default_licence = models.CharField(
        _("usual licence"), max_length=10, choices=Licence, default=Licence.NONE, help_text=_("For pages that do not say their own.")
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.AutocompleteField("short_name")]

    graphql_description = "An association of the Club, or a partner."
    graphql_fields = [
        GraphQLString("name", required=True, description="The full name."),
        GraphQLString("short_name", required=True, description="The name in short."),
        GraphQLString("slug", required=True, description="The name for addresses, the same in all languages."),
        GraphQLImage("logo", description="The logo; null where there is none readers may see."),
        GraphQLString("url", description="The organisation's own site."),
        GraphQLString("description", description="What it does."),
        GraphQLString("accreditations", description="What it is accredited for, and by whom."),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["short_name", "pk"]

    def __str__(self) -> str:
        return self.short_name
