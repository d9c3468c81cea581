"""Blocks that lead to other pages of the site."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class RelatedPagesBlock(blocks.StructBlock):
    """Several pages under one title."""

    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    pages = blocks.ListBlock(blocks.PageChooserBlock(label=_("Page")), label=_("Pages"))

    class Meta:
        icon = "list-ul"
        label = _("Related pages")


def related_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks that point to pages."""
    return [
        ("page", blocks.PageChooserBlock(icon="doc-empty-inverse", label=_("Related page"))),
        ("pages", RelatedPagesBlock()),
    ]
