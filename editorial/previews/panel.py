"""What Wagtail shows editors of a page, in its preview panel and in a new window: the page as typed, as the website will show it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from api.preview.looks import Look, Refusal
from api.preview.showing import Shown, shown
from editorial.previews.findings import unfinished
from editorial.previews.site import draft_notice, draft_page
from pages import languages
from pages.models import BasePage


def preview_response(request: HttpRequest, page: BasePage, language: str) -> HttpResponse:
    """The page as its writers left it, saved or not, in one language: its own words there, empty where it has none.

    Where readers would not get it, its writers see it all the same, and are told; where it cannot be published, what is missing.
    """
    seen, is_hidden = _seen(request, page, language)
    around = {
        # The panel has a choice of its own.
        "addresses": {} if getattr(request, "in_preview_panel", False) else {code: f"?mode={code}" for code in languages.codes()},
        "after": wagtailuserbar({"request": request, "self": page}),
    }
    if seen.page is not None:
        note = _note(is_hidden=is_hidden, is_ready=languages.is_ready(page, language))
        response = draft_page(request, language, seen.page, note=note, **around)
        if response is not None:
            return response
    return _not_shown(page, language, seen.refusal, around)


def _seen(request: HttpRequest, page: BasePage, language: str) -> tuple[Shown, bool]:
    """What is shown, and whether readers would not get it."""
    seen = shown(Look(page, request.user, version=page), language)
    if seen.refusal is not Refusal.HIDDEN:
        return seen, False
    return shown(Look(page, request.user, version=page, through_locks=True), language), True


def _note(*, is_hidden: bool, is_ready: bool) -> str:
    told = {"is_hidden": is_hidden, "is_ready": is_ready}
    return "" if is_ready and not is_hidden else render_to_string("editorial/previews/note.html", told)


def _not_shown(page: BasePage, language: str, refusal: Refusal | None, around: dict[str, Any]) -> HttpResponse:
    """The title and the summary, and why there is no more."""
    title = languages.text(page, "title", language) or ""
    told = {
        "title": title,
        "summary": languages.text(page, "summary", language) or "",
        "is_unfinished": refusal is Refusal.UNFINISHED,
        "is_hidden": refusal is Refusal.HIDDEN,
        "unfinished": unfinished(page) if refusal is Refusal.UNFINISHED else [],
    }
    note = render_to_string("editorial/previews/not_shown_note.html", told)
    return draft_notice(language, title, render_to_string("editorial/previews/not_shown.html", told), note=note, **around)
