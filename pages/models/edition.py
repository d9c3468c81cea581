"""Themed editions and the page that lists them."""

from __future__ import annotations

from typing import ClassVar

import graphene
from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLField, GraphQLForeignKey, GraphQLInt, GraphQLPage, GraphQLString
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from pages.blocks import TextStream
from pages.models.base import BasePage
from pages.panels import page_form


class EditionIndexPage(BasePage):
    """The list of the editions."""

    main_text_field: ClassVar[str] = "body"

    body = StreamField(TextStream(), verbose_name=_("text"), blank=True)

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.EditionPage"]

    edit_handler = page_form("body")

    graphql_description = "The list of the editions."

    class Meta:
        verbose_name = _("list of editions")
        verbose_name_plural = _("lists of editions")


class EditionPage(BasePage):
    """One themed edition: an editorial and an ordered choice of pages of the catalogue."""

    main_text_field: ClassVar[str] = "editorial"
    needs_other_association: ClassVar[bool] = True

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    theme = models.ForeignKey(
        "pages.Theme", verbose_name=_("theme of the edition"), null=True, blank=True, on_delete=models.SET_NULL, related_name="editions"
    )
    editorial = StreamField(TextStream(), verbose_name=_("editorial"), blank=True)
    launch_date = models.DateField(_("launch date"))

    parent_page_types: ClassVar[list[str]] = ["pages.EditionIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    edit_handler = page_form(
        "editorial",
        shared=[
            FieldPanel("number"),
            FieldPanel("launch_date"),
            FieldPanel("theme"),
            InlinePanel("contents", heading=_("Contents")),
            InlinePanel("partners", heading=_("Partners and funders")),
            InlinePanel("key_figures", heading=_("Key figures")),
        ],
        shared_heading=_("Edition"),
    )

    graphql_description = "A themed edition: an editorial and a choice of pages."
    graphql_fields = [
        GraphQLInt("number", required=True, description="The number of the edition."),
        GraphQLForeignKey("theme", "pages.Theme", description="The theme of the edition."),
        GraphQLField("launch_date", graphene.Date, required=True, description="The day of its launch."),
        GraphQLPage("contents", source="contents.page", is_list=True, description="Its pages, in order."),
        GraphQLForeignKey("partners", "pages.EditionPartner", is_list=True, description="Its partners and funders, in order."),
        GraphQLForeignKey(
            "key_figures", "pages.Evidence", source="key_figures.evidence", is_list=True, description="Its key figures, in order."
        ),
    ]

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")


class EditionContent(Orderable):
    """A page of an edition, at its place."""

    edition = ParentalKey(EditionPage, on_delete=models.CASCADE, related_name="contents")
    page = models.ForeignKey(BasePage, verbose_name=_("page"), on_delete=models.CASCADE, related_name="edition_contents")

    class Meta(Orderable.Meta):
        verbose_name = _("content")
        verbose_name_plural = _("contents")


class EditionPartner(Orderable):
    """An organisation shown on an edition, as partner or as funder."""

    class Role(models.TextChoices):
        PARTNER = "partner", _("Partner")
        FUNDER = "funder", _("Funder")

    edition = ParentalKey(EditionPage, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey("pages.Organisation", verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.PARTNER)

    graphql_description = "An organisation shown on an edition."
    graphql_fields = [
        GraphQLForeignKey("organisation", "pages.Organisation", required=True, description="The organisation."),
        GraphQLString("role", required=True, description="Partner or funder."),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("partner or funder")
        verbose_name_plural = _("partners and funders")


class EditionKeyFigure(Orderable):
    """A figure shown on an edition."""

    edition = ParentalKey(EditionPage, on_delete=models.CASCADE, related_name="key_figures")
    evidence = models.ForeignKey("pages.Evidence", verbose_name=_("key figure"), on_delete=models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")
