"""The associations of the Club and their partners; each of them, and what stands on its page of the catalogue beside its text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext

from website.addresses import absolute, site_address
from website.asking import ask
from website.languages import Language
from website.listing import ask_for_list, asked_of, page_at
from website.presenting.moments import now_in_steps
from website.serving import Screen, respond, same_everywhere, website_view

ADDRESS = "associations"


@website_view
def associations(request: HttpRequest, language: Language) -> HttpResponseBase:
    """All of them."""
    address = site_address(language, ADDRESS)
    asked = asked_of(request, address, [])
    data, is_understood = ask_for_list(request, "OrganisationsScreen", {"after": asked.after, "locale": language.enum}, {"after": None})
    screen = Screen(
        templates=["lists/associations.html"],
        title=gettext("The associations"),
        description=gettext("Who makes this site, and who works with them."),
        data=data,
        addresses=same_everywhere(ADDRESS),
        canonical=absolute(address),
        robots="noindex,follow" if asked.is_part else "index,follow",
        context={
            "is_understood": is_understood,
            **asked.ways(data["all"]["pageInfo"]),
        },
    )
    return respond(language, screen)


@website_view
def association(request: HttpRequest, language: Language, slug: str) -> HttpResponseBase:
    """One of them."""
    data = ask(request, "OrganisationScreen", _of(request, slug, language))
    found = data["organisation"]
    if found is None:
        raise Http404
    screen = Screen(
        templates=["lists/association.html"],
        title=found["name"],
        description=found["description"] or "",
        data=data,
        addresses=same_everywhere(ADDRESS, slug),
        canonical=absolute(site_address(language, ADDRESS, slug)),
        context={
            "crumbs": [{"title": gettext("The associations"), "address": site_address(language, ADDRESS)}],
            "list_page": page_at(data, "ResourceIndexPage"),
            "list_query": {"association": slug},
            "own_page": next((item["page"] for item in data["site"]["navigation"] if _is_page_of(slug, item["page"])), None),
        },
    )
    return respond(language, screen)


def beside_page(request: HttpRequest, language: Language, page: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an association publishes, for its page of the catalogue; nothing where the page names no association."""
    if page["organisation"] is None:
        return {}
    slug = page["organisation"]["slug"]
    return {**ask(request, "OrganisationMore", _of(request, slug, language)), "list_query": {"association": slug}}


def _of(request: HttpRequest, slug: str, language: Language) -> dict[str, Any]:
    return {"slug": slug, "organisations": [slug], "from": now_in_steps(request).isoformat(), "locale": language.enum}


def _is_page_of(slug: str, page: Mapping[str, Any]) -> bool:
    return page["type"] == "OrganisationPage" and page["organisation"] is not None and page["organisation"]["slug"] == slug
