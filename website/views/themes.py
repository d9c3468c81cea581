"""The themes of the site: all of them by pillar, and what there is about each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext

from website.addresses import absolute, site_address
from website.asking import ask
from website.languages import Language
from website.listing import start
from website.presenting.moments import now_in_steps
from website.presenting.words import VALUES, said
from website.serving import Screen, respond, same_everywhere, website_view

ADDRESS = "themes"


@website_view
def themes(request: HttpRequest, language: Language) -> HttpResponseBase:
    """Every theme, below its pillar."""
    data = ask(request, "ThemesScreen", {"locale": language.enum})
    screen = Screen(
        templates=["lists/themes.html"],
        title=gettext("All the themes"),
        description=gettext("Everything on this site by its subject: harassment, screens and sleep, networks, games, false news and more."),
        data=data,
        addresses=same_everywhere(ADDRESS),
        canonical=absolute(site_address(language, ADDRESS)),
        context={"pillars": by_pillar(data["themes"]["nodes"])},
    )
    return respond(language, screen)


@website_view
def theme(request: HttpRequest, language: Language, slug: str) -> HttpResponseBase:
    """One theme."""
    variables = {"slug": slug, "themes": [slug], "from": now_in_steps(request).isoformat(), "locale": language.enum}
    data = ask(request, "ThemeScreen", variables)
    found = data["theme"]
    if found is None:
        raise Http404
    screen = Screen(
        templates=["lists/theme.html"],
        title=found["name"],
        description=found["description"] or "",
        data=data,
        addresses=same_everywhere(ADDRESS, slug),
        canonical=absolute(site_address(language, ADDRESS, slug)),
        context={
            "editions": data["editions"]["nodes"],
            "crumbs": [{"title": gettext("Themes"), "address": site_address(language, ADDRESS)}],
            **start(data, language, {"theme": slug}),
        },
    )
    return respond(language, screen)


def by_pillar(themes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The pillars that have themes, in the order of the schema; a theme below another follows it."""
    listed = list(themes)
    found = []
    for pillar in VALUES["Pillar"]:
        above = [theme for theme in listed if theme["pillar"] == pillar]
        if above:
            found.append({"name": said(pillar, "Pillar"), "code": pillar, "themes": above})
    return found
