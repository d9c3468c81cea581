"""A page before its publication, as it will be: for whoever has a link that an editor made.

The token stands behind the `#` of the link, which browsers send to nobody: the page's script posts it. Without JavaScript one pastes it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext

from website.asking import ask
from website.client.answers import UnavailableError
from website.drafts import ROBOTS, Draft, kept_by_nobody, shown_draft
from website.freshness import freshness_of
from website.languages import Language, languages
from website.serving import Screen, respond, same_everywhere, website_form

ADDRESS = "apercu"
REFUSED = {"PREVIEW_INVALID", "BAD_REQUEST"}
"""The codes of what is no token, or none that opens anything."""
TOKEN = "token"  # noqa: S105 - the name of a field


@website_form
def preview(request: HttpRequest, language: Language) -> HttpResponseBase:
    """The page that a token opens, in the language of the address; the place to paste one, where none was sent or it opens nothing."""
    # Drafts, and the ways to them, are kept by no browser and no cache.
    freshness_of(request).is_confidential = True
    return _response(request, language, request.POST.get(TOKEN, "").strip())


def _response(request: HttpRequest, language: Language, token: str) -> HttpResponseBase:
    if not token:
        return _asking_for_a_token(request, language, is_refused=False)
    try:
        # A preview is asked for alone.
        page = ask(request, "PreviewScreen", {"token": token, "locale": language.enum})["page"]
    except UnavailableError as refused:
        if not refused.codes & REFUSED:
            raise
        return _asking_for_a_token(request, language, is_refused=True)
    note = render_to_string("website/previews/token_note.html", {"language": language, "languages": languages(), TOKEN: token})
    return shown_draft(request, language, page, Draft(note=note))


def _asking_for_a_token(request: HttpRequest, language: Language, *, is_refused: bool) -> HttpResponseBase:
    screen = Screen(
        templates=["previews/token.html"],
        title=gettext("Before publication"),
        data=ask(request, "PlainScreen", {"locale": language.enum}),
        addresses=same_everywhere(ADDRESS),
        robots=ROBOTS,
        context={"is_refused": is_refused},
        status=404 if is_refused else 200,
        is_sensitive=True,
    )
    return kept_by_nobody(respond(language, screen))
