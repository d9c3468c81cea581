"""The meetings: those to come first, narrowed as readers want, and what their calendars are given."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from icalendar import Calendar

from pages.models import BasePage, EventIndexPage, EventPage, HomePage
from tests.factories import EventIndexPageFactory, EventPageFactory, GuidePageFactory, restrict
from tests.website.reading import read

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2030, 3, 13, 12, 2, 3, tzinfo=dt.UTC)
EVENING = dt.datetime(2030, 3, 12, 17, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
ROWS = "main .event-title"
LYON = {
    "venue_name": "Médiathèque; salle 2",
    "venue_address": "1, rue\nde la Paix",
    "postcode": "69003",
    "city": "Lyon",
    "commune_code": "69123",
}
FORT_DE_FRANCE = {"venue_name": "Maison", "city": "Fort-de-France", "commune_code": "97209"}


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SimpleNamespace(now=lambda: NOW)
    monkeypatch.setattr("api.http.execution.timezone", clock)
    monkeypatch.setattr("website.presenting.moments.timezone", clock)


@pytest.fixture
def agenda(home: HomePage) -> EventIndexPage:
    """One meeting that is over, one online in Arabic, one in Lyon, one in Fort-de-France and online."""
    index = EventIndexPageFactory(title_en="Agenda", ready=["en"])
    EventPageFactory(title_fr="Passée", slug="passee", starts_at=EVENING)
    EventPageFactory(title_fr="Café", slug="cafe", starts_at=EVENING + DAY, languages_spoken="fr, ar")
    EventPageFactory(
        title_fr="Lyon", slug="lyon", kind="workshop", starts_at=EVENING + 2 * DAY, platform="", latitude=45.764, longitude=4.8357, **LYON
    )
    EventPageFactory(title_fr="Outre-mer", slug="outre-mer", kind="conference", starts_at=EVENING + 3 * DAY, **FORT_DE_FRANCE)
    return index


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Café", "Lyon", "Outre-mer"]),
        ("passees=oui", ["Passée"]),
        ("departement=69", ["Lyon"]),
        ("departement=972", ["Outre-mer"]),
        ("departement=", ["Café", "Lyon", "Outre-mer"]),
        ("genre=workshop&genre=virtual-cafe", ["Café", "Lyon"]),
        ("lieu=en-ligne", ["Café", "Outre-mer"]),
        ("lieu=sur-place", ["Lyon", "Outre-mer"]),
        ("lieu=sur-place&lieu=en-ligne", ["Café", "Lyon", "Outre-mer"]),
        ("langue=ar", ["Café"]),
        ("langue=ar&departement=69", []),
        ("genre=nonsense&lieu=nonsense", ["Café", "Lyon", "Outre-mer"]),
    ],
)
def test_each_choice_narrows(agenda: EventIndexPage, query: str, found: list[str]) -> None:
    assert read(f"/en/agenda?{query}").texts(ROWS) == found


def test_a_department_that_is_not_there_is_answered_with_a_note(agenda: EventIndexPage) -> None:
    screen = read("/en/agenda?departement=99&genre=workshop")

    assert screen.response.status_code == 200
    assert screen.texts("main .note[role=status]") == ["Part of this address means nothing to us. You see the list from its beginning."]
    assert screen.texts(ROWS) == ["Lyon"]


def test_what_is_chosen_is_kept_on_the_way_to_the_path_of_another_language(agenda: EventIndexPage) -> None:
    agenda.address_en = "meetings"
    agenda.save()
    response = read("/en/agenda?departement=69").response

    assert (response.status_code, response["Location"]) == (301, "/en/meetings?departement=69")
    assert read("/en/meetings?departement=69").texts(ROWS) == ["Lyon"]


def test_another_language_shows_the_same_choice_from_its_beginning(agenda: EventIndexPage) -> None:
    agenda.address_en = "meetings"
    agenda.save()
    screen = read("/fr/agenda?langue=ar&genre=workshop&genre=virtual-cafe&passees=oui&apres=nonsense&page=3&je=jeune")
    asked = "?departement=69"

    assert screen.links(".languages a") == [
        "/fr/agenda?genre=virtual-cafe&genre=workshop&langue=ar&passees=oui",
        "/en/meetings?genre=virtual-cafe&genre=workshop&langue=ar&passees=oui",
        "/ar/",
    ]
    assert read(f"/en/meetings{asked}").links(".languages a") == [f"/fr/agenda{asked}", f"/en/meetings{asked}", "/ar/"]
    assert screen.links("link[hreflang]") == []
    everywhere = [f"https://lecteurs.invalid/{path}" for path in ("fr/agenda", "fr/agenda", "en/meetings")]
    assert read("/fr/agenda").links("link[hreflang]") == everywhere


def test_what_is_chosen_is_kept_between_what_comes_and_what_is_over(agenda: EventIndexPage) -> None:
    asked = "departement=69&genre=workshop"

    for address in (f"/en/agenda?{asked}", f"/en/agenda?{asked}&passees=oui&apres=nonsense"):
        assert read(address).links(".page-head .chip") == [f"/en/agenda?{asked}", f"/en/agenda?{asked}&passees=oui"]
    assert read("/en/agenda").links(".page-head .chip") == ["/en/agenda", "/en/agenda?passees=oui"]


def test_departments_of_the_mainland_and_overseas_by_their_names(agenda: EventIndexPage) -> None:
    screen = read("/en/agenda?departement=972")
    groups = {group["label"]: [option["value"] for option in group.select("option")] for group in screen.tree.select("optgroup")}

    assert {label: (len(codes), codes[0], codes[-1]) for label, codes in groups.items()} == {
        "Mainland and Corsica": (96, "01", "95"),
        "Overseas": (5, "971", "976"),
    }
    assert screen.texts("option[selected]") == ["972 Martinique"]


def test_the_calendar_has_the_same_choices_as_the_list(agenda: EventIndexPage) -> None:
    screen = read("/en/agenda?departement=69&genre=workshop")
    (address,) = screen.links("link[type='text/calendar']")

    assert address == "/en/agenda.ics?departement=69&genre=workshop"
    assert [str(event["SUMMARY"]) for event in events_in(address)] == ["Lyon"]


def test_nothing_fits_leads_to_all_of_them_and_nothing_at_all_to_the_search(agenda: EventIndexPage) -> None:
    narrowed = read("/en/agenda?departement=01")
    assert (narrowed.texts(".empty h3"), narrowed.links(".empty a")) == (["No meeting fits all of this"], ["/en/agenda"])

    for event in EventPage.objects.all():
        event.delete()
    empty = read("/en/agenda")
    assert (empty.texts(".empty h3"), empty.links(".empty a")) == (["No meeting for now"], ["/en/recherche"])


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_takes_the_same_statements_however_long(home: HomePage, count: int) -> None:
    EventIndexPageFactory(title_en="Agenda", ready=["en"])
    for number in range(count):
        EventPageFactory(starts_at=EVENING + (2 + number) * DAY, **LYON)
    screen = read("/en/agenda")

    assert len(screen.texts(ROWS)) == count
    assert len(screen.statements) == STATEMENTS


STATEMENTS = 21


# --- calendars -------------------------------------------------------------------------------------------------------------------------


def events_in(address: str) -> list[dict[str, object]]:
    """The meetings of a calendar, read by a parser that knows nothing of ours."""
    response = read(address).response
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def _written(value: Any) -> str:
    """A value as it stands in the file."""
    written = value.to_ical()
    return written.decode() if isinstance(written, bytes) else written


def test_a_meeting_as_a_calendar_keeps_it(agenda: EventIndexPage) -> None:
    event = EventPage.objects.get(slug="lyon")
    at = dt.datetime(2030, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    BasePage.objects.filter(pk=event.pk).update(first_published_at=at, last_published_at=at)
    (kept,) = events_in("/fr/agenda/lyon.ics")

    assert {name: _written(kept[name]) for name in kept} == {
        "UID": str(event.translation_key),
        "DTSTAMP": "20300102T030405Z",
        "LAST-MODIFIED": "20300102T030405Z",
        "SEQUENCE": "0",
        "DTSTART": "20300314T173000Z",
        "DTEND": "20300314T183000Z",
        "SUMMARY": "Lyon",
        "DESCRIPTION": "Résumé de Lyon\\nhttps://lecteurs.invalid/fr/agenda/lyon",
        "STATUS": "CONFIRMED",
        "URL": "https://lecteurs.invalid/fr/agenda/lyon",
        "LOCATION": "Médiathèque\\; salle 2\\, 1\\, rue\\, de la Paix\\, 69003 Lyon",
        "GEO": "45.764;4.8357",
    }
    assert kept["SUMMARY"].params == {"LANGUAGE": "fr"}
    assert read("/fr/agenda/lyon.ics").response["Content-Disposition"] == 'attachment; filename="lyon.ics"'


@pytest.mark.parametrize(("status", "said", "title"), [("cancelled", "CANCELLED", "Lyon"), ("postponed", "TENTATIVE", "Postponed: Lyon")])
def test_what_the_organisers_take_back_is_told(agenda: EventIndexPage, status: str, said: str, title: str) -> None:
    event = EventPage.objects.get(slug="lyon")
    event.status = status
    event.save()
    (kept,) = events_in("/en/agenda/lyon.ics")

    assert (str(kept["STATUS"]), str(kept["SUMMARY"]), kept["SEQUENCE"]) == (said, title, 1)


def test_the_calendar_of_all_of_them_goes_on_beyond_a_hundred(home: HomePage) -> None:
    EventIndexPageFactory()
    for number in range(101):
        EventPageFactory(title_fr=f"Rencontre {number}", starts_at=EVENING + (2 + number) * DAY)
    response = read("/fr/agenda.ics").response
    whole = Calendar.from_ical(response.content)

    assert [str(event["SUMMARY"]) for event in whole.walk("VEVENT")] == [f"Rencontre {number}" for number in range(101)]
    assert (str(whole["METHOD"]), str(whole["X-WR-CALNAME"]), str(whole["VERSION"])) == ("PUBLISH", "Club des Parents Connectés", "2.0")
    assert response["Cache-Control"] == "public, max-age=10, s-maxage=60"


def test_lines_are_folded_at_75_octets_and_no_character_is_cut(agenda: EventIndexPage) -> None:
    title = "Une soirée à l’école où l’on découvre ensemble — doucement — les réseaux préférés des élèves ; questions, réponses"
    EventPageFactory(title_fr=title, slug="longue", summary_fr="Ligne 1\nLigne 2 \\ fin", starts_at=EVENING + 4 * DAY)
    content = read("/fr/agenda/longue.ics").response.content
    (kept,) = events_in("/fr/agenda/longue.ics")

    assert max(len(line) for line in content.split(b"\r\n")) == 75
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert str(kept["SUMMARY"]) == title
    assert str(kept["DESCRIPTION"]) == "Ligne 1\nLigne 2 \\ fin\nhttps://lecteurs.invalid/fr/agenda/longue"


def test_what_is_no_public_meeting_has_no_calendar(agenda: EventIndexPage) -> None:
    GuidePageFactory(title_fr="Guide", slug="guide")
    restrict(EventPage.objects.get(slug="cafe"))
    EventPageFactory(title_fr="Brouillon", slug="brouillon", starts_at=EVENING + DAY, live=False)

    for address in ("/fr/agenda/nulle-part.ics", "/fr/ressources/guide.ics", "/fr/agenda/cafe.ics", "/fr/agenda/brouillon.ics"):
        assert read(address).response.status_code == 404
    assert [str(event["SUMMARY"]) for event in events_in("/fr/agenda.ics")] == ["Lyon", "Outre-mer"]


def test_a_department_that_is_not_there_is_an_empty_calendar(agenda: EventIndexPage) -> None:
    assert events_in("/fr/agenda.ics?departement=99") == []
