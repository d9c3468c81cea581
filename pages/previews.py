"""What editors see of a page before readers do: its words in one language, plainly set, on a page of the admin that nobody indexes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from modeltranslation.translator import translator

from pages import languages
from pages.reader_words import words

if TYPE_CHECKING:
    from pages.models import BasePage, TextList


def preview_modes() -> list[tuple[str, str]]:
    """One preview for each language, the source language first, whether the language is ready or not."""
    return [(code, languages.native_name(code)) for code in languages.codes()]


def preview_response(request: HttpRequest, page: BasePage, mode: str) -> TemplateResponse:
    """The page in the language named by ``mode`` (the source language for any other word).

    It shows the language's own columns, empty where they are empty: what readers would get once it is ready.
    """
    code = mode if mode in languages.codes() else languages.source()
    response = TemplateResponse(request, "pages/preview.html", _context(request, page, code))
    response["X-Robots-Tag"] = "noindex"
    return response


def _context(request: HttpRequest, page: BasePage, code: str) -> dict[str, Any]:
    own_texts = translator.get_options_for_model(type(page)).local_fields
    return {
        "request": request,
        "self": page,
        "language": code,
        "direction": languages.direction(code),
        "is_ready": languages.is_ready(page, code),
        "title": languages.text(page, "title", code),
        "summary": languages.text(page, "summary", code),
        "other_texts": [languages.text(page, field, code) for field in sorted(own_texts) if field != page.main_text_field],
        "main_text": languages.text(page, page.main_text_field, code) if page.main_text_field else None,
        "lists_before": [_list(page, listed, code) for listed in page.text_lists if listed.comes_first],
        "lists_after": [_list(page, listed, code) for listed in page.text_lists if not listed.comes_first],
        "easy_read": languages.text(page, "easy_read", code),
    }


def _list(page: BasePage, listed: TextList, code: str) -> tuple[str, list[str]]:
    """A list that belongs to the text: what readers see above it, and its rows."""
    rows = [languages.text(row, listed.field, code) for row in getattr(page, listed.relation).all()]
    return words(listed.relation, code), [row for row in rows if row]
