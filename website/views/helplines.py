"""Every line with its hours: the one screen that has to be right at one in the morning."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext

from website.addresses import absolute, site_address
from website.asking import ask
from website.languages import Language
from website.presenting import hours
from website.presenting.helping import lines_now
from website.serving import Screen, respond, same_everywhere, website_view

ADDRESS = "numeros"


@website_view
def helplines(request: HttpRequest, language: Language) -> HttpResponseBase:
    """The lines that answer now, then the others, each in the order of the editors."""
    data = ask(request, "HelplinesScreen", {"locale": language.enum})
    lines = [{**line, "week": hours.week(line["hours"]), "other_days": hours.exceptions(line["exceptions"])} for line in data["lines"]]
    screen = Screen(
        templates=["lists/helplines.html"],
        title=gettext("All the lines and their hours"),
        description=gettext("Whom to call, when somebody answers, whether it is free and anonymous, and where one can write instead."),
        data=data,
        addresses=same_everywhere(ADDRESS),
        canonical=absolute(site_address(language, ADDRESS)),
        context={"lines_now": lines_now(lines)},
    )
    return respond(language, screen)
