"""What others publish and the associations recommend."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLString
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from pages.blocks import TextStream
from pages.models.resource import ResourcePage
from pages.panels import page_form

LANGUAGE_TAG = RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("Write a language tag, for example fr."))


class PartnerResourcePage(ResourcePage):
    """Something on another site, and why it is recommended here."""

    main_text_field: ClassVar[str] = "recommendation"

    recommendation = StreamField(TextStream(), verbose_name=_("why we recommend it"), blank=True)
    url = models.URLField(_("address of the resource"), max_length=500)
    publisher = models.CharField(_("publisher"), max_length=200)
    resource_language = models.CharField(
        _("language of the resource"),
        max_length=20,
        default="fr",
        validators=[LANGUAGE_TAG],
        help_text=_("Its language tag: fr, en, ar, tr, pt-BR."),
    )

    edit_handler = page_form(
        "recommendation",
        shared=[FieldPanel("url"), FieldPanel("publisher"), FieldPanel("resource_language")],
        shared_heading=_("Resource"),
    )

    graphql_description = "Something on another site that the associations recommend."
    graphql_fields = [
        GraphQLString("url", required=True, description="Where it is."),
        GraphQLString("publisher", required=True, description="Who publishes it."),
        GraphQLString("resource_language", required=True, description="The language it is in, as BCP 47 tag."),
    ]

    class Meta:
        verbose_name = _("resource of a partner")
        verbose_name_plural = _("resources of partners")
