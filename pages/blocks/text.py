"""Blocks of running text: headings, paragraphs, quotations, lists."""

from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLBoolean, GraphQLInt, GraphQLString
from wagtail import blocks

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript"]


class HeadingBlock(blocks.StructBlock):
    """A heading inside a page's text; level 1 is the page's title."""

    text = blocks.CharBlock(max_length=200, label=_("Heading"))
    level = blocks.ChoiceBlock(
        choices=[("2", _("Part")), ("3", _("Section")), ("4", _("Detail"))],
        default="2",
        label=_("Level"),
    )
    anchor = blocks.RegexBlock(
        regex=r"^[a-z0-9-]*$",
        required=False,
        max_length=80,
        label=_("Anchor"),
        help_text=_("To link to this heading: small letters, digits and hyphens."),
        error_messages={"invalid": _("Only small letters, digits and hyphens.")},
    )

    graphql_description = "A heading inside a text."
    graphql_fields = [
        GraphQLString("title", source="text", required=True, description="The words of the heading."),
        GraphQLInt("level", required=True, description="The level editors gave it, 2 to 4; 1 is the title of the page."),
        GraphQLString("anchor", description="A name for links to this place."),
    ]

    class Meta:
        icon = "title"
        label = _("Heading")


class QuoteBlock(blocks.StructBlock):
    """Words quoted from a document or a study; never words invented for a person."""

    text = blocks.TextBlock(label=_("Quotation"))
    source = blocks.CharBlock(required=False, max_length=200, label=_("Source"))

    graphql_description = "Words quoted from a document or a study."
    graphql_fields = [
        GraphQLString("quote", source="text", required=True, description="The words."),
        GraphQLString("source", description="Where they come from."),
    ]

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class ListBlock(blocks.StructBlock):
    """A short list of plain sentences, numbered or not."""

    is_ordered = blocks.BooleanBlock(required=False, label=_("Numbered"))
    items = blocks.ListBlock(blocks.CharBlock(max_length=500, label=_("Item")), label=_("Items"))

    graphql_description = "A short list of sentences."
    graphql_fields = [
        GraphQLBoolean("is_ordered", required=True, description="Whether the order matters."),
        GraphQLString("items", is_list=True, description="The sentences."),
    ]

    class Meta:
        icon = "list-ul"
        label = _("List")


def text_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks every text may hold."""
    return [
        ("heading", HeadingBlock()),
        ("paragraph", blocks.RichTextBlock(features=RICH_TEXT_FEATURES, label=_("Paragraph"))),
        ("quote", QuoteBlock()),
        ("list", ListBlock()),
    ]
