"""Answers to words that may mean danger: nobody else keeps them, nothing counts them, and their words stand nowhere."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

import pytest

from pages.models import HomePage
from search import indexing
from search.models import CrisisCount
from tests.api.answers.house import Clock, House
from tests.factories import HelplineFactory

pytestmark = pytest.mark.django_db

WORDS = "tout le monde serait soulagé que je n'existe plus"
QUIET = "query($query: String!) { search(query: $query) { quietHelp { message helplines { number isOpen } } } }"
NODES = "query($query: String!) { search(query: $query) { totalCount } }"
NOTHING_OF_IT = "query($query: String!) { search(query: $query) { __typename } }"


@pytest.fixture(autouse=True)
def _searching_by_meaning(home: HomePage, house: House, tmp_path: Any, settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    settings.SEARCH_BY_MEANING = True
    HelplineFactory(number_short="3018", hours=[(day, dt.time(9), dt.time(23)) for day in range(7)], order=1)
    HelplineFactory(number_short="119", hours=[(day, dt.time(0), dt.time(0)) for day in range(7)], order=2)
    indexing.ensure_index()
    house.look()


@pytest.mark.parametrize("query", [QUIET, NODES, NOTHING_OF_IT])
def test_nobody_beyond_this_process_keeps_them_line_or_not(house: House, query: str) -> None:
    replies = [house.get(query, {"query": WORDS}), house.get(query, {"query": WORDS}), house.post(query, {"query": WORDS})]

    assert [reply.status for reply in replies] == [200] * 3
    assert [reply.headers["Cache-Control"] for reply in replies] == ["private, no-store"] * 3
    assert [("Cache-Status" in reply.headers, "X-Request-ID" in reply.headers) for reply in replies] == [(False, False)] * 3


@pytest.mark.parametrize(("words", "by_meaning"), [(WORDS, False), ("captures d'écran", True)])
def test_other_answers_and_all_without_the_encoder_are_kept_as_ever(house: House, settings: Any, words: str, by_meaning: bool) -> None:
    settings.SEARCH_BY_MEANING = by_meaning
    reply = house.get(QUIET, {"query": words})

    assert reply.data == {"search": {"quietHelp": None}}
    assert (reply.headers["Cache-Control"].startswith("public, "), "Cache-Status" in reply.headers) == (True, True)


def test_they_are_counted_neither_as_cards_nor_as_questions_without_an_answer(house: House) -> None:
    for query in (QUIET, NODES):
        house.post(query, {"query": WORDS})
    house.cards.flush()

    assert list(CrisisCount.objects.all()) == []
    assert list(house.unanswered._waiting) == []
    house.post(NODES, {"query": "trottinette"})
    assert [ask.asked.words for ask in house.unanswered._waiting] == ["trottinette"]


def test_a_kept_line_follows_the_hours(house: House, clock: Clock) -> None:
    clock.now = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
    house.look()
    assert house.post(QUIET, {"query": WORDS}).data["search"]["quietHelp"]["helplines"] == [{"number": "3018", "isOpen": True}]
    clock.now = dt.datetime(2026, 11, 28, 22, 30, tzinfo=dt.UTC)
    house.look()
    assert house.post(QUIET, {"query": WORDS}).data["search"]["quietHelp"]["helplines"] == [
        {"number": "3018", "isOpen": False},
        {"number": "119", "isOpen": True},
    ]


def test_the_words_stand_in_no_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for query in (QUIET, NODES):
        house.post(query, {"query": WORDS})
    house.get(QUIET, {"query": WORDS, "unknown": WORDS})

    assert "soulag" not in caplog.text
