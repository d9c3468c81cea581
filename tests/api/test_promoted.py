"""Pages put first for a question: in their order, beside what is found, in the language asked, and nothing that readers may not see."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from api.loading.operation import Operation
from api.types.search import Wanted, found_pages
from pages import models
from pages.days import day_of, end_of
from search import indexing
from tests.api.asking import ask, data_of
from tests.factories import GuidePageFactory, PromotedAnswerFactory, SynonymGroupFactory, restrict

pytestmark = pytest.mark.django_db

PROMOTED = """query ($query: String!, $locale: Locale) { search(query: $query, locale: $locale) {
  promoted { title locale } nodes { title } totalCount } }"""


@pytest.fixture(autouse=True)
def _index_folder(tmp_path: Path, settings: Any, home: models.HomePage) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path


def promoted(query: str, locale: str = "FR") -> list[tuple[str, str]]:
    pages = data_of("query ($query: String!, $locale: Locale) { search(query: $query, locale: $locale) { promoted { title locale } } }", {
        "query": query, "locale": locale,
    })["search"]["promoted"]  # fmt: skip
    return [(page["title"], page["locale"]) for page in pages]


def test_they_stand_beside_what_is_found_in_their_order() -> None:
    found = GuidePageFactory(title_fr="Le harcèlement")
    first, second = GuidePageFactory(title_fr="Un", title_en="One", ready=["en"]), GuidePageFactory(title_fr="Deux")
    PromotedAnswerFactory(questions="harcèlement", promoted=[first, second, found])
    indexing.ensure_index()

    assert data_of(PROMOTED, {"query": "HARCELEMENT ?", "locale": "FR"})["search"] == {
        "promoted": [{"title": title, "locale": "FR"} for title in ("Un", "Deux", "Le harcèlement")],
        "nodes": [{"title": "Le harcèlement"}],
        "totalCount": 1,
    }
    # A question typed in French by a reader of English: pages answer as they do everywhere.
    assert promoted("harcèlement", "EN") == [("One", "EN"), ("Deux", "FR"), ("Le harcèlement", "FR")]
    assert promoted("harcèlement scolaire") == []


def test_without_an_index_they_still_answer() -> None:
    PromotedAnswerFactory(promoted=[GuidePageFactory(title_fr="Un")])
    assert promoted("harcèlement") == [("Un", "FR")]


def test_what_readers_may_not_see_is_left_out_at_once_and_three_others_are_shown() -> None:
    now = timezone.now()
    closed = GuidePageFactory()
    restrict(closed)
    shown = [GuidePageFactory(title_fr=title) for title in ("Un", "Deux", "Trois", "Quatre")]
    hidden = [
        GuidePageFactory(live=False),
        closed,
        GuidePageFactory(expire_at=now - dt.timedelta(minutes=1)),
        GuidePageFactory(go_live_at=now + dt.timedelta(hours=1)),
    ]
    PromotedAnswerFactory(promoted=[*hidden, *shown])
    assert [title for title, _locale in promoted("harcèlement")] == ["Un", "Deux", "Trois"]
    shown[0].unpublish()
    assert [title for title, _locale in promoted("harcèlement")] == ["Deux", "Trois", "Quatre"]


@pytest.mark.parametrize("count", [1, 3])
def test_they_take_three_statements(count: int) -> None:
    PromotedAnswerFactory(promoted=[GuidePageFactory() for _ in range(count)])
    assert len(ask('{ search(query: "harcèlement") { promoted { title } } }').statements) == 3
    assert len(ask('{ search(query: "autre chose") { promoted { title } } }').statements) == 2
    assert len(ask('{ search(query: "harcèlement") { __typename } }').statements) == 1


def test_an_answer_holds_until_the_day_on_which_they_come_or_go() -> None:
    today = day_of()
    PromotedAnswerFactory(promoted=[GuidePageFactory()], valid_to=today + dt.timedelta(days=2))
    PromotedAnswerFactory(promoted=[GuidePageFactory()], valid_from=today + dt.timedelta(days=1))
    operation = Operation("default", timezone.now())
    assert len(found_pages(operation, Wanted("harcèlement"), 10).promoted) == 1
    assert operation.made_from.valid_until == end_of(today)
    assert {("promotedanswer", "*"), ("synonymgroup", "*")} <= operation.made_from.tags


def test_a_synonym_finds_a_page_and_stands_below_the_word_itself() -> None:
    GuidePageFactory(title_fr="Le portable", summary_fr="…"), GuidePageFactory(title_fr="Le téléphone", summary_fr="…")
    indexing.ensure_index()

    def titles() -> list[str]:
        return [node["title"] for node in data_of(PROMOTED, {"query": "téléphone"})["search"]["nodes"]]

    assert titles() == ["Le téléphone"]
    group = SynonymGroupFactory(words="téléphone\nportable")
    assert titles() == ["Le téléphone", "Le portable"]
    group.delete()
    assert titles() == ["Le téléphone"]


def test_an_answer_until_the_last_day_of_all_calendars_is_shown() -> None:
    PromotedAnswerFactory(promoted=[GuidePageFactory(title_fr="Un")], valid_to=dt.date.max)
    assert promoted("harcèlement") == [("Un", "FR")]
