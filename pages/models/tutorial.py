"""Tutorials: how to do one thing in one application or on one device."""

from __future__ import annotations

from typing import ClassVar

import graphene
from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLField, GraphQLString
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from pages.blocks import GuideStream
from pages.models.resource import ResourcePage
from pages.panels import page_form


class TutorialPage(ResourcePage):
    """How to set or do one thing, screen by screen. Applications change: it says for which versions, and when somebody last tried."""

    main_text_field: ClassVar[str] = "steps"

    steps = StreamField(GuideStream(), verbose_name=_("steps"), blank=True)
    platform = models.CharField(_("application or device"), max_length=120, help_text=_("As families call it, for example “iPhone”."))
    versions = models.CharField(
        _("versions"), max_length=120, blank=True, help_text=_("For which the steps hold, for example “iOS 17, 18”.")
    )
    last_verified_on = models.DateField(
        _("last tried on"), null=True, blank=True, help_text=_("The day on which somebody last went through every step.")
    )

    edit_handler = page_form(
        "steps",
        shared=[FieldPanel("platform"), FieldPanel("versions"), FieldPanel("last_verified_on")],
        shared_heading=_("Application or device"),
    )

    graphql_description = "How to do one thing in one application or on one device, step by step."
    graphql_fields = [
        GraphQLString("platform", description="The application or device, such as “iPhone”."),
        GraphQLString("versions", description="The versions for which the steps hold."),
        GraphQLField("last_verified_on", graphene.Date, description="When somebody last went through every step."),
    ]

    class Meta:
        verbose_name = _("tutorial")
        verbose_name_plural = _("tutorials")
