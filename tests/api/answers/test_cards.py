"""Answers that show urgent help: counted whenever they are given, kept by nobody else, and never known by their words."""

from __future__ import annotations

import datetime as dt
import gc
import logging
from typing import Any

import pytest
from django.utils import timezone

from api.types import crisis
from pages.days import day_of
from pages.models import CrisisCode, HomePage
from search import indexing
from search.models import CrisisCount
from tests.api.answers.house import Clock, House
from tests.factories import CrisisReasonFactory, HelplineFactory

pytestmark = pytest.mark.django_db

WORDS = "je veux mourir ce soir"
CARD = "query($query: String!) { search(query: $query) { crisis { reason title helplines { number isOpen } } } }"
WHOLE = "query($query: String!) { search(query: $query) { crisis { reason } totalCount } }"


@pytest.fixture
def reason(home: HomePage, house: House, tmp_path: Any, settings: Any) -> Any:
    """A reason that one phrase speaks of."""
    settings.SEARCH_INDEX_DIR = tmp_path
    line = HelplineFactory(number_short="3114", hours=[(day, dt.time(9), dt.time(23)) for day in range(7)])
    made = CrisisReasonFactory(code=CrisisCode.SUICIDE, title_fr="Des idées de suicide", phrases_fr="veux mourir", lines=[line])
    house.look()
    return made


def counted(house: House) -> list[tuple[dt.date, str, int]]:
    house.cards.flush()
    return list(CrisisCount.objects.order_by("day", "reason").values_list("day", "reason", "shown"))


def test_a_card_is_counted_whenever_it_is_given_and_nothing_else(house: House, reason: Any) -> None:
    for _time in range(2):
        house.post(CARD, {"query": WORDS})
    house.get(CARD, {"query": WORDS})
    house.post(CARD, {"query": "captures d'écran"})
    house.post("query($query: String!) { search(query: $query) { __typename } }", {"query": WORDS})

    assert len(house.store) == 3
    assert counted(house) == [(day_of(timezone.now()), "SUICIDE", 3)]
    house.post(CARD, {"query": WORDS})
    assert counted(house) == [(day_of(timezone.now()), "SUICIDE", 4)]


def test_a_card_beside_the_error_of_the_engine_is_counted_and_not_kept(house: House, reason: Any) -> None:
    reply = house.post(WHOLE, {"query": WORDS})

    assert reply.json["data"] == {"search": {"crisis": {"reason": "SUICIDE"}, "totalCount": None}}
    assert (len(house.store), reply.headers["Cache-Control"]) == (0, "no-store")
    assert counted(house) == [(day_of(timezone.now()), "SUICIDE", 1)]


def test_nobody_beyond_this_process_keeps_an_answer_with_a_card_nor_learns_that_somebody_asked(house: House, reason: Any) -> None:
    first, second = house.get(CARD, {"query": WORDS}), house.get(CARD, {"query": WORDS})

    assert first.body == second.body
    assert [reply.headers["Cache-Control"] for reply in (first, second)] == ["private, no-store"] * 2
    assert [reply.headers.get("Cache-Status") for reply in (first, second)] == [None, None]
    assert first.headers == second.headers


NODES = "query($query: String!) { search(query: $query) { nodes { title } } }"
NOTHING_OF_IT = "query($query: String!) { search(query: $query) { __typename } }"
SUGGESTIONS = "query($query: String!) { suggestions(query: $query) { text } }"


@pytest.mark.parametrize("query", [CARD, NODES, NOTHING_OF_IT, SUGGESTIONS])
def test_words_of_danger_are_kept_from_others_at_every_door_card_or_not(house: House, reason: Any, query: str) -> None:
    indexing.ensure_index()
    house.look()
    for words in (WORDS, "captures"):
        replies = [house.get(query, {"query": words}), house.get(query, {"query": words}), house.post(query, {"query": words})]
        assert [reply.status for reply in replies] == [200] * 3
        is_public = [reply.headers["Cache-Control"].startswith("public, ") for reply in replies]
        tells = [("Cache-Status" in reply.headers, "X-Request-ID" in reply.headers) for reply in replies]
        if words == WORDS:
            assert [reply.headers["Cache-Control"] for reply in replies] == ["private, no-store"] * 3
            assert tells == [(False, False)] * 3
        else:
            assert is_public == [True] * 3
            assert [tells_status for tells_status, _id in tells] == [True] * 3


def test_a_text_of_an_operation_is_read_once(house: House, reason: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    monkeypatch.setattr(crisis, "recognise", lambda text, _lists: read.append(text))
    indexing.ensure_index()
    house.post("query($query: String!) { search(query: $query) { crisis { reason } totalCount } suggestions(query: $query) { text } }", {
        "query": WORDS,
    })  # fmt: skip
    assert read == [WORDS]


def test_a_kept_card_follows_the_lists_of_the_editors_and_the_hours_of_its_lines(
    house: House, reason: Any, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.now = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
    house.look()
    assert house.post(CARD, {"query": WORDS}).data["search"]["crisis"]["helplines"] == [{"number": "3114", "isOpen": True}]
    clock.now = dt.datetime(2026, 11, 28, 22, 30, tzinfo=dt.UTC)
    house.look()
    assert house.post(CARD, {"query": WORDS}).data["search"]["crisis"]["helplines"] == [{"number": "3114", "isOpen": False}]
    reason.phrases_fr = "autre chose"
    reason.save()
    house.look()
    assert house.post(CARD, {"query": WORDS}).data["search"]["crisis"] is None


def test_the_words_stand_in_no_log_and_in_nothing_the_door_holds(house: House, reason: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    house.post(CARD, {"query": WORDS})
    house.post(WHOLE, {"query": WORDS})
    house.get(CARD, {"query": WORDS, "unknown": WORDS})

    assert "mourir" not in caplog.text
    assert "mourir" not in _everything_in(house.door)


def _everything_in(root: object) -> str:
    """All texts that are reached from an object through containers and instances of ours."""
    seen: dict[int, object] = {}
    waiting: list[object] = [root, vars(root)]
    texts = []
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen[id(one)] = one
        if isinstance(one, bytes | str):
            texts.append(str(one))
        elif isinstance(one, dict | list | tuple | set | frozenset) or type(one).__module__.startswith(("api.answers", "search.crisis")):
            waiting += gc.get_referents(one)
    return "\n".join(texts)


def test_two_doors_know_one_question_by_different_digests(house: House, clock: Clock, reason: Any) -> None:
    other = House(clock)
    other.look()
    for each in (house, other):
        each.post(CARD, {"query": WORDS})

    assert set(house.store._kept).isdisjoint(other.store._kept)
    assert set(house.store._by_spelling).isdisjoint(other.store._by_spelling)
