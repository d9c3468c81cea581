"""A page before its publication, as the site will show it: on the desk, to the desk's guests, to whoever has a link for half an hour.

The desk knows `draft_page` and `draft_notice` by the settings (`DRAFT_PAGE`, `DRAFT_NOTICE`). The draft is what they are given; everything
around it is asked for as readers ask, who have no drafts.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext

from website.addresses import Lead, leading
from website.asking import ask
from website.client.answers import UnavailableError
from website.languages import Language, language_called, source
from website.presenting.interviews import interview_shown
from website.serving import Screen, respond
from website.views.content import MORE, screen_of
from website.views.interviews import CUES_AT_A_TIME

ROBOTS = "noindex, nofollow"
HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": ROBOTS}
WITHOUT_SCRIPTS = {"script-src": "'none'", "connect-src": "'none'", "frame-src": "'none'"}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Draft:
    """What is around a draft beside the site. Texts that are not safe HTML are escaped."""

    note: str = ""
    """HTML above it: what it is, and who sees it."""
    after: str = ""
    """HTML at the end of the document."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Where it is in each language; without them the languages are not offered."""
    has_scripts: bool = True
    directives: Mapping[str, str] = field(default_factory=dict)
    """What the content security policy says in place of the site's."""


def draft_page(request: HttpRequest, code: str, page: Mapping[str, Any], *, lead: Lead | None = None, **around: Any) -> HttpResponse | None:
    """The page that `PreviewScreen` answered in a language; None where the API does not answer the rest now.

    Links to pages lead where `lead` says. `around` are the fields of `Draft`.
    """
    language = language_called(code) or source()
    with translation.override(language.code), leading(lead):
        try:
            return shown_draft(request, language, page, Draft(**around))
        except UnavailableError as away:
            logger.error("A draft cannot be shown: %s", away)
            return None


def draft_notice(code: str, title: str, content: str, *, status: int = HTTPStatus.OK, **around: Any) -> HttpResponse:
    """What stands in the place of a draft that cannot be shown, HTML that begins with an h1; it needs no answer of the API."""
    language = language_called(code) or source()
    screen = Screen(templates=["previews/notice.html"], title=title, data={}, context={"content": content}, status=status)
    with translation.override(language.code):
        return _responded(language, screen, Draft(**around))


def shown_draft(request: HttpRequest, language: Language, page: Mapping[str, Any], draft: Draft) -> HttpResponse:
    """The page as readers will see it, but what cannot be before it is public. Raises UnavailableError."""
    screen = screen_of(request, language, {**ask(request, "PlainScreen", {"locale": language.enum}), "page": page}, MORE_OF_DRAFTS)
    title = f"{gettext('Before publication')} – {screen.title}"
    return _responded(language, replace(screen, title=title, canonical="", image=None, structured=()), draft)


def _responded(language: Language, screen: Screen, draft: Draft) -> HttpResponse:
    private = replace(
        screen,
        addresses=draft.addresses,
        robots=ROBOTS,
        is_sensitive=True,
        # Lists say more of robots, and every screen its languages.
        context={**screen.context, "draft": draft, "robots": ROBOTS, **({} if draft.addresses else {"languages": ()})},
        directives={**({} if draft.has_scripts else WITHOUT_SCRIPTS), **draft.directives},
    )
    return kept_by_nobody(respond(language, private))


def kept_by_nobody(response: HttpResponse) -> HttpResponse:
    """The response of a draft, or of the way to one, with what forbids to keep it and to find it."""
    for name, value in HEADERS.items():
        response[name] = value
    return response


def _interview(_request: HttpRequest, _language: Language, page: Mapping[str, Any]) -> Mapping[str, Any]:
    """What came with the page: more cues would be those of what is public at its path. Links to moments stay on this very page."""
    cues = page["video"]["cues"] if page["video"] else []
    shown = interview_shown(page, cues, lambda _second, anchor: f"#{anchor}")
    return {**shown, "is_transcript_cut": len(cues) == CUES_AT_A_TIME}


MORE_OF_DRAFTS = {**MORE, "InterviewPage": _interview}
