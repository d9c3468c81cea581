"""The list of interviews as readers narrow it, in their own language first."""

from __future__ import annotations

import pytest

from pages.models import HomePage
from tests.factories import (
    AgeBandFactory,
    AudienceFactory,
    GuidePageFactory,
    ImageFactory,
    InterviewPageFactory,
    OrganisationFactory,
    ThemeFactory,
    restrict,
)
from tests.website.reading import read

pytestmark = pytest.mark.django_db

CARDS = "main .card-title"


@pytest.fixture
def two(home: HomePage) -> None:
    """Two interviews that share nothing, and a page that is none."""
    InterviewPageFactory(
        title_fr="Justine",
        themes=[ThemeFactory(slug="ecrans", name_fr="Écrans")],
        ages=[AgeBandFactory(code="11-14")],
        audiences=[AudienceFactory(code="parents", name_fr="Parents")],
        organisation=OrganisationFactory(slug="unaf", name_fr="UNAF"),
        title_en="Justine speaks",
        ready=["en"],
    )
    InterviewPageFactory(title_fr="Olivier")
    GuidePageFactory(title_fr="Guide")


def test_all_of_them_with_the_readers_language_first(two: None) -> None:
    screen = read("/en/interviews")

    assert screen.texts("h1") == ["Interviews"]
    assert screen.texts(".lead") == ["Experts, parents and young people answer the questions of families, on film."]
    assert screen.texts("#found") == ["2 pages"]
    assert screen.texts(CARDS) == ["Justine speaks", "Olivier"]
    assert [body.get("lang") for body in screen.tree.select("main .card-body")] == [None, "fr"]
    assert read("/fr/interviews").texts(CARDS) == ["Justine", "Olivier"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("theme=ecrans", ["Justine speaks"]),
        ("age=11-14", ["Justine speaks"]),
        ("public=parents", ["Justine speaks"]),
        ("association=unaf", ["Justine speaks"]),
        ("langue=en", ["Justine speaks"]),
        ("theme=ecrans&age=0-3", []),
        # What this list cannot mean is left out.
        ("type=guide", ["Justine speaks", "Olivier"]),
    ],
)
def test_each_choice_narrows(two: None, query: str, found: list[str]) -> None:
    assert read(f"/en/interviews?{query}").texts(CARDS) == found


def test_what_can_be_chosen_and_what_is(two: None) -> None:
    screen = read("/en/interviews?theme=ecrans&age=11-14&langue=en")

    assert screen.texts("main details details > summary") == ["Age of the child", "Theme", "For whom", "Association", "Language"]
    assert [(box["name"], box["value"]) for box in screen.tree.select("main input[checked]")] == [
        ("age", "11-14"),
        ("theme", "ecrans"),
        ("langue", "en"),
    ]
    assert screen.texts(".listing-filters > details > summary") == ["Choose 3 choices"]
    assert screen.links(".languages a") == [f"/{code}/interviews?theme=ecrans&age=11-14" for code in ("fr", "en", "ar")]


def test_search_engines_want_the_whole_list_alone(two: None) -> None:
    whole, part = read("/en/interviews"), read("/en/interviews?age=11-14")

    for screen, robots in ((whole, "index,follow"), (part, "noindex,follow")):
        assert [tag["content"] for tag in screen.tree.select("meta[name=robots]")] == [robots]
        assert screen.links("link[rel=canonical]") == ["https://lecteurs.invalid/en/interviews"]


def test_the_first_picture_is_asked_for_at_once_and_the_others_once_they_come_near(home: HomePage) -> None:
    for _place in range(3):
        InterviewPageFactory(cover_image=ImageFactory())
    pictures = read("/en/interviews").tree.select("main picture img")

    assert [(picture.get("loading"), picture.get("fetchpriority")) for picture in pictures] == [(None, "high"), *[("lazy", None)] * 2]


def test_page_by_page_and_back(home: HomePage) -> None:
    for number in range(25):
        InterviewPageFactory(title_fr=f"Interview {number}")
    first = read("/en/interviews")
    (onwards,) = first.links(".pagination a")
    second = read(onwards)

    assert (len(first.texts(CARDS)), len(second.texts(CARDS))) == (24, 1)
    assert len({*first.texts(CARDS), *second.texts(CARDS)}) == 25
    assert second.links(".pagination a") == ["/en/interviews"]


def test_none_leads_on_and_a_place_that_no_list_knows_begins_again(two: None) -> None:
    empty, nowhere = read("/en/interviews?theme=nobody"), read("/en/interviews?apres=nonsense")

    assert (empty.texts("#found"), empty.texts(".empty h3")) == (["0 pages"], ["Nothing fits all of this"])
    assert nowhere.texts("main .note[role=status]") == ["Part of this address means nothing to us. You see the list from its beginning."]
    assert nowhere.texts(CARDS) == ["Justine speaks", "Olivier"]


def test_what_is_not_public_is_not_in_it(two: None) -> None:
    restrict(InterviewPageFactory(title_fr="Privé"))
    InterviewPageFactory(title_fr="Brouillon", live=False)
    screen = read("/fr/interviews")

    assert (screen.texts("#found"), screen.texts(CARDS)) == (["2 pages"], ["Justine", "Olivier"])


@pytest.mark.parametrize("count", [1, 20])
def test_it_takes_the_same_statements_however_long(home: HomePage, count: int) -> None:
    for number in range(count):
        InterviewPageFactory(title_fr=f"Interview {number}", themes=[ThemeFactory()], ages=[AgeBandFactory(code=f"{number}-{number + 1}")])
    screen = read("/en/interviews")

    assert (len(screen.texts(CARDS)), len(screen.statements)) == (count, STATEMENTS)


STATEMENTS = 13
