"""What a guest link opens: a page that nobody keeps, indexes or frames, and that asks for no account and sets no cookie."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats, timezone, translation
from django.views.decorators.clickjacking import xframe_options_deny
from django.views.decorators.http import require_safe

from api.preview.knocking import seconds_to_wait
from api.preview.looks import Refusal
from editorial.guest_links import making, opening
from editorial.guest_links.words import spoken
from editorial.models import GuestLink
from editorial.previews.rendering import page_context
from pages import languages
from pages.site_addresses import page_address

HEADERS = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}

# No script at all, and nothing from anybody else's server.
POLICY = {
    "default-src": [NONE],
    "img-src": [SELF],
    "media-src": [SELF],
    "style-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [NONE],
}


@require_safe
@xframe_options_deny
# The types of this decorator know views without arguments alone.
@csp(POLICY)  # type: ignore[arg-type]
def guest_page(request: HttpRequest, token: str, language: str = "", key: UUID | None = None) -> HttpResponse:
    """The page of a link, or a page of its edition, its newest version, in a language of the site; in the source language at first."""
    wait = seconds_to_wait(request.META)
    if wait:
        return _answer(render(request, "editorial/guest_links/wait.html", _said(), status=HTTPStatus.TOO_MANY_REQUESTS), wait)
    code = language or languages.source()
    link = making.found(token) if code in languages.codes() else None
    if link is None:
        return _nothing(request)
    seen = opening.opened(link, code, key)
    if seen.refusal is Refusal.FAILED:
        return _answer(render(request, "editorial/guest_links/wait.html", _said(), status=HTTPStatus.SERVICE_UNAVAILABLE), 60)
    if seen.page is None:
        return _nothing(request)
    if request.method == "GET":
        opening.note(link)
    return _answer(render(request, "editorial/guest_links/page.html", _context(link, token, code, seen, seen.page)))


def _context(link: GuestLink, token: str, code: str, seen: opening.Opened, page: dict[str, Any]) -> dict[str, Any]:
    within = opening.addresses(token, seen.contents, code)

    def address_of(language: str, path: str) -> str:
        return within.get(f"{language}{path}") or page_address(language, path)

    with translation.override(code):
        until = formats.date_format(timezone.localtime(link.ends_at, timezone.get_default_timezone()), "DATE_FORMAT")
    return {
        **page_context(page, code, address_of),
        "said": spoken(code),
        "token": token,
        "guest": link.guest,
        "until": until,
        "edition": seen.edition if seen.edition is not page else None,
        "public_address": opening.public_address(page["key"], code),
        "modes": [(mode, languages.native_name(mode), mode == code) for mode in languages.codes()],
    }


def _nothing(request: HttpRequest) -> HttpResponse:
    """The same for every reason: who holds a link that opens nothing learns nothing from it."""
    return _answer(render(request, "editorial/guest_links/nothing.html", _said(), status=HTTPStatus.NOT_FOUND))


def _said() -> dict[str, Any]:
    """In all languages: nothing is known of who reads it."""
    source = languages.source()
    return {
        "language": source,
        "direction": languages.direction(source),
        "said": spoken(source),
        "all_said": [(code, languages.direction(code), spoken(code)) for code in languages.codes()],
    }


def _answer(response: HttpResponse, wait: int = 0) -> HttpResponse:
    for name, value in HEADERS.items():
        response.headers[name] = value
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response
