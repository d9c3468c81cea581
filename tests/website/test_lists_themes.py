"""Themes, ages and entrances: what there is, for whom, and what is said where there is nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from pages.models import CrisisCode, HomePage, Pillar
from tests.factories import (
    ActivityPageFactory,
    AgeBandFactory,
    ArticlePageFactory,
    AudienceFactory,
    ConversationPageFactory,
    CrisisReasonFactory,
    EventPageFactory,
    FaqPageFactory,
    GuidePageFactory,
    HelplineFactory,
    ImageFactory,
    InterviewPageFactory,
    KitPageFactory,
    PartnerResourcePageFactory,
    ResourceIndexPageFactory,
    ThemeFactory,
    TutorialPageFactory,
    restrict,
)
from tests.website.reading import Read, read, words

pytestmark = pytest.mark.django_db


def test_every_theme_stands_below_its_pillar(home: HomePage) -> None:
    ThemeFactory(name_fr="Vie privée", slug="vie-privee", pillar=Pillar.FOUNDATIONS, description_fr="Ce que l’on montre.")
    ThemeFactory(name_fr="Sommeil", slug="sommeil", pillar=Pillar.WELL_BEING)
    ThemeFactory(name_fr="Harcèlement", slug="harcelement", pillar=Pillar.WELL_BEING)
    screen = read("/en/themes")

    assert screen.texts("h1") == ["All the themes"]
    assert screen.texts("main h2") == ["Foundations", "Well-being"]
    assert screen.texts("main h3") == ["Vie privée", "Harcèlement", "Sommeil"]
    assert screen.links("main h3 a") == ["/en/themes/vie-privee", "/en/themes/harcelement", "/en/themes/sommeil"]
    assert screen.texts("main .card-summary") == ["Ce que l’on montre."]


def test_no_theme_leads_to_the_search(home: HomePage) -> None:
    screen = read("/en/themes")

    assert (screen.texts(".empty h2"), screen.links(".empty a")) == (["There are no themes yet"], ["/en/recherche"])


def test_a_theme_and_its_pages_by_what_they_are(home: HomePage) -> None:
    theme = ThemeFactory(name_fr="Écrans", slug="ecrans", description_fr="Poser des règles.")
    ThemeFactory(name_fr="Sommeil", slug="sommeil", parent=theme)
    FaqPageFactory(title_fr="Question", themes=[theme])
    GuidePageFactory(title_fr="Guide", themes=[theme])
    GuidePageFactory(title_fr="Autre guide", themes=[theme], title_en="Other guide", ready=["en"])
    EventPageFactory(title_fr="Atelier", themes=[theme])
    restrict(GuidePageFactory(title_fr="Privé", themes=[theme]))
    ArticlePageFactory(title_fr="Ailleurs")
    screen = read("/en/themes/ecrans")

    assert (screen.texts("h1"), screen.texts(".lead")) == (["Écrans"], ["Poser des règles."])
    assert screen.links(".page-head .chip") == ["/en/themes/sommeil"]
    assert screen.texts("main h2") == ["Guides", "Questions and answers", "Next meetings"]
    assert screen.texts("main h3") == ["Other guide", "Guide", "Question", "Atelier"]
    assert read("/en/themes/sommeil").links(".page-head .more") == ["/en/themes/ecrans"]


@pytest.fixture
def of_every_kind(home: HomePage) -> None:
    """Four guides and three pages of every other kind, all for one age, on one theme and for one audience; two that nobody may see."""
    filed = {
        "ages": [AgeBandFactory(code="7-10")],
        "themes": [ThemeFactory(slug="ecrans")],
        "audiences": [AudienceFactory(code="parents")],
    }
    ResourceIndexPageFactory(slug="ressources", show_in_menus=True)
    for factory, number in [(GuidePageFactory, 4), *((factory, 3) for factory in OTHER_KINDS)]:
        for place in range(number):
            factory(title_fr=f"{factory._meta.model.__name__} {place}", **filed)
    restrict(GuidePageFactory(title_fr="Privé", **filed))
    InterviewPageFactory(title_fr="Brouillon", live=False, **filed)


OTHER_KINDS = [
    TutorialPageFactory,
    ConversationPageFactory,
    FaqPageFactory,
    InterviewPageFactory,
    ActivityPageFactory,
    ArticlePageFactory,
    KitPageFactory,
    PartnerResourcePageFactory,
]


@pytest.mark.parametrize(
    ("address", "chosen"), [("ages/7-10", "age=7-10"), ("themes/ecrans", "theme=ecrans"), ("publics/parents", "public=parents")]
)
def test_a_start_of_twelve_pages_and_the_way_to_all_of_each_kind(of_every_kind: None, address: str, chosen: str) -> None:
    screen = read(f"/en/{address}")

    assert [(words, len(cards)) for words, cards in _sections(screen)] == [
        ("Guides", 3),
        ("Tutorials", 2),
        ("Talking about it", 1),
        ("Questions and answers", 1),
        ("Interviews", 1),
        ("To do together", 1),
        ("To understand", 1),
        ("Kits for parents' evenings", 1),
        ("From our partners", 1),
    ]
    assert dict(zip(screen.texts(".gathered-all a"), screen.links(".gathered-all a"), strict=True)) == {
        "See all (4) · Guides": f"/en/ressources?type=guide&{chosen}",
        "See all (3) · Tutorials": f"/en/ressources?type=tutorial&{chosen}",
        "See all (3) · Talking about it": f"/en/ressources?type=conversation&{chosen}",
        "See all (3) · Questions and answers": f"/en/ressources?type=faq&{chosen}",
        "See all (3) · Interviews": f"/en/interviews?{chosen}",
        "See all (3) · To do together": f"/en/ressources?type=activity&{chosen}",
        "See all (3) · To understand": f"/en/ressources?type=article&{chosen}",
        "See all (3) · Kits for parents' evenings": f"/en/ressources?type=kit&{chosen}",
        "See all (3) · From our partners": f"/en/ressources?type=partner-resource&{chosen}",
    }
    assert (screen.texts("main a.button"), screen.links("main a.button")) == (["See all 25 pages"], [f"/en/ressources?{chosen}"])


def test_each_way_leads_to_as_many_pages_as_it_says(of_every_kind: None) -> None:
    ways = [*read("/en/ages/7-10").links(".gathered-all a"), "/en/ressources?age=7-10"]

    assert [read(way).texts("#found") for way in ways] == [["4 pages"], *[["3 pages"]] * 8, ["25 pages"]]


def test_what_fits_is_all_there_and_leads_nowhere_else(home: HomePage) -> None:
    theme = ThemeFactory(slug="ecrans")
    ResourceIndexPageFactory(slug="ressources", show_in_menus=True)
    for factory in (FaqPageFactory, InterviewPageFactory, KitPageFactory):
        for place in range(3):
            factory(title_fr=f"{factory._meta.model.__name__} {place}", themes=[theme])
    screen = read("/en/themes/ecrans")

    assert _sections(screen) == [
        ("Questions and answers", ["FaqPage 0", "FaqPage 1", "FaqPage 2"]),
        ("Interviews", ["InterviewPage 0", "InterviewPage 1", "InterviewPage 2"]),
        ("Kits for parents' evenings", ["KitPage 0", "KitPage 1", "KitPage 2"]),
    ]
    assert screen.links(".gathered-all a, main a.button") == []


def test_no_way_leads_to_a_list_that_no_menu_has(home: HomePage) -> None:
    theme = ThemeFactory(slug="ecrans")
    for factory in (GuidePageFactory, InterviewPageFactory):
        for _place in range(4):
            factory(themes=[theme])
    screen = read("/en/themes/ecrans")

    assert [len(cards) for _words, cards in _sections(screen)] == [3, 3]
    assert screen.links(".gathered-all a, main a.button") == ["/en/interviews?theme=ecrans"]


def _sections(screen: Read) -> list[tuple[str, list[str]]]:
    """What kinds of pages a start shows, and the titles of those that it shows."""
    return [
        (words(section.h2), [words(title) for title in section.select(".card-title")])
        for section in screen.tree.select(".gathered > section")
    ]


@pytest.mark.parametrize("address", ["/en/themes/nobody", "/en/ages/nobody", "/en/publics/nobody", "/en/themes/a/b"])
def test_what_nobody_knows_is_not_there(home: HomePage, address: str) -> None:
    assert read(address).response.status_code == 404


def test_a_theme_of_which_there_is_nothing_yet_leads_on(home: HomePage) -> None:
    ThemeFactory(slug="ecrans")
    screen = read("/en/themes/ecrans")

    assert screen.texts(".empty h2") == ["Nothing on this theme yet"]
    assert screen.links(".empty a, .empty-help a") == ["/en/recherche", "/en/numeros"]


def test_an_age_with_its_years_of_school(home: HomePage) -> None:
    age = AgeBandFactory(code="7-10", school_levels=["CE1", "CE2"])
    AgeBandFactory(code="11-14")
    GuidePageFactory(title_fr="Guide", ages=[age])
    ArticlePageFactory(title_fr="Ailleurs")
    screen = read("/en/ages/7-10")

    assert screen.texts("h1") == ["7 to 10 years old"]
    assert screen.texts(".lead") == ["At school: CE1 · CE2"]
    assert screen.texts(".page-head .chip[aria-current]") == ["7 to 10 years old"]
    assert screen.texts("main h3") == ["Guide"]


def test_the_first_picture_is_asked_for_at_once_and_the_others_once_they_come_near(home: HomePage) -> None:
    age, theme = AgeBandFactory(code="7-10"), ThemeFactory(slug="ecrans")
    for factory in (GuidePageFactory, GuidePageFactory, ArticlePageFactory):
        factory(ages=[age], themes=[theme], cover_image=ImageFactory())
    first, later = (None, "high"), ("lazy", None)

    for address in ("/en/ages/7-10", "/en/themes/ecrans"):
        pictures = read(address).tree.select("main picture img")
        assert [(picture.get("loading"), picture.get("fetchpriority")) for picture in pictures] == [first, later, later]


def test_parents_are_asked_how_old_their_child_is(home: HomePage) -> None:
    audience = AudienceFactory(code="parents", name_fr="Parents")
    AgeBandFactory(code="7-10")
    GuidePageFactory(title_fr="Guide", audiences=[audience])
    screen = read("/en/publics/parents")

    assert screen.texts("h1") == ["For parents"]
    assert screen.texts("main h2") == ["How old is your child?", "Guides"]
    assert screen.links("main .age") == ["/en/ages/7-10"]
    assert "data-voice" not in screen.tree.body.attrs


def test_those_who_teach_are_led_to_the_kits(home: HomePage) -> None:
    AudienceFactory(code="educators")

    assert read("/en/publics/educators").links(".page-head a.button") == ["/en/soiree"]


def test_the_young_have_an_entrance_of_their_own(home: HomePage) -> None:
    audience = AudienceFactory(code="young-people")
    CrisisReasonFactory(code=CrisisCode.HARASSMENT)
    HelplineFactory(number_short="119", hours=[(day, dt.time(0), dt.time(0)) for day in range(7)])
    FaqPageFactory(title_fr="Question", audiences=[audience])
    screen = read("/fr/publics/young-people")

    assert screen.tree.body["data-voice"] == "young"
    assert screen.links("[aria-labelledby=reasons] a") == ["/fr/aide/harassment?je=jeune"]
    assert screen.links("main .helpline-call") == ["tel:119"]
    assert screen.texts("main .card-title") == ["Question"]
    assert len(screen.tree.select("input[type=search]")) == 1


def test_another_audience_is_called_by_its_name(home: HomePage) -> None:
    AudienceFactory(code="professionals", name_fr="Professionnels")

    assert read("/fr/publics/professionals").texts("h1") == ["Professionnels"]


@pytest.mark.parametrize("count", [1, 4])
def test_the_screens_take_the_same_statements_however_much_there_is(home: HomePage, count: int) -> None:
    theme, age = ThemeFactory(slug="ecrans"), AgeBandFactory(code="7-10")
    audience = AudienceFactory(code="parents")
    CrisisReasonFactory(lines=[HelplineFactory()])
    for _number in range(count):
        ThemeFactory()
        for factory in (GuidePageFactory, *OTHER_KINDS, EventPageFactory):
            factory(themes=[theme], ages=[age], audiences=[audience])

    addresses = ("/en/themes", "/en/themes/ecrans", "/en/ages/7-10", "/en/publics/parents")
    assert {address: len(read(address).statements) for address in addresses} == STATEMENTS


STATEMENTS = {"/en/themes": 7, "/en/themes/ecrans": 61, "/en/ages/7-10": 59, "/en/publics/parents": 61}
