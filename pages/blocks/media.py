"""Blocks that show an image, a video or a document."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLBoolean, GraphQLImage, GraphQLString
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class ImageBlock(blocks.StructBlock):
    """An image with an alternative text for this place, or marked as decorative."""

    image = ImageChooserBlock(label=_("Image"))
    alt_text = blocks.CharBlock(
        required=False,
        max_length=300,
        label=_("Alternative text"),
        help_text=_("What the image shows, for those who do not see it. Empty: the image's own text."),
    )
    is_decorative = blocks.BooleanBlock(required=False, label=_("Decorative: it says nothing that the text does not say"))
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    graphql_description = "An image inside a text."
    graphql_fields = [
        GraphQLImage("image", required=True, description="The image."),
        GraphQLString("alt_text", description="The alternative text for this place; null: that of the image."),
        GraphQLBoolean(
            "is_decorative",
            required=True,
            description="Whether it says nothing that the text does not say: give it an empty alternative text.",
        ),
        GraphQLString("caption", description="Words below the image."),
    ]

    class Meta:
        icon = "image"
        label = _("Image")

    def clean(self, value: Any) -> Any:
        """Refuses an image that is both decorative and described."""
        cleaned = super().clean(value)
        if cleaned["is_decorative"] and cleaned["alt_text"]:
            raise StructBlockValidationError(
                {"alt_text": ValidationError(_("A decorative image has no alternative text: empty it, or untick “Decorative”."))}
            )
        return cleaned


def media_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks that show a file of the media library."""
    return [
        ("image", ImageBlock()),
        ("video", SnippetChooserBlock("pages.Video", icon="media", label=_("Video"))),
        ("document", DocumentChooserBlock(label=_("Document"))),
    ]
