"""Search over the endpoint: pages found in the language asked, page by page, and a plain sentence when it cannot answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pages import models
from search import indexing
from search.engine import SearchUnavailableError
from search.queries import Answer, Asked
from tests.api.asking import data_of, post
from tests.api.scenes import stream
from tests.factories import GuidePageFactory

pytestmark = pytest.mark.django_db

SEARCH = """query ($query: String!, $locale: Locale, $first: Int, $after: String) {
  search(query: $query, locale: $locale, first: $first, after: $after) {
    totalCount
    nodes { title locale }
    edges { cursor }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}"""


@pytest.fixture(autouse=True)
def _index_folder(tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path


def test_a_page_is_found_by_the_words_of_the_language_it_is_served_in(home: models.HomePage) -> None:
    GuidePageFactory(
        title_fr="Garder des captures d’écran",
        title_en="Keeping screenshots",
        ready=["en"],
        steps_fr=stream(("paragraph", "<p>harcèlement</p>")),
        steps_en=stream(("paragraph", "<p>bullying</p>")),
    )
    indexing.ensure_index()

    def titles(query: str, locale: str) -> list[dict[str, str]]:
        nodes: list[dict[str, str]] = data_of(SEARCH, {"query": query, "locale": locale})["search"]["nodes"]
        return nodes

    french, english = {"title": "Garder des captures d’écran", "locale": "FR"}, {"title": "Keeping screenshots", "locale": "EN"}
    assert titles("captures d'écran", "FR") == [french]
    assert titles("bullying", "EN") == [english]
    assert titles("bullying", "FR") == []
    # In Arabic the page answers in French, and is found by its French words.
    assert titles("harcèlement", "AR") == [french]


def test_hits_are_read_page_by_page(home: models.HomePage) -> None:
    for number in range(5):
        GuidePageFactory(title_fr=f"Cyberviolence {number}")
    indexing.ensure_index()

    pages, after = [], None
    for _page in range(4):
        pages.append(data_of(SEARCH, {"query": "cyberviolence", "first": 2, "after": after})["search"])
        after = pages[-1]["pageInfo"]["endCursor"] or after

    assert [len(page["nodes"]) for page in pages] == [2, 2, 1, 0]
    assert sorted(node["title"] for page in pages for node in page["nodes"]) == [f"Cyberviolence {number}" for number in range(5)]
    assert [page["totalCount"] for page in pages] == [5, 5, 5, 5]
    assert [(page["pageInfo"]["hasPreviousPage"], page["pageInfo"]["hasNextPage"]) for page in pages] == [
        (False, True),
        (True, True),
        (True, False),
        (True, False),
    ]


@pytest.mark.parametrize("words", ["", "  ", "l'enfant harcelé", '"', "AND OR NOT (", "a" * 20_000, "title:*", "؟"])
def test_any_words_get_an_answer(words: str, home: models.HomePage) -> None:
    indexing.ensure_index()

    assert data_of(SEARCH, {"query": words})["search"]["totalCount"] == 0


def test_without_an_index_what_is_read_of_it_says_so_and_the_rest_answers(home: models.HomePage) -> None:
    response = post('{ search(query: "a") { __typename totalCount nodes { title } pageInfo { endCursor } } site { home { title } } }')

    assert [(error["message"], error["extensions"], error["path"][-1]) for error in response.json()["errors"]] == [
        ("Search cannot answer now; try again in a moment.", {"code": "SEARCH_UNAVAILABLE"}, field) for field in ("totalCount", "nodes")
    ]
    assert response.json()["data"] == {
        "search": {"__typename": "SearchConnection", "totalCount": None, "nodes": None, "pageInfo": {"endCursor": None}},
        "site": {"home": {"title": "Accueil"}},
    }


def test_an_engine_that_cannot_answer_is_asked_once_for_all_fields(home: models.HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Asked] = []

    def away(question: Asked, **_more: object) -> Answer:
        asked.append(question)
        raise SearchUnavailableError

    monkeypatch.setattr("api.types.search.search_pages", away)
    fields = ("totalCount", "edges", "nodes", "facets", "didYouMean", "degraded")
    response = post(
        """{ search(query: "a") {
            totalCount edges { cursor } nodes { title } pageInfo { endCursor } facets { themes { count } } didYouMean degraded
        } }"""
    )

    assert [(error["extensions"], error["path"][-1]) for error in response.json()["errors"]] == [
        ({"code": "SEARCH_UNAVAILABLE"}, field) for field in fields
    ]
    # Once by the plan, which gives up at the first error, and once for the answer that names them all.
    assert len(asked) == 2
