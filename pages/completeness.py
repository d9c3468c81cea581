"""How much of a page's French stands in another language, for the people who translate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from modeltranslation.translator import translator

from pages import languages

if TYPE_CHECKING:
    from pages.models import BasePage

_NOT_TEXT = frozenset({"draft_title", "address", "is_ready", "audio"})


def _amount(value: Any) -> int:
    """How many pieces of text a field holds: its blocks, or one."""
    if not value:
        return 0
    return len(value) if hasattr(value, "raw_data") else 1


def completeness(page: BasePage, code: str) -> int:
    """The share, in per cent, of the page's French texts (each block of a stream is one) that have something in ``code``."""
    fields = [field for field in translator.get_options_for_model(type(page)).all_fields if field not in _NOT_TEXT]
    wanted = done = 0
    for field in fields:
        amount = _amount(languages.text(page, field, languages.source()))
        wanted += amount
        done += min(amount, _amount(languages.text(page, field, code)))
    return 100 if not wanted else done * 100 // wanted
