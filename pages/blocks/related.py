"""Blocks that lead to other pages of the site."""

from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLPage, GraphQLString
from wagtail import blocks


class RelatedPagesBlock(blocks.StructBlock):
    """Several pages under one title."""

    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    pages = blocks.ListBlock(blocks.PageChooserBlock(label=_("Page")), label=_("Pages"))

    graphql_description = "Several pages under one title."
    graphql_fields = [
        GraphQLString("title", required=True, description="The title; empty where there is none."),
        GraphQLPage("pages", is_list=True, description="The pages, in the language asked."),
    ]

    class Meta:
        icon = "list-ul"
        label = _("Related pages")


def related_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks that point to pages."""
    return [
        ("page", blocks.PageChooserBlock(icon="doc-empty-inverse", label=_("Related page"))),
        ("pages", RelatedPagesBlock()),
    ]
