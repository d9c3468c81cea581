"""The pages of the catalogue: one operation asks for whatever stands at a path, its type says which template shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect

from website.addresses import page_address, translated_addresses
from website.asking import ask
from website.languages import Language
from website.listing import with_query
from website.presenting.editions import by_kind
from website.presenting.events import event_shown
from website.presenting.films import frame_sources
from website.presenting.pages import is_young, lines_first, written
from website.presenting.structured import with_transcript
from website.serving import Screen, respond, website_view
from website.views import agenda, associations, home, resources
from website.views.interviews import interview

More = Callable[[HttpRequest, Language, Mapping[str, Any]], Mapping[str, Any]]
"""What a type of page shows beside its own fields: more for the context of its template."""

MORE: dict[str, More] = {
    "ActivityPage": lambda _request, _language, page: {"material": written(page["material"], "item")},
    "ConversationPage": lambda _request, _language, page: {
        "openers": written(page["openers"], "question"),
        "pitfalls": written(page["pitfalls"], "sentence"),
    },
    "EditionIndexPage": resources.beside_editions,
    "EditionPage": lambda _request, _language, page: {"contents": by_kind(page["contents"])},
    "EventIndexPage": agenda.beside_events,
    "EventPage": lambda _request, _language, page: event_shown(page),
    "HomePage": home.beside_home,
    "InterviewPage": interview,
    "OrganisationPage": associations.beside_page,
    "ResourceIndexPage": resources.beside_resources,
}

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


@website_view
def content_page(request: HttpRequest, language: Language, path: str) -> HttpResponseBase:
    """The page at a path it has, or the way from one it had."""
    data = ask(request, "PageScreen", {"path": f"/{path}".rstrip("/") or "/", "locale": language.enum})
    page = data["page"]
    if page is None:
        raise Http404
    if page["canonicalPath"] != f"/{path}":
        told = request.META["QUERY_STRING"]
        return HttpResponsePermanentRedirect(page_address(language, page["canonicalPath"]) + (f"?{told}" if told else ""))
    return respond(language, screen_of(request, language, data))


def screen_of(request: HttpRequest, language: Language, data: Mapping[str, Any], mores: Mapping[str, More] = MORE) -> Screen:
    """The screen of a page of the catalogue, `page` in the data; `mores` say what each type shows beside it."""
    page = data["page"]
    seo, more = page["seo"], mores.get(page["__typename"])
    beside = more(request, language, page) if more else {}
    return Screen(
        templates=[f"pages/{template_name(page['__typename'])}", "pages/page.html"],
        title=seo["title"],
        description=seo["description"],
        data=data,
        addresses={code: with_query(address, beside.get("asked_everywhere", {})) for code, address in translated_addresses(page).items()},
        canonical=seo["canonical"],
        robots=beside.get("robots", seo["robots"]),
        image=seo["image"],
        structured=[with_transcript(seo["jsonLd"], beside.get("cues", ()))],
        context={
            "is_young": is_young(page),
            "lines_first": lines_first(page, data["helplines"]),
            **beside,
        },
        is_sensitive=page["isCrisis"],
        frame_sources=frame_sources(page, language),
    )


def template_name(typename: str) -> str:
    """`GuidePage` is shown by `guide.html`."""
    return _WORD.sub("_", typename.removesuffix("Page")).lower() + ".html"
