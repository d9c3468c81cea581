"""The block of a practical guide: one thing to do."""

from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLImage, GraphQLRichText, GraphQLString
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from pages.blocks.text import RICH_TEXT_FEATURES


class StepBlock(blocks.StructBlock):
    """One step: what to do in a few words, then how."""

    title = blocks.CharBlock(max_length=200, label=_("What to do"))
    text = blocks.RichTextBlock(features=RICH_TEXT_FEATURES, label=_("How"))
    image = ImageChooserBlock(required=False, label=_("Image"))

    graphql_description = "One thing to do."
    graphql_fields = [
        GraphQLString("title", required=True, description="What to do."),
        GraphQLRichText("content", source="text", required=True, description="How."),
        GraphQLImage("illustration", source="image", description="An image; null where there is none readers may see."),
    ]

    class Meta:
        icon = "list-ol"
        label = _("Step")


def step_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks only guides have."""
    return [("step", StepBlock())]
