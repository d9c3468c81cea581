"""What Wagtail shows editors of a page, in its preview panel and in a new window: the page as typed, as the API would answer it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse

from api.preview.looks import Look, Refusal
from api.preview.showing import Shown, shown
from editorial.previews.findings import unfinished
from editorial.previews.rendering import page_context
from pages import languages
from pages.models import BasePage


def preview_response(request: HttpRequest, page: BasePage, language: str) -> TemplateResponse:
    """The page as its writers left it, saved or not, in one language: its own words there, empty where it has none.

    Where readers would not get it, its writers see it all the same, and are told; where it cannot be published, what is missing.
    """
    is_ready = languages.is_ready(page, language)
    seen, is_hidden = _seen(request, page, language)
    context = {
        "request": request,
        # For Wagtail's own bar.
        "self": page,
        "is_ready": is_ready,
        "is_hidden": is_hidden,
        "modes": [(code, languages.native_name(code), code == language) for code in languages.codes()],
    }
    if seen.page is not None:
        response = TemplateResponse(request, "editorial/previews/panel.html", {**context, **page_context(seen.page, language)})
    else:
        response = TemplateResponse(request, "editorial/previews/not_shown.html", {**context, **_told(page, language, seen.refusal)})
    response["X-Robots-Tag"] = "noindex"
    return response


def _seen(request: HttpRequest, page: BasePage, language: str) -> tuple[Shown, bool]:
    """What is shown, and whether readers would not get it."""
    seen = shown(Look(page, request.user, version=page), language)
    if seen.refusal is not Refusal.HIDDEN:
        return seen, False
    return shown(Look(page, request.user, version=page, through_locks=True), language), True


def _told(page: BasePage, language: str, refusal: Refusal | None) -> dict[str, Any]:
    return {
        "language": language,
        "direction": languages.direction(language),
        "title": languages.text(page, "title", language) or "",
        "summary": languages.text(page, "summary", language) or "",
        "is_unfinished": refusal is Refusal.UNFINISHED,
        "unfinished": unfinished(page) if refusal is Refusal.UNFINISHED else [],
    }
