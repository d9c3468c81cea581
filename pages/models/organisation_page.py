"""The space of one association."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from pages.blocks import TextStream
from pages.models.base import BasePage
from pages.panels import page_form


class OrganisationPage(BasePage):
    """The top of the subtree that one association edits; below it stands every type of page that names it among its parents."""

    main_text_field: ClassVar[str] = "presentation"

    presentation = StreamField(TextStream(), verbose_name=_("presentation"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]

    edit_handler = page_form("presentation")

    graphql_description = "The space of one association, which is its `organisation`."

    class Meta:
        verbose_name = _("space of an association")
        verbose_name_plural = _("spaces of associations")
