"""The entrances of the site: for parents, for young people, who are said “tu” in French, for those who teach."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from website.addresses import absolute, site_address
from website.asking import ask
from website.languages import Language
from website.listing import start
from website.presenting.ages import with_names
from website.presenting.helping import PARENT, SPEAKERS, YOUNG_PERSON, lines_now, reasons_said
from website.presenting.moments import now_in_steps
from website.presenting.pages import YOUNG
from website.serving import Screen, respond, same_everywhere, website_view

ADDRESS = "publics"


@dataclass(frozen=True)
class Entrance:
    """How those who come in here are welcomed."""

    title: str | Promise
    words: str | Promise


ENTRANCES = {
    "parents": Entrance(
        _("For parents"),
        _("Find what to do today, how to talk about it tonight, and whom to call if it does not get better."),
    ),
    YOUNG: Entrance(
        pgettext_lazy("young", "This place is yours"),
        pgettext_lazy(
            "young", "Something online bothers you, or you just want to know? Here are answers, and people who listen without judging you."
        ),
    ),
    "educators": Entrance(
        _("For those who teach and look after children"),
        _("Kits for parents' evenings, activities for groups and texts to hand on, free to use under the licence each of them names."),
    ),
}
"""By the code of the audience; others are welcomed by their name alone."""


@website_view
def audience(request: HttpRequest, language: Language, code: str) -> HttpResponseBase:
    """One entrance."""
    is_young = code == YOUNG
    variables = {
        "audiences": [code],
        "speaker": SPEAKERS[YOUNG_PERSON if is_young else PARENT],
        "from": now_in_steps(request).isoformat(),
        "locale": language.enum,
    }
    data = ask(request, "AudienceScreen", variables)
    found = next((each for each in data["everybody"] if each["code"] == code), None)
    if found is None:
        raise Http404
    entrance = ENTRANCES.get(code) or Entrance(found["name"], "")
    screen = Screen(
        templates=["lists/young.html" if is_young else "lists/audience.html"],
        title=str(entrance.title),
        description=str(entrance.words),
        data=data,
        addresses=same_everywhere(ADDRESS, code),
        canonical=absolute(site_address(language, ADDRESS, code)),
        context={
            "audience": found,
            "welcome": entrance,
            "is_young": is_young,
            "hides_search": is_young,
            "reasons": reasons_said(data["crisisReasons"]),
            "speaker": YOUNG_PERSON,
            "lines": lines_now(data["helplines"]),
            "ages": with_names(data["bands"]),
            **start(data, language, {"public": code}),
        },
    )
    return respond(language, screen)
