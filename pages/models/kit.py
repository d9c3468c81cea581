"""Kits for a parents' evening: what to do, in which order, with which files."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLForeignKey, GraphQLInt, GraphQLString
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from pages.blocks import GuideStream
from pages.models.resource import ResourcePage
from pages.panels import page_form


class KitLevel(models.TextChoices):
    """The school whose families are invited."""

    NURSERY = "nursery", _("Nursery school")
    PRIMARY = "primary", _("Primary school")
    LOWER_SECONDARY = "lower_secondary", _("Lower secondary school")
    UPPER_SECONDARY = "upper_secondary", _("Upper secondary school")


class KitFileKind(models.TextChoices):
    """What a file of a kit is for."""

    SLIDES = "slides", _("Slides")
    HANDOUT = "handout", _("Handout")
    LETTER = "letter", _("Letter to families")


class KitPage(ResourcePage):
    """Everything for a parents' evening; its public files come as one zip too."""

    main_text_field: ClassVar[str] = "running_order"

    running_order = StreamField(GuideStream(), verbose_name=_("running order"), blank=True)
    level = models.CharField(_("level"), max_length=20, choices=KitLevel)
    minutes = models.PositiveSmallIntegerField(_("duration (minutes)"))

    edit_handler = page_form(
        "running_order",
        shared=[
            FieldPanel("level"),
            FieldPanel("minutes"),
            InlinePanel(
                "files",
                [FieldPanel("kind"), FieldPanel("language"), FieldPanel("document"), FieldPanel("licence")],
                heading=_("Files"),
            ),
        ],
        shared_heading=_("Kit"),
    )

    graphql_description = "Everything for a parents' evening: a running order and files."
    graphql_fields = [
        GraphQLString("level", required=True, description="The school whose families are invited."),
        GraphQLInt("minutes", required=True, description="How long the evening takes, in minutes."),
        GraphQLForeignKey("files", "pages.KitFile", is_list=True, description="Its files that readers may see, in order."),
    ]

    class Meta:
        verbose_name = _("kit for a parents' evening")
        verbose_name_plural = _("kits for parents' evenings")


class KitFile(Orderable):
    """A file of a kit in one language; as public as its document."""

    kit = ParentalKey(KitPage, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(_("kind"), max_length=10, choices=KitFileKind)
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES, default=settings.SITE_SOURCE_LANGUAGE)
    document = models.ForeignKey("pages.ClubDocument", verbose_name=_("document"), on_delete=models.CASCADE, related_name="kit_files")
    licence = models.CharField(_("licence"), max_length=100, blank=True, help_text=_("For example CC BY-SA 4.0."))

    graphql_description = "A file of a kit."
    graphql_fields = [
        GraphQLString("kind", required=True, description="What it is for."),
        GraphQLString("language", required=True, description="The language of its words."),
        GraphQLForeignKey("document", "pages.ClubDocument", required=True, description="The file."),
        GraphQLString("licence", description="The licence it is under."),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("file of the kit")
        verbose_name_plural = _("files of the kit")
