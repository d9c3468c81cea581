"""Practical guides."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLBoolean, GraphQLInt
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from pages.blocks import GuideStream
from pages.models.resource import ResourcePage
from pages.panels import page_form


class GuidePage(ResourcePage):
    """A practical guide: what to do, step by step."""

    main_text_field: ClassVar[str] = "steps"

    steps = StreamField(GuideStream(), verbose_name=_("steps"), blank=True)
    duration_minutes = models.PositiveSmallIntegerField(_("reading time (minutes)"), null=True, blank=True)
    is_printable = models.BooleanField(_("made to be printed"), default=True)

    edit_handler = page_form("steps", shared=[FieldPanel("duration_minutes"), FieldPanel("is_printable")], shared_heading=_("Guide"))

    graphql_description = "A practical guide: what to do, step by step."
    graphql_fields = [
        GraphQLInt("duration_minutes", description="How long it takes to read, in minutes."),
        GraphQLBoolean("is_printable", required=True, description="Whether it is made to be printed."),
    ]

    class Meta:
        verbose_name = _("practical guide")
        verbose_name_plural = _("practical guides")
