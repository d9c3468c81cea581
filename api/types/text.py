"""Texts: the interface of all blocks, the blocks that have no class of ours, formatted text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import graphene
from django.db.models import Model

from api.loading.links import TEXT_LINKS
from api.loading.relations import listed_in, related_to
from api.loading.rows import Row
from api.rendering import rich_text
from api.rendering.blocks_html import block_html
from api.rendering.blocks_text import block_plain
from api.schema.grapple_types import type_of
from api.types.interfaces import Page
from api.types.limits import heading_level
from pages.media.links import document_url
from pages.models import BasePage, ClubDocument, ClubImage, Evidence, Helpline, Video

HEADING_START = "Level of the main headings, 1 to 6; the others follow."


@dataclass(frozen=True, slots=True)
class StoredRichText:
    """Rich text as editors stored it, and the block it stands in."""

    block: Row
    name: str


class FormattedText(graphene.ObjectType):
    """A text with emphasis, lists and links."""

    html = graphene.String(
        required=True,
        description="Sanitised HTML. Links to pages hold the path in the language of the text; links readers may not follow are words.",
    )
    text = graphene.String(required=True, description="The words alone.")

    @staticmethod
    def resolve_html(stored: StoredRichText, _info: Any) -> str:
        """The text as HTML."""
        block = stored.block
        return rich_text.html(block.get(stored.name), block.related(TEXT_LINKS), block.served)

    @staticmethod
    def resolve_text(stored: StoredRichText, _info: Any) -> str:
        """The text as words."""
        return rich_text.plain(stored.block.get(stored.name))


class Block(graphene.Interface):
    """A part of a text. Read the blocks by type, or each as `html`; a text's whole HTML is `bodyHtml`."""

    key = graphene.String(required=True, description="Identifies the block inside its text.")
    html = graphene.String(
        required=True,
        heading_start=graphene.Int(default_value=2, description=HEADING_START),
        description="The block as sanitised HTML; empty where it shows something that is not public.",
    )
    text = graphene.String(required=True, description="The block as plain words; empty where it shows something that is not public.")

    @staticmethod
    def resolve_key(block: Row, _info: Any) -> str:
        """The id Wagtail gave the block."""
        return str(block.pk)

    @staticmethod
    def resolve_html(block: Row, _info: Any, heading_start: int | None) -> str:
        """The block as HTML."""
        return block_html(block, heading_level(heading_start))

    @staticmethod
    def resolve_text(block: Row, _info: Any) -> str:
        """The block as words."""
        return block_plain(block)


class ParagraphBlock(graphene.ObjectType):
    """Running text: its `html` and `text`."""

    class Meta:
        interfaces = (Block,)


class KeyFigureBlock(graphene.ObjectType):
    """A figure with the study it comes from."""

    class Meta:
        interfaces = (Block,)

    evidence = graphene.Field(lambda: type_of(Evidence), required=True, description="The figure.")

    @staticmethod
    def resolve_evidence(block: Row, _info: Any) -> Row | None:
        """The figure."""
        return _shown(block, "key_figure", Evidence)


class HelplineBlock(graphene.ObjectType):
    """A line that helps, wherever a text speaks of it."""

    class Meta:
        interfaces = (Block,)

    helpline = graphene.Field(lambda: type_of(Helpline), required=True, description="The line.")

    @staticmethod
    def resolve_helpline(block: Row, _info: Any) -> Row | None:
        """The line."""
        return _shown(block, "helpline", Helpline)


class VideoBlock(graphene.ObjectType):
    """A video inside a text."""

    class Meta:
        interfaces = (Block,)

    video = graphene.Field(lambda: type_of(Video), required=True, description="The video.")

    @staticmethod
    def resolve_video(block: Row, _info: Any) -> Row | None:
        """The video."""
        return _shown(block, "video", Video)


class PageBlock(graphene.ObjectType):
    """A page that a text points to."""

    class Meta:
        interfaces = (Block,)

    page = graphene.Field(Page, required=True, description="The page, in the language asked.")

    @staticmethod
    def resolve_page(block: Row, _info: Any) -> Row | None:
        """The page."""
        return _shown(block, "page", BasePage)


class DocumentAdditions(graphene.ObjectType):
    """What is computed for a document."""

    url = graphene.String(required=True, description="Where the file is, from the root of this server.")

    @staticmethod
    def resolve_url(document: Row, _info: Any) -> str:
        """The address."""
        return document_url(document.pk, document.get("file"))


class DocumentBlock(graphene.ObjectType):
    """A file that a text offers."""

    class Meta:
        interfaces = (Block,)

    document = graphene.Field(lambda: type_of(ClubDocument), required=True, description="The file.")

    @staticmethod
    def resolve_document(block: Row, _info: Any) -> Row | None:
        """The file."""
        return _shown(block, "document", ClubDocument)


def _shown(block: Row, column: str, model: type[Model]) -> Row | None:
    found: Row | None = block.related(related_to(column, model))
    return found


# What a block shows, by its type; one that shows nothing readers may see is left out of its text.
_SHOWS: dict[str, Callable[[Row], object]] = {
    "key_figure": lambda block: _shown(block, "key_figure", Evidence),
    "helpline": lambda block: _shown(block, "helpline", Helpline),
    "video": lambda block: _shown(block, "video", Video),
    "page": lambda block: _shown(block, "page", BasePage),
    "document": lambda block: _shown(block, "document", ClubDocument),
    "image": lambda block: _shown(block, "image", ClubImage),
    "pages": lambda block: block.related(listed_in("pages", BasePage)),
}


def public_blocks(blocks: Iterable[Row]) -> list[Row]:
    """The blocks that show something readers may see, in order."""
    return [block for block in blocks if _SHOWS.get(getattr(block.kind, "block_type", ""), bool)(block)]


STOCK_BLOCKS = (ParagraphBlock, KeyFigureBlock, HelplineBlock, VideoBlock, PageBlock, DocumentBlock)
