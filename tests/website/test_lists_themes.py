"""Themes, ages and entrances: what there is, for whom, and what is said where there is nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from pages.models import CrisisCode, HomePage, Pillar
from tests.factories import (
    AgeBandFactory,
    ArticlePageFactory,
    AudienceFactory,
    CrisisReasonFactory,
    EventPageFactory,
    FaqPageFactory,
    GuidePageFactory,
    HelplineFactory,
    ImageFactory,
    ResourceIndexPageFactory,
    ThemeFactory,
    restrict,
)
from tests.website.reading import read

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


def test_more_than_fits_leads_to_the_list(home: HomePage) -> None:
    theme = ThemeFactory(slug="ecrans")
    ResourceIndexPageFactory(slug="ressources", show_in_menus=True)
    for _number in range(25):
        GuidePageFactory(themes=[theme])
    screen = read("/en/themes/ecrans")

    assert (screen.texts("main a.button"), screen.links("main a.button")) == (["See all 25 pages"], ["/en/ressources?theme=ecrans"])


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


@pytest.mark.parametrize("count", [1, 20])
def test_the_screens_take_the_same_statements_however_much_there_is(home: HomePage, count: int) -> None:
    theme, age = ThemeFactory(slug="ecrans"), AgeBandFactory(code="7-10")
    audience = AudienceFactory(code="parents")
    CrisisReasonFactory(lines=[HelplineFactory()])
    for number in range(count):
        ThemeFactory()
        GuidePageFactory(title_fr=f"Guide {number}", themes=[theme], ages=[age], audiences=[audience])
        EventPageFactory(themes=[theme], ages=[age], audiences=[audience])

    addresses = ("/en/themes", "/en/themes/ecrans", "/en/ages/7-10", "/en/publics/parents")
    assert {address: len(read(address).statements) for address in addresses} == STATEMENTS


STATEMENTS = {"/en/themes": 7, "/en/themes/ecrans": 18, "/en/ages/7-10": 16, "/en/publics/parents": 18}
