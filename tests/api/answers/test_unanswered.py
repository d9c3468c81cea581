"""Questions that found nothing are counted at the door each time: never what may point at somebody, never in a log, and kept nowhere."""

from __future__ import annotations

import gc
import logging
import threading
from collections import deque
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError

from api.answers import unanswered
from api.answers.unanswered import MOST_WAITING, UnansweredQuestions
from pages import models
from pages.days import day_of
from search import indexing
from search.models import UnansweredQuestion, WithheldQuestion
from search.unanswered import Ask, CountedQuestion
from tests.api.answers.house import House
from tests.factories import CrisisReasonFactory, GuidePageFactory, HelplineFactory, PromotedAnswerFactory, SynonymGroupFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _index(tmp_path: Path, settings: Any, home: models.HomePage) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    GuidePageFactory(title_fr="Le téléphone")
    indexing.ensure_index()


def asking(words: str, fields: str = "totalCount", more: str = "") -> str:
    return f'{{ search(query: "{words}"{more}) {{ {fields} }} }}'


def waiting(house: House) -> list[tuple[str, str]]:
    return [(ask.asked.language, ask.asked.words) for ask in house.unanswered._waiting]


def test_each_answer_that_goes_out_counts(house: House) -> None:
    replies = [house.get(asking("Trottinette"), REMOTE_ADDR=f"192.0.2.{number}") for number in range(5)]
    replies.append(house.post(asking("Trottinette"), REMOTE_ADDR="192.0.2.9"))
    assert [reply.was_kept for reply in replies] == [False] * 6
    assert waiting(house) == [("fr", "trottinette")] * 6
    assert UnansweredQuestion.objects.count() == 0
    house.unanswered.flush()
    assert list(UnansweredQuestion.objects.values_list("day", "language", "words", "asked")) == [(day_of(), "fr", "trottinette", 6)]
    assert waiting(house) == []


def test_once_counted_the_words_are_nowhere_in_the_process(house: House) -> None:
    for words in ("Trottinette", "trottinette zoé"):
        house.get(asking(words))
        house.post("query ($words: String!) { search(query: $words) { totalCount } }", {"words": words})
    assert len(waiting(house)) == 4
    house.unanswered.flush()
    assert len(house.store) == 0
    assert [text for text in _texts_in(house) if "trottinette" in text.lower()] == []


def _texts_in(root: object) -> list[str]:
    """All texts that are reached from an object through containers and instances of ours."""
    seen: dict[int, object] = {}
    waiting_objects: list[object] = [root, vars(root)]
    texts = []
    while waiting_objects:
        one = waiting_objects.pop()
        if id(one) in seen:
            continue
        seen[id(one)] = one
        if isinstance(one, bytes | str):
            texts.append(str(one))
        elif isinstance(one, dict | list | tuple | set | frozenset | deque) or type(one).__module__.startswith(("api.", "search.")):
            waiting_objects += gc.get_referents(one)
    return texts


def test_what_the_client_has_already_counts_too(house: House) -> None:
    tag = house.get(asking("trottinette")).headers["ETag"]
    assert house.get(asking("trottinette"), HTTP_IF_NONE_MATCH=tag).status == 304
    assert waiting(house) == [("fr", "trottinette")] * 2


@pytest.mark.parametrize(
    "query",
    [
        asking("téléphone"),
        asking("téléfone"),
        asking("téléphone", more=", first: 1"),
        asking("trottinette", "__typename"),
        asking("trottinette", "promoted { title }"),
        asking("les le la"),
        asking(""),
        asking("trottinette", more=", filter: {kinds: [GUIDE]}"),
        '{ site { home { title } } }',
    ],
)  # fmt: skip
def test_what_found_something_or_did_not_look_is_not_counted(house: House, query: str) -> None:
    assert house.get(query).status == 200
    assert waiting(house) == []


