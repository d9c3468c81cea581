"""Blocks that stand out of the text: a tip, a warning, a key figure, a helpline."""

from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLRichText, GraphQLString
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from pages.blocks.text import RICH_TEXT_FEATURES


class CalloutBlock(blocks.StructBlock):
    """What tips and warnings share: an optional title and a text."""

    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    text = blocks.RichTextBlock(features=RICH_TEXT_FEATURES, label=_("Text"))


class TipBlock(CalloutBlock):
    """Something that helps."""

    graphql_description = "Something that helps."
    graphql_fields = [
        GraphQLString("title", required=True, description="The title; empty where there is none."),
        GraphQLRichText("content", source="text", required=True, description="The tip."),
    ]

    class Meta:
        icon = "pick"
        label = _("Tip")


class WarningBlock(CalloutBlock):
    """Something to beware of."""

    graphql_description = "Something to beware of."
    graphql_fields = [
        GraphQLString("title", required=True, description="The title; empty where there is none."),
        GraphQLRichText("content", source="text", required=True, description="The warning."),
    ]

    class Meta:
        icon = "warning"
        label = _("Warning")


def callout_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks set apart from the text. Figures and numbers come from their records, never typed by hand."""
    return [
        ("tip", TipBlock()),
        ("warning", WarningBlock()),
        ("key_figure", SnippetChooserBlock("pages.Evidence", icon="doc-full-inverse", label=_("Key figure"))),
        ("helpline", SnippetChooserBlock("pages.Helpline", icon="help", label=_("Helpline"))),
    ]
