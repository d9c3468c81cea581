"""People and associations: who speaks here, in what quality, and what each association publishes."""

from __future__ import annotations

import datetime as dt

import pytest

from pages.models import HomePage, InterviewSpeaker, PersonKind
from tests.factories import (
    EventPageFactory,
    GuidePageFactory,
    InterviewPageFactory,
    OrganisationFactory,
    OrganisationPageFactory,
    PersonFactory,
)
from tests.website.reading import read

pytestmark = pytest.mark.django_db

NAMES = "main .person-name"


def test_people_by_name_and_by_the_quality_in_which_they_speak(home: HomePage) -> None:
    PersonFactory(display_name_fr="Zoé", slug="zoe", kind=PersonKind.YOUNG_PERSON)
    PersonFactory(display_name_fr="Anne", slug="anne", kind=PersonKind.EXPERT, role_fr="Chercheuse (en 2020)")
    screen = read("/en/personnes")

    assert (screen.texts(NAMES), screen.links(f"{NAMES} a")) == (["Anne", "Zoé"], ["/en/personnes/anne", "/en/personnes/zoe"])
    assert screen.texts("main .chip") == ["Everybody", "Experts", "Parents", "Young people"]
    assert read("/en/personnes?qualite=young-person").texts(NAMES) == ["Zoé"]
    assert read("/en/personnes?qualite=young-person").texts(".chip[aria-current]") == ["Young people"]
    assert read("/en/personnes?qualite=nonsense").texts(NAMES) == ["Anne", "Zoé"]
    assert read("/en/personnes?apres=nonsense").texts(NAMES) == ["Anne", "Zoé"]
    assert read("/en/personnes?qualite=parent").texts(".empty h2") == ["Nobody here yet"]


def test_a_person_as_they_were_when_it_was_written(home: HomePage) -> None:
    association = OrganisationFactory(slug="unaf", name_fr="UNAF")
    person = PersonFactory(
        display_name_fr="Anne",
        slug="anne",
        role_fr="Chercheuse (en 2020)",
        organisation=association,
        biography_fr="Elle étudie les écrans.",
        biography_date=dt.date(2020, 11, 5),
    )
    InterviewPageFactory(title_fr="Entretien", speakers=[InterviewSpeaker(person=person, role_fr="Chercheuse")])
    InterviewPageFactory(title_fr="Un autre")
    EventPageFactory(title_fr="Atelier", hosts=[person])
    EventPageFactory(title_fr="Sans elle")
    screen = read("/en/personnes/anne")

    assert (screen.texts("h1"), screen.texts(".person-large p")) == (["Anne"], ["Chercheuse (en 2020)", "UNAF"])
    assert screen.texts("[aria-labelledby=biography] p") == ["Elle étudie les écrans.", "Written on Nov. 5, 2020"]
    assert screen.texts("main .card-title") == ["Entretien"]
    assert screen.texts("main .event-title") == ["Atelier"]
    assert screen.links(".breadcrumbs a") == ["/en/", "/en/personnes"]


def test_associations_and_what_each_publishes(home: HomePage) -> None:
    association = OrganisationFactory(
        slug="unaf",
        name_fr="UNAF",
        description_fr="Elle parle au nom des familles.",
        accreditations_fr="Reconnue.",
        url="https://unaf.invalid/",
    )
    OrganisationFactory(slug="autre", name_fr="Autre")
    page = OrganisationPageFactory(title_fr="La page de l’UNAF", slug="unaf", organisation=association, show_in_menus=True)
    GuidePageFactory(title_fr="Guide", organisation=association)
    GuidePageFactory(title_fr="Cosigné", cosigning_organisations=[association])
    GuidePageFactory(title_fr="Ailleurs")
    PersonFactory(display_name_fr="Anne", organisation=association)
    every = read("/en/associations")
    screen = read("/en/associations/unaf")
    own = read(f"/en/{page.slug}")

    assert every.links("main .card-title a") == ["/en/associations/autre", "/en/associations/unaf"]
    assert (screen.texts("h1"), screen.texts("main .lead")) == (["UNAF"], ["Elle parle au nom des familles."])
    assert screen.links(".page-head a.button") == ["https://unaf.invalid/", "/en/unaf"]
    for each in (screen, own):
        assert each.texts("[aria-labelledby=accreditations] p") == ["Reconnue."]
        assert each.texts("main .card-title") == ["Guide", "Cosigné"]
        assert each.texts(NAMES) == ["Anne"]


@pytest.mark.parametrize("address", ["/en/personnes/nobody", "/en/associations/nobody"])
def test_who_is_not_there_is_not_there(home: HomePage, address: str) -> None:
    assert read(address).response.status_code == 404


@pytest.mark.parametrize("count", [1, 20])
def test_the_screens_take_the_same_statements_however_many_there_are(home: HomePage, count: int) -> None:
    association, anne = OrganisationFactory(slug="unaf"), PersonFactory(slug="anne")
    OrganisationPageFactory(slug="unaf", organisation=association)
    for number in range(count):
        person = PersonFactory(organisation=association)
        OrganisationFactory()
        GuidePageFactory(title_fr=f"Guide {number}", organisation=association)
        InterviewPageFactory(organisation=association, speakers=[InterviewSpeaker(person=anne), InterviewSpeaker(person=person)])
        EventPageFactory(organisation=association, hosts=[anne])

    addresses = ("/en/personnes", "/en/personnes/anne", "/en/associations", "/en/associations/unaf", "/en/unaf")
    assert {address: len(read(address).statements) for address in addresses} == STATEMENTS


STATEMENTS = {"/en/personnes": 7, "/en/personnes/anne": 14, "/en/associations": 6, "/en/associations/unaf": 22, "/en/unaf": 40}