def test_what_a_synonym_or_a_promoted_answer_answers_is_answered(house: House) -> None:
    PromotedAnswerFactory(questions="trottinette", promoted=[GuidePageFactory()])
    SynonymGroupFactory(words="bigophone", leads_to="téléphone")
    house.look()
    house.get(asking("trottinette"))
    house.get(asking("bigophone"))
    assert waiting(house) == []
    PromotedAnswerFactory(questions="patinette", promoted=[GuidePageFactory(live=False)])
    house.get(asking("patinette"))
    assert waiting(house) == [("fr", "patinette")]


def test_a_question_of_danger_and_a_number_that_was_replaced_are_not_counted(house: House) -> None:
    CrisisReasonFactory(code="RUNAWAY", phrases_fr="mon fils a fugué")
    HelplineFactory(number_short="3018", supersedes=["3020"])
    house.look()
    house.get(asking("mon fils a fugué hier"))
    house.get(asking("le 3020", more=", locale: EN"))
    assert waiting(house) == []
    house.get(asking("3021"))
    assert waiting(house) == [("fr", "3021")]


def test_several_questions_of_one_operation_count_once_each(house: House) -> None:
    house.get(
        '{ a: search(query: "quatre") { totalCount } b: search(query: "QUATRE") { totalCount } c: search(query: "deux") { totalCount } }'
    )
    assert sorted(waiting(house)) == [("fr", "deux"), ("fr", "quatre")]


def test_the_language_asked_is_noted_and_personal_words_are_not(house: House) -> None:
    house.get(asking("scooter", more=", locale: EN"))
    house.get(asking("zoe@exemple.invalid"))
    assert waiting(house) == [("en", "scooter"), ("fr", "")]


def test_a_question_is_not_counted_where_search_cannot_answer_or_anything_fails(house: House, tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "none"
    assert "errors" in house.get(asking("trottinette")).json
    assert waiting(house) == []


def test_visitors_are_told_apart_by_address_and_browser(house: House) -> None:
    for address, browser in [("192.0.2.1", "A"), ("192.0.2.1", "A"), ("192.0.2.1", "B"), ("2001:db8::1", "A"), ("2001:db8::2", "A")]:
        house.get(asking("trottinette"), REMOTE_ADDR=address, HTTP_USER_AGENT=browser)
    house.unanswered.flush()
    withheld = WithheldQuestion.objects.get()
    assert (withheld.asked, withheld.visitors.count()) == (5, 3)


def test_behind_a_proxy_the_address_is_the_client_s() -> None:
    questions = UnansweredQuestions(proxies=1)
    questions.start = lambda: None
    questions.note([CountedQuestion("fr", "quatre")], {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.66, 192.0.2.7"})
    assert [ask.visitor for ask in questions._waiting] == ["192.0.2.7\0"]


def test_a_flood_is_bounded(house: House) -> None:
    for number in range(3):
        house.unanswered.note([CountedQuestion("fr", f"mot {each}") for each in range(MOST_WAITING)], {"REMOTE_ADDR": str(number)})
    assert len(waiting(house)) == MOST_WAITING


def test_whatever_fails_no_log_holds_a_word(house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def fail(asks: list[Ask], _now: Any) -> None:
        raise DatabaseError(f"Key (words)=({asks[0].asked.words}) already exists for {asks[0].visitor}")

    monkeypatch.setattr(unanswered, "count", fail)
    with caplog.at_level(logging.DEBUG):
        house.get(asking("trottinette"), REMOTE_ADDR="192.0.2.44")
        house.unanswered.flush()
    assert [record.getMessage() for record in caplog.records if record.name == unanswered.__name__] == [
        "1 questions without an answer were not counted: DatabaseError"
    ]
    assert all(record.exc_info is None for record in caplog.records)
    assert [word for word in ("trottinette", "192.0.2.44") if word in caplog.text] == []
    assert waiting(house) == []


@pytest.mark.django_db(transaction=True)
def test_a_thread_counts_what_waits(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = threading.Event()
    monkeypatch.setattr(unanswered, "EVERY", 0.01)
    monkeypatch.setattr(unanswered, "count", lambda _asks, _now: counted.set())
    questions = UnansweredQuestions(proxies=0)
    questions.note([CountedQuestion("fr", "trottinette")], {"REMOTE_ADDR": "192.0.2.1"})
    assert counted.wait(10)
    assert not questions._waiting
