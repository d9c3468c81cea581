"""Interviews: the list of them, and of each what is said in the film, all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext

from website.addresses import absolute, site_address
from website.asking import ask
from website.filing import FILING, LANGUAGE, filing_groups, filing_wanted
from website.languages import Language
from website.listing import INTERVIEWS, ask_for_list, asked_of
from website.presenting.interviews import interview_shown
from website.serving import Screen, respond, same_everywhere, website_view

CUES_AT_A_TIME = 100
"""As many as the API answers in one list."""


@website_view
def interviews(request: HttpRequest, language: Language) -> HttpResponseBase:
    """Those that the address asks for, the reader's language first, and by what they can be chosen."""
    address = site_address(language, INTERVIEWS)
    asked = asked_of(request, address, FILING)
    variables = {"filter": filing_wanted(asked, language), "after": asked.after, "locale": language.enum}
    data, is_understood = ask_for_list(request, "InterviewsScreen", variables, {"after": None})
    screen = Screen(
        templates=["lists/interviews.html"],
        title=gettext("Interviews"),
        description=gettext("Experts, parents and young people answer the questions of families, on film."),
        data=data,
        # What is translated is another choice in each language.
        addresses=same_everywhere(INTERVIEWS, **asked.asked(LANGUAGE)),
        canonical=absolute(address),
        robots="noindex,follow" if asked.is_part else "index,follow",
        context={
            "is_understood": is_understood,
            "groups": filing_groups(asked, data, language),
            "chosen_count": asked.count(FILING),
            "filter_address": address,
            **asked.ways(data["interviews"]["pageInfo"]),
        },
    )
    return respond(language, screen)


def interview(request: HttpRequest, language: Language, page: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an interview shows beside its own fields."""
    return interview_shown(page, _cues(request, language, page))


def _cues(request: HttpRequest, language: Language, page: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """All cues of the film: those that came with the page, and the rest of a long one."""
    cues = list(page["video"]["cues"]) if page["video"] else []
    is_more = len(cues) == CUES_AT_A_TIME
    while is_more:
        known = cues[-CUES_AT_A_TIME:]
        variables = {"path": page["canonicalPath"], "locale": language.enum, "fromMs": known[-1]["endMs"]}
        film = (ask(request, "InterviewCues", variables)["interview"] or {}).get("video")
        answered = film["cues"] if film else []
        new = [cue for cue in answered if cue not in known]
        cues += new
        is_more = len(answered) == CUES_AT_A_TIME and bool(new)
    return cues
