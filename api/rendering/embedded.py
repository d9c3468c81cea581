"""What stands inside a text: images, videos, figures, helplines, documents, pages, asked for in the language of the text."""

from __future__ import annotations

from functools import cache

from api.loading.catalogue import kind_of
from api.loading.relations import ToListed, in_language_served, listed_in, served_language
from api.loading.rows import Row
from pages.models import BasePage, ClubDocument, ClubImage, Evidence, Helpline, Video


@cache
def _pages_in_language_of_text() -> ToListed:
    return ToListed("pages", kind_of(BasePage), served_language)


def image(block: Row) -> Row | None:
    """The image of an image block or a step, if readers may see it."""
    return in_language_served(block, "image", ClubImage)


def video(block: Row) -> Row | None:
    """The video of a video block, if readers may see it."""
    return in_language_served(block, "video", Video)


def document(block: Row) -> Row | None:
    """The document of a document block, if readers may see it."""
    return in_language_served(block, "document", ClubDocument)


def evidence(block: Row) -> Row | None:
    """The figure of a key figure block."""
    return in_language_served(block, "key_figure", Evidence)


def helpline(block: Row) -> Row | None:
    """The line of a helpline block."""
    return in_language_served(block, "helpline", Helpline)


def pages(block: Row) -> list[Row]:
    """The pages that a page block or a list of related pages leads to, those readers may see."""
    if "pages" in block.layout:
        in_language_asked = block.served == block.asked
        listed: list[Row] = block.related(listed_in("pages", BasePage) if in_language_asked else _pages_in_language_of_text())
        return listed
    found = in_language_served(block, "page", BasePage)
    return [found] if found else []
