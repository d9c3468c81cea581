"""Filters: values of one list are alternatives, fields narrow together, and the total is that of what was asked for."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from api.loading.operation import Operation
from api.types import roots
from api.types.enums import Locale, ResourceType
from api.types.orders import PAGES, chosen
from pages import models
from pages.days import day_of, end_of
from tests.api.asking import ask, data_of, post
from tests.factories import (
    AgeBandFactory,
    ArticlePageFactory,
    AudienceFactory,
    ConsentFactory,
    EditionPageFactory,
    EventPageFactory,
    EvidenceFactory,
    GuidePageFactory,
    InterviewPageFactory,
    OrganisationFactory,
    PersonFactory,
    StandardPageFactory,
    ThemeFactory,
    TutorialPageFactory,
    restrict,
)

pytestmark = pytest.mark.django_db

TEXT = '"x"'


def found(field: str, asked: str, wanted: str = "title", **others: str) -> list[str]:
    """What a filter finds, by one field; its number must be the total."""
    arguments = ", ".join([f"filter: {asked}", *(f"{name}: {value}" for name, value in others.items())])
    answer = data_of(f"{{ {field}({arguments}) {{ totalCount nodes {{ {wanted} }} }} }}")[field]
    names = [node[wanted] for node in answer["nodes"]]
    assert answer["totalCount"] == len(names)
    return names


@pytest.fixture
def catalogue(home: models.HomePage) -> None:
    """Four resources of three kinds, filed in different places."""
    screens, games = ThemeFactory(slug="ecrans"), ThemeFactory(slug="jeux")
    young, old = AgeBandFactory(code="7-10"), AgeBandFactory(code="15-17")
    parents, teachers = AudienceFactory(code="parents"), AudienceFactory(code="educators")
    first, second = OrganisationFactory(slug="e-enfance"), OrganisationFactory(slug="unaf")
    made = [
        GuidePageFactory(title_fr="A", themes=[screens, games], ages=[young], audiences=[parents], organisation=first),
        GuidePageFactory(title_fr="B", themes=[games], ages=[young, old], organisation=second, cosigning_organisations=[first]),
        ArticlePageFactory(title_fr="C", themes=[screens], audiences=[parents, teachers], title_en="C", ready=["en"]),
        TutorialPageFactory(title_fr="D", is_crisis=True, title_en="D"),
    ]
    for place, page in enumerate(made, start=1):
        models.BasePage.objects.filter(pk=page.pk).update(first_published_at=dt.datetime(2026, 1, place, 12, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("null", "ABCD"),
        ("{}", "ABCD"),
        ("{types: null, themes: null, ages: null, audiences: null, organisations: null, isCrisis: null, onlyReady: null}", "ABCD"),
        ("{types: [GUIDE]}", "AB"),
        ("{types: [TUTORIAL, ARTICLE]}", "CD"),
        ("{types: []}", ""),
        ('{themes: ["ecrans"]}', "AC"),
        # A page under two of the themes is found once.
        ('{themes: ["ecrans", "jeux"]}', "ABC"),
        ('{themes: ["inconnu"]}', ""),
        ('{themes: ["inconnu", "jeux", "j\\u0000"]}', "AB"),
        ("{themes: []}", ""),
        ('{ages: ["15-17"]}', "B"),
        ('{ages: ["7-10", "15-17"]}', "AB"),
        ('{audiences: ["educators"]}', "C"),
        ('{organisations: ["e-enfance"]}', "AB"),
        ('{organisations: ["unaf"]}', "B"),
        ("{isCrisis: true}", "D"),
        ("{isCrisis: false}", "ABC"),
        ("{onlyReady: false}", "ABCD"),
        ('{publishedSince: "2026-01-03T13:00:00+01:00"}', "CD"),
        ('{publishedSince: "2026-01-03T12:00:01Z"}', "D"),
        ('{themes: ["jeux"], ages: ["7-10"], types: [GUIDE], organisations: ["unaf"], isCrisis: false}', "B"),
        ('{themes: ["ecrans"], types: [TUTORIAL]}', ""),
    ],
)
def test_resources(catalogue: None, asked: str, titles: str) -> None:
    assert found("resources", asked, orderBy="TITLE") == list(titles)


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("null", ["A", "Accueil", "B", "C", "D", "e-Enfance", "Entretien", "Ressources"]),
        ("{types: null}", ["A", "Accueil", "B", "C", "D", "e-Enfance", "Entretien", "Ressources"]),
        ("{types: [INTERVIEW_PAGE, HOME_PAGE]}", ["Accueil", "Entretien"]),
        ("{types: []}", []),
        ('{types: [GUIDE_PAGE, INTERVIEW_PAGE], themes: ["jeux"]}', ["A", "B"]),
        ('{organisations: ["unaf"], ages: ["15-17"]}', ["B"]),
    ],
)
def test_pages_of_every_type(catalogue: None, asked: str, titles: list[str]) -> None:
    InterviewPageFactory(title_fr="Entretien")
    assert found("pages", asked, orderBy="TITLE") == titles


@pytest.mark.parametrize(("locale", "titles"), [("FR", "ABCD"), ("EN", "C"), ("AR", "")])
def test_only_what_is_ready_in_the_language_asked(catalogue: None, locale: str, titles: str) -> None:
    assert found("resources", "{onlyReady: true}", orderBy="TITLE", locale=locale) == list(titles)


def test_a_testimony_is_ready_in_the_languages_consented_to_until_the_last_day(home: models.HomePage) -> None:
    witness, today = PersonFactory(), timezone.localdate(timezone=timezone.get_default_timezone())
    page = GuidePageFactory(title_fr="T", title_en="T", ready=["en", "ar"])
    page.testimony_of = [witness]
    page.save()
    ConsentFactory(person=witness, pages=[page], covered=["fr", "en"])
    languages_ready = [found("resources", "{onlyReady: true}", locale=locale) for locale in ("FR", "EN", "AR")]
    for last_day in (today, today - dt.timedelta(days=1)):
        models.BasePage.objects.filter(pk=page.pk).update(consented_languages={"fr": "", "en": last_day.isoformat()})
        languages_ready.append(found("resources", "{onlyReady: true}", locale="EN"))

    assert languages_ready == [["T"], ["T"], [], ["T"], []]


def test_interviews_of_a_person(home: models.HomePage) -> None:
    first, second = PersonFactory(slug="justine"), PersonFactory(slug="olivier")
    for title, speakers in {"A": [first], "B": [first, second], "C": [second], "D": []}.items():
        page = InterviewPageFactory(title_fr=title)
        page.speakers = [models.InterviewSpeaker(person=person) for person in speakers]
        page.save()

    assert found("interviews", '{speakers: ["justine"]}', orderBy="TITLE") == ["A", "B"]
    assert found("interviews", '{speakers: ["justine", "olivier"]}', orderBy="TITLE") == ["A", "B", "C"]
    assert found("interviews", '{speakers: ["personne"]}') == []


def test_editions_and_events_about_a_theme(home: models.HomePage) -> None:
    theme, other = ThemeFactory(slug="ecrans"), ThemeFactory(slug="jeux")
    EditionPageFactory(number=1, title_fr="Son thème", theme=theme)
    EditionPageFactory(number=2, title_fr="Ses thèmes", themes=[theme, other])
    EditionPageFactory(number=3, title_fr="Un autre", theme=other)
    EventPageFactory(title_fr="Atelier", themes=[theme])
    EventPageFactory(title_fr="Café")

    assert found("editions", '{themes: ["ecrans"]}') == ["Ses thèmes", "Son thème"]
    assert found("editions", '{themes: ["ecrans", "jeux"], organisations: []}') == []
    assert found("events", '{themes: ["ecrans"], from: "2030-01-01T00:00:00Z"}') == ["Atelier"]


def test_people_themes_and_key_figures(db: None) -> None:
    house = OrganisationFactory(slug="unaf")
    for slug, kind, organisation in [("a", "expert", house), ("b", "parent", house), ("c", "parent", None)]:
        PersonFactory(slug=slug, display_name_fr=slug, kind=kind, organisation=organisation)
    wide = ThemeFactory(slug="a", name_fr="a", pillar="autonomy")
    ThemeFactory(slug="b", name_fr="b", parent=wide, pillar="well_being")
    ThemeFactory(slug="c", name_fr="c", parent=wide, pillar="autonomy")
    for code in "bca":
        EvidenceFactory(code=code)

    assert found("people", "{kinds: [PARENT]}", "slug") == ["b", "c"]
    assert found("people", "{kinds: [PARENT, EXPERT, YOUNG_PERSON]}", "slug") == ["a", "b", "c"]
    assert found("people", '{organisations: ["unaf"], kinds: [PARENT]}', "slug") == ["b"]
    assert found("themes", "{pillars: [AUTONOMY]}", "slug") == ["a", "c"]
    assert found("themes", '{parents: ["a", "inconnu"]}', "slug") == ["b", "c"]
    assert found("themes", "{isTopLevel: true}", "slug") == ["a"]
    assert found("themes", "{isTopLevel: false, pillars: [WELL_BEING]}", "slug") == ["b"]
    assert found("evidence", "{}", "code") == ["a", "b", "c"]
    assert found("evidence", '{codes: ["c", "a"]}', "code") == ["a", "c"]


def listed(word: str, times: int) -> str:
    """A list of one value, that many times."""
    return f"[{', '.join([word] * times)}]"


EVERY_FILTER = {
    "resources": '{types: [GUIDE], themes: ["t"], ages: ["a"], audiences: ["p"], organisations: ["o"], isCrisis: false, onlyReady: true}',
    "pages": '{types: [GUIDE_PAGE], themes: ["t"], ages: ["a"], audiences: ["p"], organisations: ["o"], onlyReady: true}',
    "interviews": '{speakers: ["s"], themes: ["t"], ages: ["a"], audiences: ["p"], organisations: ["o"], onlyReady: true}',
    "editions": '{themes: ["t"], ages: ["a"], audiences: ["p"], organisations: ["o"], onlyReady: true}',
    "events": '{themes: ["t"], ages: ["a"], audiences: ["p"], organisations: ["o"], kinds: [VIRTUAL_CAFE], onlyReady: true}',
    "people": '{kinds: [EXPERT], organisations: ["o"]}',
    "themes": '{pillars: [WELL_BEING], parents: ["t"], isTopLevel: false}',
    "evidence": '{codes: ["chiffre"]}',
}


@pytest.mark.parametrize("field", EVERY_FILTER)
@pytest.mark.parametrize("count", [1, 20])
def test_a_filter_takes_no_statement_of_its_own(home: models.HomePage, field: str, count: int) -> None:
    theme, house, guest = ThemeFactory(slug="t"), OrganisationFactory(slug="o"), PersonFactory(slug="s", kind="parent")
    shared: dict[str, Any] = {
        "themes": [theme],
        "ages": [AgeBandFactory(code="a")],
        "audiences": [AudienceFactory(code="p")],
        "organisation": house,
    }
    EvidenceFactory(code="chiffre")
    for number in range(count):
        if field in ("resources", "pages"):
            GuidePageFactory(ready=["ar"], **shared)
        elif field == "interviews":
            page = InterviewPageFactory(ready=["ar"], **shared)
            page.speakers = [models.InterviewSpeaker(person=guest)]
            page.save()
        elif field == "editions":
            EditionPageFactory(number=number, ready=["ar"], **shared)
        elif field == "events":
            EventPageFactory(ready=["ar"], **shared)
        elif field == "people":
            PersonFactory(organisation=house)
        elif field == "themes":
            ThemeFactory(parent=theme)

    answer = ask(f"{{ {field}(filter: {EVERY_FILTER[field]}, locale: AR) {{ totalCount nodes {{ key }} }} }}")

    expected = 1 if field == "evidence" else count
    assert (answer.data[field]["totalCount"], len(answer.data[field]["nodes"])) == (expected, expected)
    # The total; the items.
    assert len(answer.statements) == 2


@pytest.mark.parametrize(
    ("field", "asked", "code", "message"),
    [
        ("resources", f"{{themes: {listed(TEXT, 21)}}}", "LIMIT_EXCEEDED", "“themes” may list at most 20 values, not 21."),
        ("resources", f"{{types: {listed('GUIDE', 21)}}}", "LIMIT_EXCEEDED", "“types” may list at most 20 values, not 21."),
        ("interviews", f"{{speakers: {listed(TEXT, 21)}}}", "LIMIT_EXCEEDED", "“speakers” may list at most 20 values, not 21."),
        ("people", f"{{organisations: {listed(TEXT, 99)}}}", "LIMIT_EXCEEDED", "“organisations” may list at most 20 values, not 99."),
        ("evidence", f"{{codes: {listed(TEXT, 21)}}}", "LIMIT_EXCEEDED", "“codes” may list at most 20 values, not 21."),
        (
            "resources",
            '{publishedSince: "2026-01-01T00:00:00"}',
            "BAD_INPUT",
            "“publishedSince” needs its offset from UTC, as in 2020-11-05T23:00:00+01:00.",
        ),
    ],
)
def test_what_cannot_be_answered_says_why(db: None, field: str, asked: str, code: str, message: str) -> None:
    answer = post(f"{{ {field}(filter: {asked}) {{ totalCount }} }}").json()
    assert answer.get("data") is None
    assert [(error["extensions"]["code"], error["message"]) for error in answer["errors"]] == [(code, message)]


def test_as_many_values_as_are_allowed_are_answered(db: None) -> None:
    EvidenceFactory(code="x")
    assert found("evidence", f"{{codes: {listed(TEXT, 20)}}}", "code") == ["x"]


@pytest.mark.parametrize("asked", ['{order: "slug"}', '{slug: "x"}', "{themes: [null]}", "{types: [STANDARD]}", '{owner: "x"}'])
def test_nothing_else_can_be_asked_of_a_filter(db: None, asked: str) -> None:
    response = post(f"{{ resources(filter: {asked}) {{ totalCount }} }}")
    assert [error["extensions"]["code"] for error in response.json()["errors"]] == ["VALIDATION_FAILED"]


def test_an_answer_knows_what_its_filter_looked_into_and_until_when_it_holds(home: models.HomePage) -> None:
    asked = {"types": None, "themes": ["a"], "audiences": ["a"], "organisations": ["a"], "only_ready": True}
    kinds = {str(model._meta.model_name) for model in models.resource_types()}
    now = timezone.now()
    for locale, moment in [("fr", None), ("en", end_of(day_of(now)))]:
        operation = Operation("default", now)
        assert roots.resources(operation, chosen(PAGES, None, "newest"), asked, Locale.get(locale)).total_count == 0
        assert operation.made_from.tags == {(kind, "*") for kind in {*kinds, "theme", "audience", "organisation"}}
        assert operation.made_from.valid_until == moment

    operation = Operation("default", now)
    guides = roots.resources(operation, chosen(PAGES, None, "title"), {"types": [ResourceType.get("guidepage")]}, Locale.get("ar"))
    assert guides.nodes == []
    assert operation.made_from.tags == {("guidepage", "*")}
    assert operation.made_from.valid_until == end_of(day_of(now))


def test_no_filter_counts_or_finds_what_is_hidden(home: models.HomePage) -> None:
    """A theme, a speaker or an association that only hidden pages have finds what one finds that nobody has."""
    now = timezone.now()
    closed = StandardPageFactory(slug="ferme")
    restrict(closed)
    guest, theme, house = PersonFactory(slug="cachee"), ThemeFactory(slug="cache"), OrganisationFactory(slug="cachee")
    filed = {
        "themes": [theme],
        "ages": [AgeBandFactory(code="cache")],
        "audiences": [AudienceFactory(code="cache")],
        "organisation": house,
        "ready": ["en"],
    }
    for hidden in (
        {"live": False},
        {"parent": closed},
        {"expire_at": now - dt.timedelta(days=1)},
        {"go_live_at": now + dt.timedelta(days=1)},
    ):
        GuidePageFactory(title_fr="canari", **filed, **hidden)
        EventPageFactory(title_fr="canari", **filed, **hidden)
        page = InterviewPageFactory(title_fr="canari", **filed, **hidden)
        page.speakers = [models.InterviewSpeaker(person=guest)]
        page.save()
    EditionPageFactory(title_fr="canari", theme=theme, live=False, **filed)

    for locale in ("FR", "EN", "AR"):
        for asked in ('themes: ["cache"]', 'ages: ["cache"]', 'audiences: ["cache"]', 'organisations: ["cachee"]', "onlyReady: true", ""):
            for field, order in {"resources": "TITLE", "interviews": "RECENTLY_UPDATED", "events": "SOONEST", "editions": "LATEST"}.items():
                arguments = f"filter: {{{asked}}}, locale: {locale}, orderBy: {order}"
                assert data_of(f"{{ {field}({arguments}) {{ totalCount nodes {{ id }} edges {{ cursor }} }} }}") == {
                    field: {"totalCount": 0, "nodes": [], "edges": []}
                }
    assert data_of('{ interviews(filter: {speakers: ["cachee"]}) { totalCount } }') == {"interviews": {"totalCount": 0}}
