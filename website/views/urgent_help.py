"""Urgent help: the reasons for it in plain words, and for each what to do first and whom to call."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext

from website.addresses import absolute, code_from_address, site_address
from website.asking import ask
from website.languages import Language
from website.presenting.helping import SPEAKER_CHOICES, SPEAKERS, YOUNG_PERSON, lines_now, reasons_said
from website.presenting.sharing import help_to_pass_on
from website.serving import Screen, respond, same_everywhere, website_view

ADDRESS = "aide"
WHO, FROM = "je", "de"
SEARCH = "recherche"
"""`de=recherche`: words that were searched for led here; which ones, the address does not say."""


@website_view
def reasons(request: HttpRequest, language: Language) -> HttpResponseBase:
    """Who answers now, and every reason as a parent or a child would say it."""
    data = ask(request, "HelpScreen", {"locale": language.enum})
    screen = Screen(
        templates=["help/reasons.html"],
        title=gettext("Help now"),
        description=gettext("Whom to call now, and what to do first, whatever happens to your child or to you."),
        data=data,
        addresses=same_everywhere(ADDRESS),
        canonical=absolute(site_address(language, ADDRESS)),
        context={"reasons": reasons_said(data["crisisReasons"]), "lines": lines_now(data["helplines"])},
        is_sensitive=True,
    )
    return respond(language, screen)


@website_view
def reason(request: HttpRequest, language: Language, code: str) -> HttpResponseBase:
    """One reason, said to who asks."""
    speaker = request.GET.get(WHO, "")
    data = ask(request, "HelpReasonScreen", {"code": code_from_address(code), "speaker": SPEAKERS.get(speaker), "locale": language.enum})
    said = data["crisisReason"]
    if said is None:
        raise Http404
    address = site_address(language, ADDRESS, code)
    screen = Screen(
        templates=["help/reason.html"],
        title=said["title"],
        description=said["message"],
        data=data,
        addresses=same_everywhere(ADDRESS, code, **{WHO: speaker if speaker in SPEAKERS else ""}),
        canonical=absolute(address),
        context={
            "reason": said,
            "speakers": _choices(language, code, speaker),
            "is_young": speaker == YOUNG_PERSON,
            "lines": lines_now(said["helplines"]),
            "message_to_copy": help_to_pass_on(said, address),
            "is_from_search": request.GET.get(FROM) == SEARCH,
        },
        is_sensitive=True,
    )
    return respond(language, screen)


def _choices(language: Language, code: str, speaker: str) -> list[dict[str, Any]]:
    """Who may ask, and where the same is said to them."""
    return [
        {"address": site_address(language, ADDRESS, code, **{WHO: word}), "words": words, "is_current": word == speaker}
        for word, words in SPEAKER_CHOICES.items()
    ]
