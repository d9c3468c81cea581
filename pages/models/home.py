"""The home page."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLForeignKey, GraphQLPage, GraphQLString
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from pages.blocks import TextStream
from pages.models.base import BasePage
from pages.panels import page_form


class HomePage(BasePage):
    """The page every path begins at."""

    main_text_field: ClassVar[str] = "sections"

    hero = models.TextField(_("first sentence"), max_length=300, blank=True)
    current_edition = models.ForeignKey(
        "pages.EditionPage", verbose_name=_("current edition"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sections = StreamField(TextStream(), verbose_name=_("text"), blank=True)

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["pages.BasePage"]
    subpage_types: ClassVar[list[str]] = [
        "pages.EditionIndexPage",
        "pages.EventIndexPage",
        "pages.OrganisationPage",
        "pages.ResourceIndexPage",
        "pages.StandardPage",
    ]

    edit_handler = page_form(
        "sections",
        extra=["hero"],
        shared=[FieldPanel("current_edition"), InlinePanel("highlights", heading=_("Highlighted pages"))],
        shared_heading=_("Highlights"),
    )

    graphql_description = "The home page."
    graphql_fields = [
        GraphQLString("hero", description="The sentence that welcomes readers."),
        GraphQLForeignKey("current_edition", "pages.EditionPage", description="The edition shown first."),
        GraphQLPage("highlights", source="highlights.page", is_list=True, description="Pages put forward, in order."),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class HomePageHighlight(Orderable):
    """A page shown on the home page."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="highlights")
    page = models.ForeignKey(BasePage, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = _("highlighted page")
        verbose_name_plural = _("highlighted pages")
