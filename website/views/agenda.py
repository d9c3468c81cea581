"""The meetings: the list on their page of the catalogue, and what calendars are given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext

from website.addresses import code_from_address, code_in_address, page_address, site_address
from website.asking import ask
from website.headers import with_security
from website.languages import Language, languages
from website.listing import Asked, ask_for_list, asked_of, with_query
from website.presenting.calendars import calendar
from website.presenting.choices import Group
from website.presenting.moments import now_in_steps
from website.presenting.words import VALUES
from website.presenting.words import language as language_in_words
from website.serving import website_view

CALENDAR = "agenda.ics"
DEPARTMENT, KIND, PLACE, LANGUAGE, PAST = "departement", "genre", "lieu", "langue", "passees"
ONLINE, ON_SITE = "en-ligne", "sur-place"
CHOICES = [DEPARTMENT, KIND, PLACE, LANGUAGE]

# Pages of a hundred meetings that a calendar is given at most.
MOST_PAGES = 10


def beside_events(request: HttpRequest, language: Language, page: Mapping[str, Any]) -> Mapping[str, Any]:
    """The meetings that the address asks for: those to come, the next one first; or those that are over, the last one first."""
    asked = asked_of(request, page_address(language, page["path"]), [*CHOICES, PAST])
    is_past = asked.says(PAST)
    now = now_in_steps(request).isoformat()
    wanted = {**_filter(asked), **({"to": now} if is_past else {"from": now})}
    variables = {"filter": wanted, "orderBy": "LATEST" if is_past else "SOONEST", "after": asked.after, "locale": language.enum}
    otherwise = {"filter": {**wanted, "departments": None}, "after": None}
    data, is_understood = ask_for_list(request, "EventsMore", variables, otherwise)
    feed = asked.with_all(site_address(language, CALENDAR))
    return {
        **data,
        "is_understood": is_understood,
        "chosen_count": asked.count(CHOICES),
        "is_past": is_past,
        **({"robots": "noindex,follow"} if asked.is_part else {}),
        "asked_everywhere": asked.asked(),
        "groups": _groups(asked),
        "department_options": _departments(asked, data["departments"]),
        "filter_address": asked.address,
        "calendar_address": feed,
        "coming_address": with_query(asked.address, asked.asked(PAST)),
        "past_address": with_query(asked.address, {**asked.asked(PAST), PAST: "oui"}),
        "kept": [{"name": PAST, "value": "oui"}] if is_past else [],
        **asked.ways(data["events"]["pageInfo"]),
    }


@website_view
def agenda_calendar(request: HttpRequest, language: Language) -> HttpResponseBase:
    """The meetings to come, for a calendar that follows them; the same choices as in the list."""
    asked = asked_of(request, site_address(language, CALENDAR), CHOICES)
    wanted = {**_filter(asked), "from": now_in_steps(request).isoformat()}
    variables: dict[str, Any] = {"filter": wanted, "locale": language.enum, "after": None}
    events: list[Mapping[str, Any]] = []
    name = ""
    for _page in range(MOST_PAGES):
        data, _is_understood = ask_for_list(request, "AgendaCalendar", variables, {"filter": {**wanted, "departments": []}})
        events += data["events"]["nodes"]
        name = data["site"]["name"]
        if not data["events"]["pageInfo"]["hasNextPage"]:
            break
        variables["after"] = data["events"]["pageInfo"]["endCursor"]
    return _sent(language, calendar(events, language, name), "agenda")


@website_view
def event_calendar(request: HttpRequest, language: Language, path: str) -> HttpResponseBase:
    """One meeting, for a calendar."""
    page = ask(request, "EventCalendar", {"path": f"/{path}", "locale": language.enum})["page"]
    if page is None or page["__typename"] != "EventPage":
        raise Http404
    return _sent(language, calendar([page], language), page["path"].rpartition("/")[2])


def _sent(language: Language, text: str, name: str) -> HttpResponse:
    response = HttpResponse(text.encode(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name.encode("ascii", "ignore").decode() or "agenda"}.ics"'
    response["X-Robots-Tag"] = "noindex"
    return with_security(response, language)


def _filter(asked: Asked) -> dict[str, Any]:
    kinds = asked.known(KIND, {code_in_address(kind) for kind in VALUES["EventKind"]})
    places = asked.known(PLACE, {ONLINE, ON_SITE})
    return {
        "departments": asked.values(DEPARTMENT),
        "kinds": [code_from_address(kind) for kind in kinds] if kinds else None,
        "isOnline": places == [ONLINE] if places and len(places) == 1 else None,
        "languages": asked.values(LANGUAGE),
    }


def _groups(asked: Asked) -> list[Group]:
    return [
        asked.group(PLACE, gettext("Where"), [(ONLINE, gettext("Online")), (ON_SITE, gettext("In a place"))], is_open=True),
        asked.group(KIND, gettext("What kind"), [(code_in_address(kind), str(words)) for kind, words in VALUES["EventKind"].items()]),
        asked.group(LANGUAGE, gettext("Language spoken"), [(each.code, language_in_words(each.code)) for each in languages()]),
    ]


def _departments(asked: Asked, departments: list[Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The departments as two lists: those of the mainland and Corsica, and those overseas, whose codes have three figures."""
    chosen = asked.values(DEPARTMENT) or []
    listed = [{**each, "is_on": each["code"] in chosen} for each in departments]
    return {
        "mainland": [each for each in listed if len(each["code"]) == 2],
        "overseas": [each for each in listed if len(each["code"]) == 3],
    }
