"""What a guest link opens: a page that nobody keeps, indexes or frames, and that asks for no account and sets no cookie."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import formats, timezone, translation
from django.views.decorators.clickjacking import xframe_options_deny
from django.views.decorators.http import require_safe

from api.preview.knocking import seconds_to_wait
from api.preview.looks import Refusal
from editorial.guest_links import making, opening
from editorial.guest_links.words import spoken
from editorial.models import GuestLink
from editorial.previews.site import draft_notice, draft_page
from pages import languages

# A guest's page is in nobody else's frame, not even in ours.
DIRECTIVES = {"frame-ancestors": "'none'"}


@require_safe
@xframe_options_deny
def guest_page(request: HttpRequest, token: str, language: str = "", key: UUID | None = None) -> HttpResponse:
    """The page of a link, or a page of its edition, its newest version, in a language of the site; in the source language at first."""
    wait = seconds_to_wait(request.META)
    if wait:
        return _instead("wait", HTTPStatus.TOO_MANY_REQUESTS, wait)
    code = language or languages.source()
    link = making.found(token) if code in languages.codes() else None
    if link is None:
        return _instead("no_page", HTTPStatus.NOT_FOUND)
    seen = opening.opened(link, code, key)
    if seen.refusal not in (None, Refusal.FAILED):
        return _instead("no_page", HTTPStatus.NOT_FOUND)
    response = _shown(request, link, token, code, seen)
    if response is None:
        return _instead("wait", HTTPStatus.SERVICE_UNAVAILABLE, 60)
    if request.method == "GET":
        opening.note(link)
    return response


def _shown(request: HttpRequest, link: GuestLink, token: str, code: str, seen: opening.Opened) -> HttpResponse | None:
    """The page as the website shows it, without scripts; None where that is not possible now."""
    if seen.page is None:
        return None
    within = opening.addresses(token, seen.edition, code) if seen.edition else {}
    above = seen.edition if seen.edition is not seen.page else None
    return draft_page(
        request,
        code,
        seen.page,
        note=_note(link, token, code, seen.page, above),
        lead=lambda language, path: within.get(path) if language == code else None,
        addresses={other: opening.address(token, other, seen.page if above else None) for other in languages.codes()},
        has_scripts=False,
        directives=DIRECTIVES,
    )


def _note(link: GuestLink, token: str, code: str, page: dict[str, Any], edition: dict[str, Any] | None) -> str:
    with translation.override(code):
        until = formats.date_format(timezone.localtime(link.ends_at, timezone.get_default_timezone()), "DATE_FORMAT")
    context = {
        "said": spoken(code),
        "guest": link.guest,
        "until": until,
        "edition": edition,
        "edition_address": opening.address(token, code),
        "public_address": opening.public_address(page["key"], code),
    }
    return render_to_string("editorial/guest_links/note.html", context)


def _instead(reason: str, status: HTTPStatus, wait: int = 0) -> HttpResponse:
    """The same for every reason but that one has to wait: who holds a link that opens nothing learns nothing from it."""
    spoken_by_language = [(code, spoken(code)) for code in languages.codes()]
    all_said = [(code, languages.direction(code), said[reason], said[f"{reason}_why"]) for code, said in spoken_by_language]
    content = render_to_string("editorial/guest_links/instead.html", {"all_said": all_said})
    source = languages.source()
    response = draft_notice(source, spoken(source)[reason], content, status=status, has_scripts=False, directives=DIRECTIVES)
    if wait:
        response["Retry-After"] = str(wait)
    return response
