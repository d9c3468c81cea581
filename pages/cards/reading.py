"""Gathers the facts of a card from a page that readers may see. The API gathers the same from its own rows (``api.rendering.cards``)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pages import languages
from pages.cards.facts import LINE_BLOCK, CardFacts, Photograph, card_facts
from pages.days import day_of
from pages.models import BasePage, ClubImage, Helpline, Organisation
from pages.visibility import public_images


def cover_of(page: BasePage, now: dt.datetime) -> ClubImage | None:
    """The page's cover, if readers may see it."""
    fields: Any = page
    return public_images(now=now).filter(pk=fields.cover_image_id).first() if fields.cover_image_id and not page.is_crisis else None


def facts_of(page: BasePage, language: str, cover: ClubImage | None, now: dt.datetime) -> CardFacts:
    """The facts of a public page in a language in which it is ready; ``cover`` is what ``cover_of`` gives."""
    signed: list[Any] = [page.organisation, *Organisation.objects.filter(cosigned_pages=page)]
    return card_facts(
        language,
        title=languages.text(page, "title", language),
        model_name=page.cached_content_type.model,
        names=[found.short_name for found in signed if found is not None],
        is_crisis=page.is_crisis,
        photograph=cover and _photograph(cover),
        line=_first_line(page, language, day_of(now)) if page.is_crisis else None,
    )


def _photograph(cover: Any) -> Photograph:
    point = (cover.focal_point_x, cover.focal_point_y, cover.focal_point_width, cover.focal_point_height)
    return Photograph(str(cover.key), cover.file.name, point)


def _first_line(page: BasePage, language: str, day: dt.date) -> tuple[str, str] | None:
    """Number and name of the first line that the page's text shows and that exists on ``day``."""
    text = languages.text(page.specific, page.specific.main_text_field, language) if page.specific.main_text_field else ()
    ids = [block["value"] for block in getattr(text, "raw_data", ()) if block["type"] == LINE_BLOCK]
    lines = Helpline.objects.in_bulk(ids) if ids else {}
    valid = (lines[pk] for pk in ids if pk in lines and lines[pk].is_valid_on(day))
    return next(((line.number_short, languages.text_with_fallback(line, "name", language)) for line in valid), None)
