"""What families can use: what all kinds of resources share, and the pages that list them."""

from __future__ import annotations

from typing import ClassVar

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from pages.blocks import TextStream
from pages.models.base import BasePage
from pages.panels import page_form


class ResourceIndexPage(BasePage):
    """A list of resources; below it stands every type of page that names it among its parents."""

    main_text_field: ClassVar[str] = "body"

    body = StreamField(TextStream(), verbose_name=_("text"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.OrganisationPage"]

    edit_handler = page_form("body")

    graphql_description = "A list of resources."

    class Meta:
        verbose_name = _("list of resources")
        verbose_name_plural = _("lists of resources")


class ResourcePage(BasePage):
    """What families can use, of whatever kind: each kind is a type of page of its own, and readers find them all in one list."""

    parent_page_types: ClassVar[list[str]] = ["pages.ResourceIndexPage", "pages.OrganisationPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True


def resource_types() -> tuple[type[ResourcePage], ...]:
    """The kinds of resources of the site, once all models are loaded."""
    return tuple(model for model in apps.get_models() if issubclass(model, ResourcePage))
