"""The list of resources as readers narrow it: by what they are, for whom, of whom, in their own language first."""

from __future__ import annotations

import pytest

from pages.models import HomePage, ResourceIndexPage
from tests.factories import (
    AgeBandFactory,
    ArticlePageFactory,
    AudienceFactory,
    EditionPageFactory,
    GuidePageFactory,
    OrganisationFactory,
    ResourceIndexPageFactory,
    ThemeFactory,
    restrict,
)
from tests.website.reading import read

pytestmark = pytest.mark.django_db

CARDS = "main .card-title"


@pytest.fixture
def index(home: HomePage) -> ResourceIndexPage:
    """The list of resources."""
    return ResourceIndexPageFactory(title_fr="Les guides", slug="ressources", title_en="Guides", ready=["en"])


@pytest.fixture
def two(index: ResourceIndexPage) -> None:
    """A guide and an article that share nothing."""
    GuidePageFactory(
        title_fr="Guide",
        themes=[ThemeFactory(slug="ecrans", name_fr="Écrans")],
        ages=[AgeBandFactory(code="7-10")],
        audiences=[AudienceFactory(code="parents")],
        organisation=OrganisationFactory(slug="unaf", name_fr="UNAF"),
        title_en="The guide",
        ready=["en"],
    )
    ArticlePageFactory(title_fr="Article")


def test_everything_with_the_readers_language_first_and_the_others_said_to_be_in_french(two: None) -> None:
    screen = read("/en/ressources")

    assert screen.texts("h1") == ["Guides"]
    assert screen.texts("#found") == ["2 pages"]
    assert screen.texts(CARDS) == ["The guide", "Article"]
    assert [body.get("lang") for body in screen.tree.select("main .card-body")] == [None, "fr"]
    assert read("/fr/ressources").texts(CARDS) == ["Guide", "Article"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type=guide", ["The guide"]),
        ("type=guide&type=article", ["The guide", "Article"]),
        ("theme=ecrans", ["The guide"]),
        ("age=7-10", ["The guide"]),
        ("public=parents", ["The guide"]),
        ("association=unaf", ["The guide"]),
        ("langue=en", ["The guide"]),
        ("type=article&theme=ecrans", []),
        ("theme=nobody", []),
        # What no list could mean is left out.
        ("type=nonsense", ["The guide", "Article"]),
        ("type=&theme=%20&age=%00", ["The guide", "Article"]),
        (f"theme={'x' * 101}", ["The guide", "Article"]),
        ("autre=1", ["The guide", "Article"]),
        ("&".join(["theme=ecrans", *(f"theme=t{number}" for number in range(40))]), ["The guide"]),
    ],
)
def test_each_choice_narrows(two: None, query: str, found: list[str]) -> None:
    assert read(f"/en/ressources?{query}").texts(CARDS) == found


def test_what_is_chosen_stays_ticked_and_is_not_for_search_engines(two: None) -> None:
    screen = read("/en/ressources?type=guide&theme=ecrans")

    ticked = [(box["name"], box["value"]) for box in screen.tree.select("main input[checked]")]
    assert ticked == [("type", "guide"), ("theme", "ecrans")]
    assert screen.texts(".listing-filters > details > summary") == ["Choose 2 choices"]
    assert read("/en/ressources").texts(".listing-filters > details > summary") == ["Choose"]
    assert [tag["content"] for tag in screen.tree.select("meta[name=robots]")] == ["noindex,follow"]
    assert [tag["content"] for tag in read("/en/ressources").tree.select("meta[name=robots]")] == ["index, follow"]


def test_another_language_shows_the_same_choice_but_for_what_is_translated(two: None) -> None:
    screen = read("/en/ressources?theme=a&theme=b&age=7-10&langue=en&apres=nonsense")

    assert screen.links(".languages a") == ["/fr/ressources?theme=a&theme=b&age=7-10", "/en/ressources?theme=a&theme=b&age=7-10", "/ar/"]


def test_what_is_translated_is_said_of_the_readers_own_language(two: None) -> None:
    assert read("/ar/ressources?langue=en").texts(CARDS) == ["Guide", "Article"]
    assert read("/ar/ressources?langue=ar").texts(CARDS) == []


def test_an_empty_list_leads_on(two: None) -> None:
    screen = read("/en/ressources?theme=nobody")

    assert screen.texts("#found") == ["0 pages"]
    assert screen.texts(".empty h3") == ["Nothing fits all of this"]
    assert screen.links(".empty a, .empty-help a") == ["/en/recherche", "/en/numeros"]


def test_page_by_page_to_the_end_and_back_to_the_beginning(index: ResourceIndexPage) -> None:
    for number in range(30):
        GuidePageFactory(title_fr=f"Guide {number}")
    first = read("/en/ressources?type=guide")
    (onwards,) = first.links(".pagination a")
    second = read(f"/en/ressources{onwards.removeprefix('/en/ressources')}")

    assert (len(first.texts(CARDS)), len(second.texts(CARDS))) == (24, 6)
    assert len({*first.texts(CARDS), *second.texts(CARDS)}) == 30
    assert second.links(".pagination a") == ["/en/ressources?type=guide"]
    assert second.texts("#found") == ["30 pages"]


def test_a_place_that_no_list_knows_is_answered_from_the_beginning_with_a_note(two: None) -> None:
    screen = read("/en/ressources?apres=nonsense")

    assert screen.response.status_code == 200
    assert screen.texts("main .note[role=status]") == ["Part of this address means nothing to us. You see the list from its beginning."]
    assert screen.texts(CARDS) == ["The guide", "Article"]


def test_what_is_not_public_is_in_no_list(two: None) -> None:
    restrict(GuidePageFactory(title_fr="Privé"))
    GuidePageFactory(title_fr="Brouillon", live=False)

    assert read("/fr/ressources").texts(CARDS) == ["Guide", "Article"]


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_takes_the_same_statements_however_long(index: ResourceIndexPage, count: int) -> None:
    for number in range(count):
        GuidePageFactory(title_fr=f"Guide {number}", themes=[ThemeFactory()], ages=[AgeBandFactory(code=f"{number}-{number + 1}")])
    screen = read("/en/ressources")

    assert len(screen.texts(CARDS)) == count
    assert len(screen.statements) == STATEMENTS


STATEMENTS = 28


def test_the_editions_the_last_one_first(home: HomePage) -> None:
    EditionPageFactory(number=1, title_fr="Première")
    EditionPageFactory(number=2, title_fr="Seconde", title_en="Second", ready=["en"])
    index = EditionPageFactory.default_parent()
    screen = read(f"/en/{index.slug}")

    assert screen.texts(CARDS) == ["Second", "Première"]
    assert screen.texts("main .eyebrow") == ["Edition no. 2", "Edition no. 1"]
