"""The people the site speaks of: guests of interviews, authors, interviewers."""

import graphene
from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLField, GraphQLForeignKey, GraphQLImage, GraphQLString
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from pages import languages
from pages.models.journalled import JournalledModel


class PersonKind(models.TextChoices):
    """In what quality a person speaks."""

    EXPERT = "expert", _("Expert")
    PARENT = "parent", _("Parent")
    YOUNG_PERSON = "young_person", _("Young person")


class Person(JournalledModel, index.Indexed, ClusterableModel):
    """Somebody named on the site in their public role."""

    display_name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    role = models.CharField(_("role"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        "pages.Organisation", verbose_name=_("organisation"), null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    biography = models.TextField(_("biography"), blank=True)
    biography_date = models.DateField(_("date of the biography"), null=True, blank=True)
    portrait = models.ForeignKey(
        "pages.ClubImage", verbose_name=_("portrait"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=PersonKind, default=PersonKind.EXPERT)
    is_minor = models.BooleanField(
        _("minor"), default=False, help_text=_("Nothing shows a minor unless a parent or guardian has signed the consent.")
    )

    search_fields = [index.SearchField("display_name"), index.AutocompleteField("display_name")]

    graphql_description = "Somebody named on the site in their public role."
    graphql_fields = [
        GraphQLString("name", source="display_name", required=True, description="The name, in the script of the language."),
        GraphQLString("slug", required=True, description="The name for addresses, the same in all languages."),
        GraphQLString("role", description="The role in which they speak."),
        GraphQLForeignKey("organisation", "pages.Organisation", description="The organisation they belong to."),
        GraphQLString("biography", description="Who they are."),
        GraphQLField("biography_date", graphene.Date, description="When the biography was written."),
        GraphQLImage("portrait", description="A portrait; null where there is none readers may see."),
        GraphQLString("kind", required=True, description="In what quality they speak."),
        GraphQLForeignKey("links", "pages.PersonLink", is_list=True, description="Their public addresses, in order."),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(languages.text(self, "display_name", languages.source()) or self.slug)


class PersonLink(Orderable):
    """A public address of a person (a site, an account)."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=100)
    url = models.URLField(_("address"))

    graphql_description = "A public address of a person."
    graphql_fields = [
        GraphQLString("label", required=True, description="What the address is."),
        GraphQLString("url", required=True, description="The address."),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")
