"""Search: help before anything else, the pages found, and suggestions while somebody types.

Words that speak of danger lead to the screen of that reason: the address there does not hold them, nor does any log of ours. Who wants the
pages all the same sends the words once more from there, in the body of a form: then no address holds them either.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from website.addresses import code_in_address, page_address, site_address
from website.asking import ask
from website.client.answers import UnavailableError
from website.freshness import freshness_of
from website.headers import with_security
from website.languages import Language
from website.presenting.choices import AFTER
from website.presenting.helping import speaker_in_address
from website.presenting.searching import Wanted, groups
from website.presenting.words import kind_of
from website.serving import Screen, respond, same_everywhere, website_form
from website.views import urgent_help

ADDRESS = urgent_help.SEARCH


@website_form
def results(request: HttpRequest, language: Language) -> HttpResponseBase:
    """What was found, at an address that holds the words, or in answer to a form that does."""
    is_form = request.method == "POST"
    wanted = Wanted.said(request.POST if is_form else request.GET)
    data = ask(request, "SearchScreen", wanted.variables(language), partial=True)
    found = _found(data, wanted)
    crisis = found and found["crisis"]
    if crisis and not is_form:
        return _to_help(language, crisis)
    if is_form:
        freshness_of(request).is_confidential = True
    return respond(language, _screen(language, wanted, data, found, is_form=is_form))


def _found(data: Mapping[str, Any], wanted: Wanted) -> Mapping[str, Any] | None:
    """The answer of the search, None where nothing was asked."""
    found: Mapping[str, Any] | None = data.get("search")
    if wanted.query and found is None:
        if wanted.after:
            # A place in another list than this one.
            raise Http404
        raise UnavailableError("SearchScreen was answered without a search.")
    return found


def _to_help(language: Language, crisis: Mapping[str, Any]) -> HttpResponse:
    reason, speaker = code_in_address(crisis["reason"]), speaker_in_address(crisis["speaker"])
    address = site_address(language, urgent_help.ADDRESS, reason, **{urgent_help.WHO: speaker, urgent_help.FROM: ADDRESS})
    response = HttpResponseRedirect(address, status=303)
    return with_security(response, language, is_sensitive=True)


def _screen(language: Language, wanted: Wanted, data: Mapping[str, Any], found: Mapping[str, Any] | None, *, is_form: bool) -> Screen:
    shown = found or {}
    is_private = is_form or bool(shown.get("quietHelp"))
    parameters: dict[str, Any] = {} if is_form else wanted.parameters()
    page_info = shown.get("pageInfo") or {}
    more = page_info["endCursor"] if page_info.get("hasNextPage") else ""
    return Screen(
        templates=["search.html"],
        title=gettext("Search") if is_private or not wanted.query else gettext("“%(words)s”: search") % {"words": wanted.query},
        data=data,
        addresses=same_everywhere(ADDRESS, **parameters),
        robots="noindex",
        context={
            "wanted": wanted,
            "found": found,
            "groups": groups(shown.get("facets"), wanted, _theme_names(data)),
            "is_away": found is not None and found["edges"] is None,
            "is_form": is_form,
            "is_private": is_private,
            "more": more,
            "more_address": site_address(language, ADDRESS, **{**parameters, AFTER: more}) if more and not is_form else "",
            "first_address": site_address(language, ADDRESS, **parameters) if wanted.after and not is_form else "",
            "hides_search": True,
        },
        is_sensitive=True,
    )


def _theme_names(data: Mapping[str, Any]) -> dict[str, str]:
    return {theme["slug"]: theme["name"] for theme in (data.get("themes") or {"nodes": ()})["nodes"]}


@website_form
@require_POST
def suggestions(request: HttpRequest, language: Language) -> HttpResponseBase:
    """Themes and pages that what is typed may become, for the list below the search box; by POST, so that no address holds the words."""
    typed = request.POST.get("q", "").strip()
    answer = ask(request, "Suggestions", {"query": typed, "locale": language.enum}, partial=True) if typed else {}
    response = JsonResponse({"suggestions": [_suggestion(language, row) for row in answer.get("suggestions") or ()]})
    freshness_of(request).is_confidential = True
    return with_security(response, language, is_sensitive=True)


def _suggestion(language: Language, row: Mapping[str, Any]) -> dict[str, str]:
    page = row["page"]
    if page is None:
        return {"text": row["text"], "kind": gettext("Theme"), "address": site_address(language, "themes", row["theme"]["slug"])}
    return {"text": row["text"], "kind": kind_of(page["type"]), "address": page_address(language, page["path"])}
