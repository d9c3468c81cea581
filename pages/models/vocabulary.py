"""The words pages are filed under: themes, audiences, ages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLForeignKey, GraphQLString
from wagtail.search import index

from pages import languages
from pages.models.journalled import JournalledModel

SCHOOL_LEVELS = ("PS", "MS", "GS", "CP", "CE1", "CE2", "CM1", "CM2", "6e", "5e", "4e", "3e", "2de", "1re", "Tle")
"""The French school levels, nursery school to the last year of the lycée."""


class Pillar(models.TextChoices):
    """The five parts of a child's digital life that the Club speaks of."""

    FOUNDATIONS = "foundations", _("Foundations")
    WELL_BEING = "well_being", _("Well-being")
    ENGAGEMENT = "engagement", _("Engagement")
    AUTONOMY = "autonomy", _("Autonomy")
    OPPORTUNITIES = "opportunities", _("Opportunities")


class Theme(JournalledModel, index.Indexed, models.Model):
    """A subject of the site, under one of the five pillars."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    description = models.TextField(_("description"), blank=True)
    pillar = models.CharField(_("pillar"), max_length=20, choices=Pillar)
    parent = models.ForeignKey(
        "self", verbose_name=_("parent theme"), null=True, blank=True, on_delete=models.SET_NULL, related_name="subthemes"
    )
    is_sensitive = models.BooleanField(
        _("sensitive"),
        default=False,
        help_text=_("What is new on a page with this theme goes live only with another association's approval. What is live stays."),
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    graphql_description = "A subject of the site."
    graphql_fields = [
        GraphQLString("name", required=True, description="The name."),
        GraphQLString("slug", required=True, description="The name for addresses, the same in all languages."),
        GraphQLString("description", description="What belongs to it."),
        GraphQLString("pillar", required=True, description="The pillar it stands under."),
        GraphQLForeignKey("parent", "pages.Theme", description="The wider theme."),
    ]

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(languages.text(self, "name", languages.source()) or self.slug)

    def clean(self) -> None:
        """Refuses a theme that would stand below itself."""
        super().clean()
        ancestor = self.parent
        seen = {self.pk}
        while ancestor is not None:
            if ancestor.pk in seen:
                raise ValidationError({"parent": _("A theme cannot stand below itself.")})
            seen.add(ancestor.pk)
            ancestor = ancestor.parent


class OrderedTerm(JournalledModel):
    """A word of a short, ordered list."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(languages.text(self, "name", languages.source()) or self.code)


class Audience(OrderedTerm):
    """For whom a page is written: parents, young people, educators, professionals."""

    graphql_description = "For whom a page is written."
    graphql_fields = [
        GraphQLString("code", required=True, description="A short name for programs, the same in all languages."),
        GraphQLString("name", required=True, description="The name."),
    ]

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        ordering = ["order", "code"]


class AgeBand(OrderedTerm):
    """An age of the child, with the school levels it covers."""

    school_levels = models.JSONField(_("school levels"), default=list, blank=True, help_text=_("A list of levels, CP to Tle."))

    graphql_description = "An age of the child."
    graphql_fields = [
        GraphQLString("code", required=True, description="A short name for programs, the same in all languages."),
        GraphQLString("name", required=True, description="The name."),
        GraphQLString("school_levels", is_list=True, description="The French school levels it covers, CP to Tle, in order."),
    ]

    class Meta:
        verbose_name = _("age of the child")
        verbose_name_plural = _("ages of the child")
        ordering = ["order", "code"]

    def clean(self) -> None:
        """Refuses a level that no school has."""
        super().clean()
        unknown = [level for level in self.school_levels if level not in SCHOOL_LEVELS]
        if unknown:
            raise ValidationError({"school_levels": _("Unknown levels: %(unknown)s.") % {"unknown": ", ".join(map(str, unknown))}})
