"""The start of the site, in each language, and the way to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.views.decorators.http import require_safe

from website.addresses import page_address
from website.asking import ask
from website.languages import Language, wanted_language
from website.listing import page_at
from website.presenting.ages import with_names
from website.presenting.moments import now_in_steps
from website.serving import website_view
from website.views.themes import by_pillar

NEWEST = 3
"""Of as many again that are asked for: what stands among the highlights is not shown twice."""


@require_safe
def choose_language(request: HttpRequest, path: str = "/") -> HttpResponse:
    """Leads to the start, or what else stands at a path in every language, of the first language that the browser asks for."""
    response = HttpResponseRedirect(page_address(wanted_language(request.headers.get("Accept-Language", "")), path))
    response["Vary"] = "Accept-Language"
    response["Cache-Control"] = "public, max-age=60"
    return response


@website_view
def with_slash(_request: HttpRequest, language: Language) -> HttpResponseBase:
    """`/fr` is `/fr/`."""
    return HttpResponsePermanentRedirect(page_address(language, "/"))


def beside_home(request: HttpRequest, language: Language, page: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the start shows beside its own text: the current edition, themes, ages, what comes next and what is new."""
    data = ask(request, "HomeMore", {"from": now_in_steps(request).isoformat(), "locale": language.enum})
    events = data["events"]["nodes"]
    above = events[0]["breadcrumbs"] if events else []
    list_page = page_at({"site": data["start"]}, "ResourceIndexPage")
    highlighted = {each["path"] for each in page["highlights"]}
    return {
        "hero": page["hero"],
        "edition": page["currentEdition"],
        "highlights": page["highlights"],
        "pillars": by_pillar(data["themes"]["nodes"]),
        "ages": with_names(data["bands"]),
        "newest": [each for each in data["resources"]["nodes"] if each["path"] not in highlighted][:NEWEST],
        "interviews": data["interviews"]["nodes"],
        "events": events,
        "agenda": next((page for page in above if page["type"] == "EventIndexPage"), None),
        "list_page": list_page,
        "hides_search": True,
    }
