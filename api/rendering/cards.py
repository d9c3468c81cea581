"""The card of a page, from the page's row: the same facts as ``pages.cards.reading`` gathers, so that its address leads to it."""

from __future__ import annotations

import datetime as dt
from functools import cache

from api.loading.kinds import Kind
from api.loading.relations import ToMany, in_language_served, linked_by
from api.loading.rows import Row
from api.loading.sources import Linked, source_of
from api.loading.texts import Blocks, TextColumn, main_text
from api.rendering import embedded
from api.rendering.credit import association
from api.rendering.images import FOCAL_POINT
from pages.cards.facts import LINE_BLOCK, CardFacts, Photograph, card_facts
from pages.days import day_of, end_of
from pages.drawing.lettering import can_set
from pages.models import BasePage, ClubImage
from pages.site_addresses import media_address


def card_of(page: Row) -> CardFacts | None:
    """What the page's card shows in the language it is served in; None where this server has no letters for that."""
    if not can_set(page.served):
        return None
    is_crisis = bool(page.get("is_crisis"))
    signed = [association(page), *page.related(_cosigning())]
    return card_facts(
        page.served,
        title=page.get("title"),
        model_name=str(page.kind.model._meta.model_name) if isinstance(page.kind, Kind) else "",
        names=[found.get("short_name") for found in signed if found is not None],
        is_crisis=is_crisis,
        photograph=None if is_crisis else _photograph(page),
        line=_first_line(page) if is_crisis else None,
    )


def card_address(page: Row) -> str | None:
    """The absolute address of the page's card."""
    card = card_of(page)
    return media_address(card.url(str(page.get("translation_key")))) if card is not None else None


@cache
def _cosigning() -> ToMany:
    source = source_of(BasePage, "cosigning_organisations")
    if not isinstance(source, Linked):
        raise TypeError("A page leads to those who sign it too through rows of links.")
    return linked_by(source)


def _photograph(page: Row) -> Photograph | None:
    cover = in_language_served(page, "cover_image_id", ClubImage)
    if cover is None:
        return None
    return Photograph(str(cover.get("key")), cover.get("file"), tuple(cover.get(column) for column in FOCAL_POINT))


def _text_of_urgent_help(page: Row) -> TextColumn | None:
    # The texts of other pages are weight for nothing.
    return main_text(page) if page.get("is_crisis") else None


_TEXT_OF_URGENT_HELP = Blocks(_text_of_urgent_help)


def _first_line(page: Row) -> tuple[str, str] | None:
    """Number and name of the first line that the page's text shows and that exists today."""
    operation = page.batch.operation
    today = day_of(operation.now)
    for block in page.related(_TEXT_OF_URGENT_HELP):
        line = embedded.helpline(block) if getattr(block.kind, "block_type", "") == LINE_BLOCK else None
        if line is None:
            continue
        begins, ends = line.get("valid_from"), line.get("valid_to")
        operation.holds_until(begins and end_of(begins - dt.timedelta(days=1)), ends and end_of(ends))
        if (begins is None or begins <= today) and (ends is None or today <= ends):
            return str(line.get("number_short")), str(line.get("name"))
    return None
