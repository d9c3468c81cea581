"""Activities to do with a child."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLForeignKey, GraphQLInt, GraphQLString
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField

from pages.blocks import GuideStream
from pages.models.resource import ResourcePage
from pages.models.rows import TextList, TextRow
from pages.panels import page_form
from pages.translated_panels import in_every_language


class ActivityPage(ResourcePage):
    """Something to do together: how long it takes, what it needs, step by step."""

    main_text_field: ClassVar[str] = "steps"
    text_lists: ClassVar[tuple[TextList, ...]] = (TextList("material", "item", comes_first=True),)

    steps = StreamField(GuideStream(), verbose_name=_("steps"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("duration (minutes)"), default=20)

    edit_handler = page_form(
        "steps",
        shared=[FieldPanel("minutes"), InlinePanel("material", in_every_language("item"), heading=_("Material"))],
        shared_heading=_("Duration and material"),
    )

    graphql_description = "Something to do with the child."
    graphql_fields = [
        GraphQLInt("minutes", required=True, description="How long it takes, in minutes."),
        GraphQLForeignKey("material", "pages.ActivityMaterial", is_list=True, description="What is needed, in order."),
    ]

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")


class ActivityMaterial(TextRow):
    """Something an activity needs."""

    page = ParentalKey(ActivityPage, on_delete=models.CASCADE, related_name="material")
    item = models.CharField(_("what is needed"), max_length=200)

    graphql_description = "Something an activity needs."
    graphql_fields = [GraphQLString("item", required=True, description="What is needed.")]

    class Meta(TextRow.Meta):
        abstract = False
        verbose_name = _("thing needed")
        verbose_name_plural = _("material")
