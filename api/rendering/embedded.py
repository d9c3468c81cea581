"""What stands inside a text: images, videos, figures, helplines, documents, pages, asked for in the language of the text."""

from __future__ import annotations

from functools import cache

from django.db.models import Model

from api.loading.catalogue import kind_of
from api.loading.relations import ToListed, ToOne, served_language
from api.loading.rows import Row
from pages.models import BasePage, ClubDocument, ClubImage, Evidence, Helpline, Video


@cache
def _embedded(column: str, model: type[Model]) -> ToOne:
    return ToOne(column, kind_of(model), served_language)


@cache
def _listed_pages() -> ToListed:
    return ToListed("pages", kind_of(BasePage), served_language)


def image(block: Row) -> Row | None:
    """The image of an image block or a step, if readers may see it."""
    found: Row | None = block.related(_embedded("image", ClubImage))
    return found


def video(block: Row) -> Row | None:
    """The video of a video block, if readers may see it."""
    found: Row | None = block.related(_embedded("video", Video))
    return found


def document(block: Row) -> Row | None:
    """The document of a document block, if readers may see it."""
    found: Row | None = block.related(_embedded("document", ClubDocument))
    return found


def evidence(block: Row) -> Row | None:
    """The figure of a key figure block."""
    found: Row | None = block.related(_embedded("key_figure", Evidence))
    return found


def helpline(block: Row) -> Row | None:
    """The line of a helpline block."""
    found: Row | None = block.related(_embedded("helpline", Helpline))
    return found


def pages(block: Row) -> list[Row]:
    """The pages that a page block or a list of related pages leads to, those readers may see."""
    if "pages" in block.layout:
        listed: list[Row] = block.related(_listed_pages())
        return listed
    found: Row | None = block.related(_embedded("page", BasePage))
    return [found] if found else []
