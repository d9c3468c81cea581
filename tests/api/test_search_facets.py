"""Facets of a search with its filters: what is counted, and what narrows it, each with its statements."""

from __future__ import annotations

from typing import Any

import pytest

from pages import models
from search import indexing
from tests.api.asking import ask, data_of, post
from tests.factories import (
    AgeBandFactory,
    GuidePageFactory,
    InterviewPageFactory,
    OrganisationFactory,
    ThemeFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]


FACETS = """query ($filter: SearchFilter, $locale: Locale, $first: Int) {
  search(query: "chantage", filter: $filter, locale: $locale, first: $first) {
    totalCount
    nodes { title }
    facets {
      themes { theme { slug } count }
      ages { age { code } count }
      audiences { audience { code } count }
      organisations { organisation { slug } count }
      types { type count }
      languages { locale count }
    }
  }
}"""


@pytest.fixture
def filed(home: models.HomePage) -> None:
    photos, sleep = ThemeFactory(slug="photos"), ThemeFactory(slug="sommeil")
    teens = AgeBandFactory(code="11-14")
    unaf, enfance = OrganisationFactory(slug="unaf"), OrganisationFactory(slug="e-enfance")
    common: dict[str, Any] = {"summary_fr": "Résumé", "audiences": []}
    GuidePageFactory(title_fr="Chantage un", title_en="Blackmail", ready=["en"], themes=[photos], ages=[teens], organisation=unaf, **common)
    GuidePageFactory(
        title_fr="Chantage deux", themes=[photos, sleep], ages=[], organisation=unaf, cosigning_organisations=[enfance], **common
    )
    InterviewPageFactory(title_fr="Chantage trois", themes=[sleep], ages=[], organisation=enfance, **common)
    GuidePageFactory(title_fr="Sommeil", themes=[sleep], ages=[teens], organisation=unaf, **common)
    indexing.ensure_index()


def test_pages_found_are_counted_by_all_they_are_filed_under_in_the_same_statements_whatever_their_number(filed: None) -> None:
    answer = ask(FACETS)

    assert answer.data["search"] == {
        "totalCount": 3,
        "nodes": [{"title": "Chantage un"}, {"title": "Chantage trois"}, {"title": "Chantage deux"}],
        "facets": {
            "themes": [{"theme": {"slug": "photos"}, "count": 2}, {"theme": {"slug": "sommeil"}, "count": 2}],
            "ages": [{"age": {"code": "11-14"}, "count": 1}],
            "audiences": [],
            "organisations": [{"organisation": {"slug": "unaf"}, "count": 2}, {"organisation": {"slug": "e-enfance"}, "count": 2}],
            "types": [{"type": "GUIDE_PAGE", "count": 2}, {"type": "INTERVIEW_PAGE", "count": 1}],
            "languages": [{"locale": "FR", "count": 3}],
        },
    }
    # What speaks of danger; synonyms; what has changed since the index; which hits are public; their rows; themes, ages, organisations.
    assert len(answer.statements) == 8
    assert len(ask(FACETS, {"first": 1}).statements) == 8


def test_each_facet_is_counted_with_the_filters_of_the_others(filed: None) -> None:
    answer = ask(FACETS, {"filter": {"themes": ["photos"], "organisations": ["e-enfance"]}})

    found = answer.data["search"]
    assert (found["totalCount"], found["nodes"]) == (1, [{"title": "Chantage deux"}])
    assert found["facets"]["themes"] == [{"theme": {"slug": "sommeil"}, "count": 2}, {"theme": {"slug": "photos"}, "count": 1}]
    assert found["facets"]["organisations"] == [
        {"organisation": {"slug": "unaf"}, "count": 2},
        {"organisation": {"slug": "e-enfance"}, "count": 1},
    ]
    assert found["facets"]["types"] == [{"type": "GUIDE_PAGE", "count": 1}]
    # The two names of the filter are looked up before; no page found has an age.
    assert len(answer.statements) == 9


@pytest.mark.parametrize(
    ("filter_", "titles"),
    [
        ({"types": ["INTERVIEW_PAGE"]}, ["Chantage trois"]),
        ({"ages": ["11-14"]}, ["Chantage un"]),
        ({"themes": ["photos", "sommeil"], "types": ["GUIDE_PAGE"]}, ["Chantage un", "Chantage deux"]),
        ({"themes": []}, []),
        ({"themes": ["inconnu"]}, []),
        ({"languages": ["AR"]}, []),
        ({}, ["Chantage un", "Chantage trois", "Chantage deux"]),
    ],
)
def test_a_filter_narrows_what_is_found(filed: None, filter_: dict[str, Any], titles: list[str]) -> None:
    assert [node["title"] for node in data_of(FACETS, {"filter": filter_})["search"]["nodes"]] == titles


def test_languages_are_those_in_which_pages_answer(filed: None) -> None:
    query = '{ search(query: "blackmail chantage", locale: EN) { nodes { title } facets { languages { locale count } } } }'
    assert data_of(query)["search"] == {
        "nodes": [{"title": "Blackmail"}, {"title": "Chantage trois"}, {"title": "Chantage deux"}],
        "facets": {"languages": [{"locale": "FR", "count": 2}, {"locale": "EN", "count": 1}]},
    }


def test_too_long_a_filter_is_refused_and_nothing_searched(filed: None) -> None:
    response = post(FACETS, {"filter": {"themes": [str(number) for number in range(21)]}})
    assert response.json()["errors"][0]["extensions"] == {"code": "LIMIT_EXCEEDED"}
    assert response.json()["data"] is None
