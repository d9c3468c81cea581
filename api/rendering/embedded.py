"""What stands inside a text: images, videos, figures, helplines, documents, pages, asked for in the language of the text."""

from __future__ import annotations

from functools import cache

from django.db.models import Model

from api.loading.catalogue import kind_of
from api.loading.relations import ToListed, ToOne, listed_in, related_to, served_language
from api.loading.rows import Row
from pages.models import BasePage, ClubDocument, ClubImage, Evidence, Helpline, Video


@cache
def _in_language_of_text(column: str, model: type[Model]) -> ToOne:
    return ToOne(column, kind_of(model), served_language)


@cache
def _pages_in_language_of_text() -> ToListed:
    return ToListed("pages", kind_of(BasePage), served_language)


def _embedded(block: Row, column: str, model: type[Model]) -> Row | None:
    # Mostly a text is in the language asked: then typed blocks and HTML show the same rows, read once.
    relation = related_to(column, model) if block.served == block.asked else _in_language_of_text(column, model)
    found: Row | None = block.related(relation)
    return found


def image(block: Row) -> Row | None:
    """The image of an image block or a step, if readers may see it."""
    return _embedded(block, "image", ClubImage)


def video(block: Row) -> Row | None:
    """The video of a video block, if readers may see it."""
    return _embedded(block, "video", Video)


def document(block: Row) -> Row | None:
    """The document of a document block, if readers may see it."""
    return _embedded(block, "document", ClubDocument)


def evidence(block: Row) -> Row | None:
    """The figure of a key figure block."""
    return _embedded(block, "key_figure", Evidence)


def helpline(block: Row) -> Row | None:
    """The line of a helpline block."""
    return _embedded(block, "helpline", Helpline)


def pages(block: Row) -> list[Row]:
    """The pages that a page block or a list of related pages leads to, those readers may see."""
    if "pages" in block.layout:
        in_language_asked = block.served == block.asked
        listed: list[Row] = block.related(listed_in("pages", BasePage) if in_language_asked else _pages_in_language_of_text())
        return listed
    found = _embedded(block, "page", BasePage)
    return [found] if found else []
