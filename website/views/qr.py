"""Codes to scan, drawn by the site itself: of a page its short address, of a screen of urgent help its own."""

from __future__ import annotations

from io import BytesIO

import segno
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from website.addresses import absolute, site_address
from website.asking import ask
from website.headers import with_security
from website.languages import Language
from website.serving import website_view
from website.views.urgent_help import ADDRESS as HELP

BORDER = 4
"""Light modules around the code, as its standard wants."""


@website_view
def page_code(request: HttpRequest, language: Language, path: str = "") -> HttpResponseBase:
    """The code that leads to a page."""
    page = ask(request, "QrCode", {"path": f"/{path}", "locale": language.enum})["page"]
    if page is None or not page["shortLink"]:
        raise Http404
    return _drawn(language, page["shortLink"])


@website_view
def help_code(_request: HttpRequest, language: Language, code: str) -> HttpResponseBase:
    """The code that leads to a reason for urgent help."""
    return _drawn(language, absolute(site_address(language, HELP, code)))


def _drawn(language: Language, address: str) -> HttpResponse:
    sink = BytesIO()
    segno.make(address, error="m", micro=False).save(sink, kind="svg", border=BORDER, dark="#000", light="#fff", xmldecl=False)
    response = HttpResponse(sink.getvalue(), content_type="image/svg+xml")
    response["X-Robots-Tag"] = "noindex"
    return with_security(response, language)
