"""From what a view says to a response: the language of the address, the template, the headers, and what goes wrong."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from website.addresses import page_address, site_address, telling_word
from website.asking import ask
from website.client.answers import UnavailableError
from website.freshness import freshness_of, tell_freshness
from website.headers import with_security
from website.languages import Language, languages

# What the API says of an address that can be nobody's, such as one with a NUL in it, or with a word that the schema does not have.
CANNOT_BE_ASKED = frozenset({"BAD_REQUEST", "BAD_INPUT"})

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Screen:
    """What a template shows, and what the browser and search engines are told of it."""

    templates: Sequence[str]
    """Below `website/`; the first that is there shows it."""
    title: str
    data: Mapping[str, Any]
    """The answer of the screen's operation; `LayoutShown` is part of it."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Where the same thing is in each language in which it is there: no other is offered."""
    description: str = ""
    canonical: str = ""
    """The absolute address; empty where the screen is none to be found by."""
    robots: str = "index,follow"
    image: Mapping[str, Any] | None = None
    """The picture for social networks: url, width, height, altText."""
    structured: Sequence[str] = ()
    """JSON-LD, each a whole document."""
    context: Mapping[str, Any] = field(default_factory=dict)
    status: int = HTTPStatus.OK
    is_sensitive: bool = False
    """Whether nobody is to learn from where a reader comes: help pages, and what was searched for."""
    frame_sources: Sequence[str] = ()
    """Origins that may be shown in a frame, after a click."""
    directives: Mapping[str, str] = field(default_factory=dict)
    """What its content security policy says in place of the usual."""


def website_view(view: View) -> View:
    """A view of the site that readers only look at."""
    return require_safe(_answering(view))


def website_form(view: View) -> View:
    """A view of the site to which forms may be sent.

    Without a token against forgery: the site has no cookie, so that a form sent from elsewhere can do nothing that its sender could not.
    """
    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(_answering(view)))


def _answering(view: View) -> View:
    """The view in the language of its address: what is not there gets the site's own page, as does an API that is away."""

    @functools.wraps(view)
    def serve(request: HttpRequest, language: Language, *arguments: Any, **named: Any) -> HttpResponseBase:
        with translation.override(language.code):
            try:
                response = view(request, language, *arguments, **named)
            except Http404:
                response = not_found(request, language, telling_word(request.path))
            except UnavailableError as away:
                if CANNOT_BE_ASKED & away.codes:
                    response = not_found(request, language, telling_word(request.path))
                else:
                    logger.error("%s cannot be shown: %s", request.path, away)
                    response = _unavailable(language, away)
            # The way to another address, too, holds as long as the answer that told it.
            tell_freshness(request, response)
            return response

    return serve


def respond(language: Language, screen: Screen) -> HttpResponse:
    """The response that shows `screen`."""
    context = {
        "language": language,
        "languages": switch(language, screen.addresses),
        "layout": screen.data,
        "title": screen.title,
        "description": screen.description,
        "canonical": screen.canonical,
        "alternates": screen.addresses if "noindex" not in screen.robots else {},
        "robots": screen.robots,
        "image": screen.image,
        "structured": screen.structured,
        "is_sensitive": screen.is_sensitive,
        **screen.data,
        **screen.context,
    }
    response = HttpResponse(render_to_string([f"website/{name}" for name in screen.templates], context), status=screen.status)
    return with_security(
        response, language, is_sensitive=screen.is_sensitive, frame_sources=screen.frame_sources, directives=screen.directives
    )


def switch(current: Language, addresses: Mapping[str, str]) -> list[dict[str, Any]]:
    """The entries of the language switch. None leads to a page that is not there: without an address it leads to that language's start."""
    return [
        {
            "language": language,
            "address": addresses.get(language.code) or page_address(language, "/"),
            "is_current": language == current,
            "is_missing": language.code not in addresses,
        }
        for language in languages()
    ]


def same_everywhere(*parts: str, **parameters: object) -> dict[str, str]:
    """The addresses of one of the site's own screens, which is there in every language."""
    return {language.code: site_address(language, *parts, **parameters) for language in languages()}


def not_found(request: HttpRequest, language: Language, word: str) -> HttpResponse:
    """There is nothing at this address: what `word` may have meant, a search box, and whom to call, as far as the API tells."""
    try:
        data = ask(request, "NotFoundScreen", {"query": word, "locale": language.enum}, partial=True)
    except UnavailableError:
        data = {}
        freshness_of(request).max_age = None
    screen = Screen(
        templates=["errors/404.html"],
        title=gettext("This page is not there"),
        data=data,
        robots="noindex",
        context={"hides_search": True},
        status=HTTPStatus.NOT_FOUND,
    )
    return respond(language, screen)


def without_answers(language: Language, template: str, status: HTTPStatus) -> HttpResponse:
    """A page that needs no answer of the API and nothing else that could be broken, and that nobody keeps."""
    home = {other.code: page_address(other, "/") for other in languages()}
    context = {"language": language, "languages": switch(language, home), "layout": None, "robots": "noindex"}
    response = HttpResponse(render_to_string(f"website/errors/{template}", context), status=status)
    response["Cache-Control"] = "no-store"
    return with_security(response, language)


def _unavailable(language: Language, away: UnavailableError) -> HttpResponse:
    response = without_answers(language, "503.html", HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(away.retry_after)
    return response
