"""The people who speak on the site, and each of them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext

from website.addresses import absolute, code_from_address, code_in_address, site_address
from website.asking import ask
from website.languages import Language
from website.listing import ask_for_list, asked_of
from website.presenting.moments import now_in_steps
from website.presenting.words import VALUES
from website.serving import Screen, respond, same_everywhere, website_view

ADDRESS = "personnes"
KIND = "qualite"


@website_view
def people(request: HttpRequest, language: Language) -> HttpResponseBase:
    """All of them, or those who speak in one quality."""
    address = site_address(language, ADDRESS)
    asked = asked_of(request, address, [KIND])
    kinds = VALUES["PersonKind"]
    wanted = asked.known(KIND, {code_in_address(kind) for kind in kinds})
    variables = {
        "filter": {"kinds": [code_from_address(kind) for kind in wanted]} if wanted else None,
        "after": asked.after,
        "locale": language.enum,
    }
    data, is_understood = ask_for_list(request, "PeopleScreen", variables, {"after": None})
    chips = [{"words": gettext("Everybody"), "address": address, "is_current": not wanted}]
    for kind, words in kinds.items():
        code = code_in_address(kind)
        chips.append({"words": words, "address": f"{address}?{KIND}={code}", "is_current": wanted == [code]})
    screen = Screen(
        templates=["lists/people.html"],
        title=gettext("The people who speak here"),
        description=gettext("Experts, parents and young people who were asked, each with their role at the time."),
        data=data,
        addresses=same_everywhere(ADDRESS, **asked.chosen),
        canonical=absolute(address),
        robots="noindex,follow" if asked.is_part else "index,follow",
        context={
            "chips": chips,
            "is_understood": is_understood,
            **asked.ways(data["people"]["pageInfo"]),
        },
    )
    return respond(language, screen)


@website_view
def person(request: HttpRequest, language: Language, slug: str) -> HttpResponseBase:
    """One person: who they were when this was written, and where they speak."""
    variables = {"slug": slug, "speakers": [slug], "from": now_in_steps(request).isoformat(), "locale": language.enum}
    data = ask(request, "PersonScreen", variables)
    found = data["person"]
    if found is None:
        raise Http404
    screen = Screen(
        templates=["lists/person.html"],
        title=found["name"],
        description=found["role"] or "",
        data=data,
        addresses=same_everywhere(ADDRESS, slug),
        canonical=absolute(site_address(language, ADDRESS, slug)),
        context={"crumbs": [{"title": gettext("The people who speak here"), "address": site_address(language, ADDRESS)}]},
    )
    return respond(language, screen)
