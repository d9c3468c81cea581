"""The start of the site, in each language, and the way to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.views.decorators.http import require_safe

from website.addresses import page_address
from website.languages import Language, wanted_language
from website.serving import website_view
from website.views.content import content_page


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Leads to the start of the first language that the browser asks for."""
    response = HttpResponseRedirect(page_address(wanted_language(request.headers.get("Accept-Language", "")), "/"))
    response["Vary"] = "Accept-Language"
    response["Cache-Control"] = "public, max-age=60"
    return response


@website_view
def with_slash(_request: HttpRequest, language: Language) -> HttpResponse:
    """`/fr` is `/fr/`."""
    return HttpResponsePermanentRedirect(page_address(language, "/"))


def home(request: HttpRequest, language: Language) -> HttpResponseBase:
    """The start: a page of the catalogue as the others are."""
    return content_page(request, language, "")
