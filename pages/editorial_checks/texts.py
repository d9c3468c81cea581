"""What stands in a text of blocks, by the definitions of its blocks: a new block is read without a word here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from pages.blocks import HeadingBlock, ImageBlock, StepBlock
from pages.editorial_checks.content import Heading, Link, Words
from pages.editorial_checks.findings import Place

STEP_LEVEL = 2
"""A step is a main heading of its text."""

_END_OF_LINE = re.compile(r"<(?:br|hr)\b[^>]*>|</(?:p|li|ul|ol|h\d|blockquote)\s*>", re.IGNORECASE)
_ADDRESS = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
# As Wagtail stores links to its own things: by their number, in either order of the attributes.
_INSIDE = re.compile(r"""<a\b(?=[^>]*\blinktype="(page|document)")(?=[^>]*\bid="(\d+)")""", re.IGNORECASE)
_LINKED = {"page": "BasePage", "document": "ClubDocument"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A record that a text shows: the name of its model and its number; an image also with what is said of it at its place."""

    place: Place
    model: str
    number: int
    alt_text: str = ""
    is_decorative: bool = False


Piece = Words | Link | Heading | Reference

_CHOOSERS = (ImageChooserBlock, SnippetChooserBlock, DocumentChooserBlock)


def rich_lines(html: str) -> Iterator[str]:
    """The words of a rich text, a line for each paragraph and item; a number in bold half-way stays whole."""
    for line in _END_OF_LINE.sub("\n", html).split("\n"):
        words = unescape(strip_tags(line)).strip()
        if words:
            yield words


def pieces(stream_block: blocks.StreamBlock, raw: Sequence[Any], place: Place) -> Iterator[Piece]:
    """Everything a stored text holds, in its order; blocks of unknown type are passed over, as Wagtail does."""
    for index, stored in enumerate(raw):
        child = stream_block.child_blocks.get(str(stored.get("type"))) if isinstance(stored, Mapping) else None
        if child is not None:
            yield from _block(child, stored.get("value"), replace(place, block=index))


def _block(block: blocks.Block, value: Any, place: Place) -> Iterator[Piece]:
    if isinstance(block, blocks.StructBlock):
        yield from _struct(block, value, place)
    elif isinstance(block, blocks.ListBlock):
        for item in value if isinstance(value, list) else ():
            # Wagtail stores items with an id of their own, and read bare ones before.
            yield from _block(block.child_block, item["value"] if isinstance(item, Mapping) and "value" in item else item, place)
    elif isinstance(block, blocks.RichTextBlock):
        yield from _rich(str(value or ""), place)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        if value and str(value).strip():
            yield Words(place, str(value))
    elif isinstance(value, int) and not isinstance(value, bool) and (model := _shown_model(block)):
        yield Reference(place, model, value)


def _struct(block: blocks.StructBlock, value: Any, place: Place) -> Iterator[Piece]:
    if not isinstance(value, Mapping):
        return
    if isinstance(block, HeadingBlock) and str(value.get("level")).isdigit():
        yield Heading(place, int(value["level"]))
    elif isinstance(block, StepBlock):
        yield Heading(place, STEP_LEVEL)
    for name, child in block.child_blocks.items():
        for piece in _block(child, value.get(name), replace(place, part=name)):
            yield _described(piece, value) if isinstance(block, ImageBlock) and isinstance(piece, Reference) else piece


def _described(image: Reference, value: Mapping[str, Any]) -> Reference:
    """An image with what its block says of it; an editor mends that in the block's alternative text."""
    alt_text, is_decorative = str(value.get("alt_text") or "").strip(), bool(value.get("is_decorative"))
    return replace(image, place=replace(image.place, part="alt_text"), alt_text=alt_text, is_decorative=is_decorative)


def _rich(html: str, place: Place) -> Iterator[Piece]:
    for line in rich_lines(html):
        yield Words(place, line)
    for quoted, apostrophed, bare in _ADDRESS.findall(html):
        yield Link(place, unescape(quoted or apostrophed or bare).strip())
    for kind, number in _INSIDE.findall(html):
        yield Reference(place, _LINKED[kind.lower()], int(number))


def _shown_model(block: blocks.Block) -> str:
    """The name of the model a chooser chooses from ("Video"; for every type of page "BasePage"); "" for another block."""
    if isinstance(block, blocks.PageChooserBlock):
        return "BasePage"
    return str(block.target_model.__name__) if isinstance(block, _CHOOSERS) else ""
