"""« Did this page help you? » and « Report a mistake »: what readers say of a page goes to the editors, without anything of who says it.

Nothing is asked that a token could protect: the site has no cookie, and a report carries no right of its sender. Forms that browsers say
come from elsewhere are refused all the same.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from website.addresses import page_address, site_address
from website.asking import ask
from website.client.answers import UnavailableError
from website.headers import with_security
from website.languages import Language
from website.presenting.reporting import AWAY, ELSEWHERE, REFUSALS, Refusal, Said
from website.serving import Screen, respond, same_everywhere, website_form, website_view

ADDRESS, THANKS = "signaler", "merci"
PAGE = "page"
"""The path of the page spoken of, in the address of the thanks."""
RECORDED = "RECORDED"


@website_form
@require_POST
def report(request: HttpRequest, language: Language) -> HttpResponseBase:
    """Takes what a reader says: 303 to the thanks, or the form again with what is missing and everything that was typed."""
    said = Said.in_form(request.POST)
    refusal = _taken(request, language, said) if _is_from_here(request) else ELSEWHERE
    if "application/json" in request.headers.get("Accept", ""):
        return _told(language, refusal)
    if refusal is None:
        response = HttpResponseRedirect(site_address(language, THANKS, **{PAGE: said.path}), status=303)
        response["Cache-Control"] = "no-store"
        return with_security(response, language, is_sensitive=True)
    return _again(request, language, said, refusal)


@website_view
def thanks(request: HttpRequest, language: Language) -> HttpResponseBase:
    """Thanks, and the way back to the page."""
    path = request.GET.get(PAGE, "")
    screen = Screen(
        templates=["report/thanks.html"],
        title=gettext("Thank you"),
        data=ask(request, "PlainScreen", {"locale": language.enum}),
        addresses=same_everywhere(THANKS),
        robots="noindex",
        context={"back": page_address(language, path) if path.startswith("/") else ""},
        is_sensitive=True,
    )
    return respond(language, screen)


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says nothing else. Pages of urgent help tell no origin, and say `null`: then only the newer header tells."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.get_host()


def _taken(request: HttpRequest, language: Language, said: Said) -> Refusal | None:
    """Hand it to the editors; return why it was not taken, if it was not."""
    if said.is_by_a_program:
        return None
    words = {"message": said.message} if said.message else {}
    try:
        answer = ask(request, "ReportPage", {"input": {"pageId": said.page, "locale": language.enum, "kind": said.kind, **words}})
    except UnavailableError as away:
        return next((REFUSALS[code] for code in away.codes if code in REFUSALS), AWAY)
    outcome = answer["reportPage"]["outcome"]
    return None if outcome == RECORDED else REFUSALS.get(outcome, AWAY)


def _told(language: Language, refusal: Refusal | None) -> HttpResponse:
    """For the script of the form, which shows it in its place."""
    words = gettext("Thank you. Your answer goes to those who write this page.") if refusal is None else refusal.words
    response = JsonResponse({"words": str(words)}, status=200 if refusal is None else refusal.status)
    response["Cache-Control"] = "no-store"
    return with_security(response, language, is_sensitive=True)


def _again(request: HttpRequest, language: Language, said: Said, refusal: Refusal) -> HttpResponse:
    screen = Screen(
        templates=["report/again.html"],
        title=gettext("Your message was not sent"),
        data=_layout(request, language),
        robots="noindex",
        context={
            "said": said,
            "refusal": refusal,
            "back": page_address(language, said.path) if said.path.startswith("/") else "",
        },
        status=refusal.status,
        is_sensitive=True,
    )
    response = respond(language, screen)
    response["Cache-Control"] = "no-store"
    return response


def _layout(request: HttpRequest, language: Language) -> dict[str, Any]:
    """What stands around the form; nothing while the API is away, which may be why it is shown."""
    try:
        return ask(request, "PlainScreen", {"locale": language.enum})
    except UnavailableError:
        return {}
