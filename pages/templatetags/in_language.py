"""The words of records and pages in the language a template is written for."""

from __future__ import annotations

from typing import Any

from django import template

from pages import languages
from pages.reader_words import words

register = template.Library()


@register.simple_tag
def record_text(record: Any, field: str, code: str) -> str:
    """The text of a snippet or image in ``code``, else in the source language."""
    return str(languages.text_with_fallback(record, field, code) or "")


@register.simple_tag
def site_words(name: str, code: str) -> str:
    """What the site itself says before a block, in ``code``."""
    return words(name, code)


@register.simple_tag
def page_title(page: Any, code: str) -> str:
    """The title of a page as somebody who reads in ``code`` is served it."""
    return str(languages.text(page, "title", languages.served_language(page, code)) or "")
