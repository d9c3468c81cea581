"""The start of the site: everything one came for is one step away, and no more than that."""

from __future__ import annotations

import datetime as dt

import pytest

from pages.models import HomePage, Pillar
from pages.models.home import HomePageHighlight
from tests.factories import (
    AgeBandFactory,
    EditionPageFactory,
    EventPageFactory,
    GuidePageFactory,
    HelplineFactory,
    InterviewPageFactory,
    ThemeFactory,
    home_page,
    restrict,
)
from tests.website.reading import read

pytestmark = pytest.mark.django_db

ALWAYS = [(day, dt.time(0), dt.time(0)) for day in range(7)]


def test_what_one_came_for_is_one_step_away(home: HomePage) -> None:
    edition = EditionPageFactory(title_fr="Harcèlement")
    home_page(hero_fr="Une question ?", current_edition=edition)
    HelplineFactory(number_short="119", hours=ALWAYS)
    HelplineFactory(number_short="3018", hours=[])
    AgeBandFactory(code="7-10", school_levels=["CE1"])
    ThemeFactory(name_fr="Sommeil", slug="sommeil", pillar=Pillar.WELL_BEING)
    GuidePageFactory(title_fr="Guide")
    restrict(GuidePageFactory(title_fr="Privé"))
    InterviewPageFactory(title_fr="Entretien")
    EventPageFactory(title_fr="Café")
    EventPageFactory(title_fr="Passé", starts_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    screen = read("/fr/")

    assert screen.texts("h1") == ["Une question ?"]
    assert len(screen.tree.select("input[type=search]")) == 1
    assert screen.links("main .entrance") == ["/fr/publics/parents", "/fr/publics/young-people", "/fr/publics/educators"]
    assert screen.links("main .urgent-lines a") == ["tel:119"]
    assert screen.links("main .age") == ["/fr/ages/7-10"]
    assert screen.links("main .pillars a") == ["/fr/themes/sommeil"]
    assert screen.texts("main .card-title") == ["Harcèlement", "Guide", "Entretien"]
    assert screen.links("[aria-labelledby=interviews] .section-header a") == ["/fr/interviews"]
    assert (screen.texts("main .event-title"), screen.links("[aria-labelledby=next-events] .section-header a")) == (
        ["Café"],
        ["/fr/agenda"],
    )


def test_a_start_with_nothing_yet_still_leads_to_help(home: HomePage) -> None:
    screen = read("/fr/")

    assert screen.response.status_code == 200
    assert screen.texts("h1") == ["Accueil"]
    assert screen.texts("main .card-title") == []
    assert screen.links("main .urgent a") == ["/fr/numeros", "/fr/aide"]


def test_what_the_editors_put_forward(home: HomePage) -> None:
    page = GuidePageFactory(title_fr="Mis en avant")
    home_page(highlights=[HomePageHighlight(page=page)])

    assert read("/fr/").texts("[aria-labelledby=highlights] .card-title") == ["Mis en avant"]


def test_what_is_put_forward_is_not_new_as_well(home: HomePage) -> None:
    pages = [GuidePageFactory(title_fr=f"Guide {number}", slug=f"guide-{number}") for number in range(6)]
    home_page(highlights=[HomePageHighlight(page=page) for page in pages[3:]])
    screen = read("/fr/")

    assert screen.texts("[aria-labelledby=highlights] .card-title") == ["Guide 3", "Guide 4", "Guide 5"]
    assert screen.texts("[aria-labelledby=newest] .card-title") == ["Guide 0", "Guide 1", "Guide 2"]


@pytest.mark.parametrize("count", [1, 20])
def test_the_start_takes_the_same_statements_however_much_there_is(home: HomePage, count: int) -> None:
    for number in range(count):
        ThemeFactory()
        GuidePageFactory(title_fr=f"Guide {number}")
        InterviewPageFactory()
        EventPageFactory()

    assert len(read("/fr/").statements) == STATEMENTS


STATEMENTS = 35
