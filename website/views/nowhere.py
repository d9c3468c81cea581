"""Addresses that nobody knows, and what goes wrong: the site's own pages for them, in the language of the address or of the browser.

Called by Django, as `handler404` and `handler500`, and by whoever finds nothing behind a short link.
"""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from website.addresses import telling_word
from website.freshness import tell_freshness
from website.languages import Language, language_called, wanted_language
from website.serving import not_found, without_answers


def nothing_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django names it
    """404: the page that every view of the site gives for it."""
    return _not_found(request, telling_word(request.path))


def behind_short_link(request: HttpRequest, status: int) -> HttpResponse:
    """404 for a code that leads nowhere, whatever the reason; 410 where the page was taken down for good."""
    if status == HTTPStatus.GONE:
        return _without_answers(request, "410.html", HTTPStatus.GONE)
    # The letters of a code mean nothing.
    return _not_found(request, "")


def broken(request: HttpRequest) -> HttpResponse:
    """500: a calm page, and whom to call; it asks nothing of what may be broken."""
    return _without_answers(request, "500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def _not_found(request: HttpRequest, word: str) -> HttpResponse:
    language = _language(request)
    with translation.override(language.code):
        response = not_found(request, language, word)
    tell_freshness(request, response)
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _without_answers(request: HttpRequest, template: str, status: HTTPStatus) -> HttpResponse:
    language = _language(request)
    with translation.override(language.code):
        return without_answers(language, template, status)


def _language(request: HttpRequest) -> Language:
    """That of the address; where it begins with none, the first that the browser asks for."""
    told = language_called(request.path_info[1:].partition("/")[0])
    return told or wanted_language(request.headers.get("Accept-Language", ""))
