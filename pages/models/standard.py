"""Pages that present the site itself."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from pages.blocks import TextStream
from pages.models.base import BasePage
from pages.panels import page_form


class StandardPage(BasePage):
    """About, legal notice, accessibility statement, or a plain page of an association."""

    main_text_field: ClassVar[str] = "body"

    body = StreamField(TextStream(), verbose_name=_("text"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.OrganisationPage", "pages.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["pages.StandardPage"]

    edit_handler = page_form("body")

    graphql_description = "A plain page: about, legal notice, accessibility statement."

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
