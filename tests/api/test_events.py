"""Events as readers ask for them: between two moments, of a kind, in a department, near a point; what the clock makes of them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from pages.models import EventPage, HomePage
from tests.api.asking import ask, data_of, post
from tests.factories import (
    ONE_EVENING,
    EventIndexPageFactory,
    EventPageFactory,
    InterviewPageFactory,
    PersonFactory,
    restrict,
)

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
LYON = {"venue_name": "Médiathèque", "city": "Lyon", "commune_code": "69123", "latitude": 45.7640, "longitude": 4.8357}
PARIS = {"venue_name": "Salle", "city": "Paris", "commune_code": "75112", "latitude": 48.8566, "longitude": 2.3522}
VILLEURBANNE = {"venue_name": "Maison", "city": "Villeurbanne", "commune_code": "69266", "latitude": 45.7719, "longitude": 4.8902}


def titles(arguments: str = "") -> list[str]:
    """The titles of the events asked for; their number must be the total."""
    found = data_of(f"{{ events{arguments} {{ totalCount nodes {{ title }} }} }}")["events"]
    names = [node["title"] for node in found["nodes"]]
    assert found["totalCount"] == len(names)
    return names


def refused(arguments: str) -> list[tuple[str, str]]:
    answer = post(f"{{ events{arguments} {{ totalCount nodes {{ title }} }} }}").json()
    assert answer.get("data") is None
    return [(error["extensions"]["code"], error["message"]) for error in answer["errors"]]


# --- one event -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 20])
def test_events_with_everything_they_say(home: HomePage, count: int) -> None:
    replay = InterviewPageFactory(title_fr="Revoir", title_en="See again", slug="revoir", ready=["en"])
    pages = [
        EventPageFactory(
            title_fr=f"Atelier {number}",
            title_en=f"Workshop {number}",
            ready=["en"],
            kind="workshop",
            starts_at=ONE_EVENING + number * DAY,
            join_url=f"https://visio.invalid/{number}",
            hosts=[PersonFactory(display_name_fr=f"Hôte {number}"), PersonFactory(display_name_fr=f"Seconde {number}")],
            capacity=24,
            registration_url=f"https://inscription.invalid/{number}",
            languages_spoken="fr, ar",
            has_captions=True,
            has_sign_language=True,
            is_labelled=True,
            replay=replay,
            venue_address="1 place Bellecour",
            postcode="69002",
            **LYON,
        )
        for number in range(count)
    ]

    answer = ask(
        """{ events(locale: EN) { totalCount nodes {
          title locale path kind startsAt endsAt timezone status isOver platform joinUrl hosts { name } capacity isFree registrationUrl
          languagesSpoken hasCaptions hasSignLanguage isLabelled replay { title path } calendarUid calendarSequence
          venue { name address postcode city department { code name } communeCode latitude longitude }
        } pageInfo { hasNextPage } } }"""
    )

    nodes = answer.data["events"].pop("nodes")
    assert answer.data == {"events": {"totalCount": count, "pageInfo": {"hasNextPage": False}}}
    assert nodes == [
        {
            "title": f"Workshop {number}",
            "locale": "EN",
            "path": f"/agenda/{page.slug}",
            "kind": "WORKSHOP",
            "startsAt": (ONE_EVENING + number * DAY).isoformat(),
            "endsAt": (ONE_EVENING + number * DAY + dt.timedelta(hours=1)).isoformat(),
            "timezone": "Europe/Paris",
            "status": "SCHEDULED",
            "isOver": False,
            "platform": "Visio",
            "joinUrl": f"https://visio.invalid/{number}",
            "hosts": [{"name": f"Hôte {number}"}, {"name": f"Seconde {number}"}],
            "capacity": 24,
            "isFree": True,
            "registrationUrl": f"https://inscription.invalid/{number}",
            "languagesSpoken": ["fr", "ar"],
            "hasCaptions": True,
            "hasSignLanguage": True,
            "isLabelled": True,
            "replay": {"title": "See again", "path": "/e-enfance/revoir"},
            "calendarUid": str(page.translation_key),
            "calendarSequence": 0,
            "venue": {
                "name": "Médiathèque",
                "address": "1 place Bellecour",
                "postcode": "69002",
                "city": "Lyon",
                "department": {"code": "69", "name": "Rhône"},
                "communeCode": "69123",
                "latitude": 45.7640,
                "longitude": 4.8357,
            },
        }
        for number, page in enumerate(pages)
    ]
    # The total; the events with their own columns; paths; hosts; replays; the paths of these.
    assert len(answer.statements) == 6


def test_an_event_online_has_no_venue_and_says_nothing_it_does_not_know(home: HomePage) -> None:
    EventPageFactory()
    assert data_of("{ events { nodes { venue { name } joinUrl capacity registrationUrl replay { title } hosts { name } } } }") == {
        "events": {"nodes": [{"venue": None, "joinUrl": None, "capacity": None, "registrationUrl": None, "replay": None, "hosts": []}]}
    }


def test_a_venue_may_be_a_name_alone(home: HomePage) -> None:
    EventPageFactory(platform="", venue_name="Lieu")
    asked = "{ events { nodes { platform venue { name address postcode city department { code } communeCode latitude longitude } } } }"
    (node,) = data_of(asked)["events"]["nodes"]
    assert node.pop("platform") is None
    assert node["venue"].pop("name") == "Lieu"
    assert set(node["venue"].values()) == {None}


@pytest.mark.parametrize(
    ("stored", "begins_in", "status", "over"),
    [
        ("scheduled", dt.timedelta(hours=1), "SCHEDULED", False),
        ("scheduled", -dt.timedelta(minutes=30), "LIVE", False),
        ("scheduled", -dt.timedelta(hours=2), "ENDED", True),
        ("live", dt.timedelta(hours=1), "LIVE", False),
        ("live", -dt.timedelta(hours=2), "ENDED", True),
        ("ended", -dt.timedelta(minutes=30), "ENDED", True),
        ("cancelled", dt.timedelta(hours=1), "CANCELLED", False),
        ("cancelled", -dt.timedelta(hours=2), "CANCELLED", True),
        ("postponed", -dt.timedelta(hours=2), "POSTPONED", False),
    ],
)
def test_the_clock_says_what_is_live_and_over(home: HomePage, stored: str, begins_in: dt.timedelta, status: str, over: bool) -> None:
    page = EventPageFactory(status=stored, starts_at=timezone.now() + begins_in, slug="evenement")
    assert data_of("{ events { nodes { status isOver } } }") == {"events": {"nodes": [{"status": status, "isOver": over}]}}
    # The same where pages of any type are read.
    assert data_of('{ page(path: "/agenda/evenement") { ... on EventPage { status isOver calendarUid } } }') == {
        "page": {"status": status, "isOver": over, "calendarUid": str(page.translation_key)}
    }


def test_departments_by_code() -> None:
    departments = data_of("{ departments { code name } }")["departments"]

    assert len(departments) == 101
    assert departments[0] == {"code": "01", "name": "Ain"}
    assert departments[-1] == {"code": "976", "name": "Mayotte"}


def test_the_events_that_somebody_leads(home: HomePage) -> None:
    anne = PersonFactory(slug="anne")
    EventPageFactory(title_fr="Atelier", hosts=[anne, PersonFactory(slug="zoe")])
    EventPageFactory(title_fr="Sans elle")
    restrict(EventPageFactory(title_fr="Privé", hosts=[anne]))

    assert titles('(filter: {hosts: ["anne"]})') == ["Atelier"]
    assert titles('(filter: {hosts: ["nobody", "zoe"]})') == ["Atelier"]
    assert titles("(filter: {hosts: []})") == []


# --- filters ---------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def agenda(home: HomePage) -> None:
    """Four events on four days: online, in Lyon, in Paris and online, in Villeurbanne."""
    EventPageFactory(title_fr="Café")
    EventPageFactory(title_fr="Lyon", kind="workshop", starts_at=ONE_EVENING + DAY, platform="", **LYON)
    EventPageFactory(title_fr="Paris", kind="conference", starts_at=ONE_EVENING + 2 * DAY, **PARIS)
    EventPageFactory(
        title_fr="Villeurbanne", kind="workshop", starts_at=ONE_EVENING + 3 * DAY, platform="", languages_spoken="fr, ar", **VILLEURBANNE
    )


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("", ["Café", "Lyon", "Paris", "Villeurbanne"]),
        ("(orderBy: LATEST)", ["Villeurbanne", "Paris", "Lyon", "Café"]),
        # In progress at the first moment: in. Ended at that moment: out. Beginning at the last moment: out.
        ('(filter: {from: "2030-03-13T18:29:59Z"})', ["Lyon", "Paris", "Villeurbanne"]),
        ('(filter: {from: "2030-03-13T18:30:00Z"})', ["Paris", "Villeurbanne"]),
        ('(filter: {to: "2030-03-13T17:30:00Z"})', ["Café"]),
        ('(filter: {to: "2030-03-13T17:30:01Z"})', ["Café", "Lyon"]),
        # The same two moments, an hour later by the clock of Paris.
        ('(filter: {from: "2030-03-13T18:30:00+01:00", to: "2030-03-14T18:30:00+01:00"})', ["Lyon"]),
        ('(filter: {from: "2030-03-13T18:00:00Z", to: "2030-03-13T18:00:00Z"})', ["Lyon"]),
        ("(filter: {kinds: [WORKSHOP]})", ["Lyon", "Villeurbanne"]),
        ("(filter: {kinds: [TRAINING]})", []),
        ('(filter: {departments: ["69"]})', ["Lyon", "Villeurbanne"]),
        ('(filter: {departments: ["2A"]})', []),
        ('(filter: {departments: ["2A", "75"], kinds: [WORKSHOP, CONFERENCE]})', ["Paris"]),
        ("(filter: {isOnline: true})", ["Café", "Paris"]),
        ("(filter: {isOnline: false})", ["Lyon", "Paris", "Villeurbanne"]),
        ('(filter: {languages: ["ar"]})', ["Villeurbanne"]),
        ('(filter: {languages: ["FR", "fr-FR"]})', ["Café", "Lyon", "Paris", "Villeurbanne"]),
        ('(filter: {languages: ["f", "r", "fr,ar", ""]})', []),
        ("(filter: {kinds: []})", []),
        ("(filter: {})", ["Café", "Lyon", "Paris", "Villeurbanne"]),
        ("(filter: {from: null, to: null, kinds: null, departments: null, near: null})", ["Café", "Lyon", "Paris", "Villeurbanne"]),
        ('(filter: {departments: ["69"], kinds: [WORKSHOP], to: "2030-03-14T00:00:00Z"})', ["Lyon"]),
        ("(filter: {near: {latitude: 45.7640, longitude: 4.8357, km: 0.001}})", ["Lyon"]),
        # Villeurbanne is 4.3 km from Lyon's place, Paris 391.5 km.
        ("(filter: {near: {latitude: 45.7640, longitude: 4.8357, km: 4.2}})", ["Lyon"]),
        ("(filter: {near: {latitude: 45.7640, longitude: 4.8357, km: 4.4}})", ["Lyon", "Villeurbanne"]),
        ("(filter: {near: {latitude: 45.7640, longitude: 4.8357, km: 391.4}})", ["Lyon", "Villeurbanne"]),
        ("(filter: {near: {latitude: 45.7640, longitude: 4.8357, km: 391.6}})", ["Lyon", "Paris", "Villeurbanne"]),
        ("(filter: {near: {latitude: 45.7640, longitude: 4.8357, km: 391.6}, kinds: [CONFERENCE]})", ["Paris"]),
        ("(filter: {near: {latitude: -90, longitude: 0, km: 20100}})", ["Lyon", "Paris", "Villeurbanne"]),
    ],
)
def test_filters(agenda: None, arguments: str, found: list[str]) -> None:
    assert titles(arguments) == found


@pytest.mark.parametrize(
    ("here", "there", "km"),
    [
        # Across the line where the day changes, over a pole, and to the other end of the Earth.
        ((-16.5, 179.9), (-16.5, -179.9), 21.323),
        ((89.9, 0.0), (89.9, 180.0), 22.239),
        ((10.0, 20.0), (-10.0, -160.0), 20015.115),
        ((48.8566, 2.3522), (48.8566, 2.3522), 0.0),
    ],
)
def test_distances_are_those_of_the_globe(home: HomePage, here: tuple[float, float], there: tuple[float, float], km: float) -> None:
    EventPageFactory(title_fr="Là", venue_name="Là", latitude=there[0], longitude=there[1])
    near = "(filter: {{near: {{latitude: {}, longitude: {}, km: {}}}}})"
    assert titles(near.format(*here, km + 0.001)) == ["Là"]
    if km:
        assert titles(near.format(*here, km - 0.001)) == []


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ('(filter: {from: "2030-03-14T00:00:00Z", to: "2030-03-13T00:00:00Z"})', "BAD_INPUT", "“from” comes after “to”."),
        ('(filter: {from: "2030-03-13T00:00:00+02:00", to: "2030-03-12T21:59:59Z"})', "BAD_INPUT", "“from” comes after “to”."),
        ('(filter: {from: "2030-03-14T00:00:00"})', "BAD_INPUT", "“from” needs its offset from UTC, as in 2020-11-05T23:00:00+01:00."),
        ('(filter: {to: "2030-03-14T00:00:00"})', "BAD_INPUT", "“to” needs its offset from UTC, as in 2020-11-05T23:00:00+01:00."),
        ('(filter: {from: "0001-01-01T00:00:00+10:00"})', "BAD_INPUT", "“from” must be a moment of the years 2000 to 2100."),
        (
            '(filter: {departments: ["99"]})',
            "BAD_INPUT",
            "“departments” must list INSEE's codes of French departments, such as 69, 2A or 974, not “99”.",
        ),
        (
            '(filter: {departments: [""]})',
            "BAD_INPUT",
            "“departments” must list INSEE's codes of French departments, such as 69, 2A or 974, not “”.",
        ),
        ("(filter: {near: {latitude: 45, longitude: 4, km: 0}})", "BAD_INPUT", "“near.km” must be above 0, not 0."),
        ("(filter: {near: {latitude: 45, longitude: 4, km: -2.5}})", "BAD_INPUT", "“near.km” must be above 0, not -2.5."),
        ("(filter: {near: {latitude: 90.5, longitude: 4, km: 1}})", "BAD_INPUT", "“near.latitude” must be -90 to 90 degrees, not 90.5."),
        (
            "(filter: {near: {latitude: 45, longitude: -181, km: 1}})",
            "BAD_INPUT",
            "“near.longitude” must be -180 to 180 degrees, not -181.",
        ),
        ("(first: 0)", "LIMIT_EXCEEDED", "“first” must be 1 to 100, not 0."),
        ('(after: "x")', "BAD_INPUT", "“after” is no cursor of this list in this order."),
    ],
)
def test_what_cannot_be_answered_says_why(agenda: None, arguments: str, code: str, message: str) -> None:
    assert refused(arguments) == [(code, message)]


# --- page by page ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "found"), [("SOONEST", ["A", "B", "C", "D", "E"]), ("LATEST", ["E", "B", "C", "D", "A"])], ids=["soonest", "latest"]
)
def test_a_circle_is_read_page_by_page_in_one_order(home: HomePage, order: str, found: list[str]) -> None:
    EventPageFactory(title_fr="A", starts_at=ONE_EVENING - DAY, **LYON)
    for title in "BCD":
        EventPageFactory(title_fr=title, **LYON)
    EventPageFactory(title_fr="E", starts_at=ONE_EVENING + DAY, **VILLEURBANNE)
    EventPageFactory(title_fr="trop loin", **PARIS)
    question = f"""query ($after: String) {{ events(
      first: 2, after: $after, orderBy: {order}, filter: {{near: {{latitude: 45.7640, longitude: 4.8357, km: 10}}}}
    ) {{ totalCount nodes {{ title }} pageInfo {{ hasNextPage endCursor }} }} }}"""
    names, after = [], None
    for has_next in (True, True, False):
        page = data_of(question, {"after": after})["events"]
        assert (page["totalCount"], page["pageInfo"]["hasNextPage"]) == (5, has_next)
        names += [node["title"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
    assert names == found


# --- nothing hidden --------------------------------------------------------------------------------------------------------------------


def test_no_filter_reaches_what_is_hidden(home: HomePage) -> None:
    now = timezone.now()
    closed = EventIndexPageFactory(slug="ferme")
    restrict(closed)
    EventPageFactory(title_fr="canari", live=False, **LYON)
    EventPageFactory(title_fr="canari", parent=closed, **LYON)
    EventPageFactory(title_fr="canari", expire_at=now - dt.timedelta(seconds=1), **LYON)
    EventPageFactory(title_fr="canari", go_live_at=now + DAY, **LYON)
    for arguments in (
        "",
        "(orderBy: LATEST)",
        '(filter: {from: "2030-01-01T00:00:00Z", to: "2031-01-01T00:00:00Z"})',
        "(filter: {kinds: [VIRTUAL_CAFE]})",
        '(filter: {departments: ["69"]})',
        "(filter: {near: {latitude: 45.7640, longitude: 4.8357, km: 20000}})",
    ):
        assert titles(arguments) == []


def test_a_draft_of_an_event_is_not_told(home: HomePage) -> None:
    page = EventPageFactory(title_fr="Café")
    page.save_revision().publish()
    draft = EventPage.objects.get(pk=page.pk)
    draft.title_fr, draft.venue_name, draft.status, draft.starts_at = "canari", "canari", "cancelled", ONE_EVENING - DAY
    draft.save_revision()
    assert data_of("{ events { nodes { title startsAt status venue { name } calendarSequence } } }") == {
        "events": {
            "nodes": [{"title": "Café", "startsAt": ONE_EVENING.isoformat(), "status": "SCHEDULED", "venue": None, "calendarSequence": 0}]
        }
    }


def test_a_replay_that_is_not_public_is_not_shown(home: HomePage) -> None:
    EventPageFactory(replay=InterviewPageFactory(title_fr="canari", live=False))
    assert data_of("{ events { nodes { replay { title } } } }") == {"events": {"nodes": [{"replay": None}]}}


def test_an_event_that_is_not_ready_in_a_language_is_told_in_french(home: HomePage) -> None:
    EventPageFactory(title_fr="Café", title_en="canary")
    assert data_of("{ events(locale: EN) { nodes { title locale isFallback } } }") == {
        "events": {"nodes": [{"title": "Café", "locale": "FR", "isFallback": True}]}
    }
