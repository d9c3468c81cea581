"""Asking for a page: its data, until when it holds, and what is done about errors."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from website import asking
from website.asking import ask
from website.client.answers import Answer, UnavailableError
from website.client.documents import Document
from website.freshness import UNTIL, freshness_of, hold_until, tell_freshness
from website.presenting.moments import STEP, now_in_steps

ERRORS = [{"message": "…", "path": ["search"], "extensions": {"code": "SEARCH_UNAVAILABLE"}}]


def an_answer(**said: Any) -> Answer:
    usual = {"data": {"a": 1}, "errors": [], "max_age": 60, "surrogate_keys": frozenset({"site"}), "is_confidential": False}
    return Answer(**{**usual, **said})


@dataclass
class Answers:
    """Gives prepared answers in turn."""

    waiting: list[Answer] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def ask(self, _document: Document, _variables: Any, address: str) -> Answer:
        self.addresses.append(address)
        return self.waiting.pop(0)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    answers = Answers()
    monkeypatch.setattr(asking, "current_client", lambda: answers)
    monkeypatch.setattr(asking, "document_called", lambda name: Document(name, "5c" * 32, is_mutation=name.startswith("Report")))
    return answers


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/fr/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="203.0.113.5, 198.51.100.1")


def test_a_page_is_as_fresh_as_the_answer_that_holds_least_long(answers: Answers, request_: HttpRequest) -> None:
    answers.waiting = [an_answer(), an_answer(max_age=7, surrogate_keys=frozenset({"page-1"}))]

    assert (ask(request_, "SiteScreen"), ask(request_, "GuideScreen", {"path": "/a"})) == ({"a": 1}, {"a": 1})

    response = HttpResponse()
    tell_freshness(request_, response)
    assert (response["Cache-Control"], response["Surrogate-Key"]) == ("public, max-age=7, s-maxage=7", "page-1 site")


@pytest.mark.parametrize("order", [(None, 60), (60, None)])
def test_a_page_with_one_answer_that_may_not_be_kept_is_not_kept(
    answers: Answers, request_: HttpRequest, order: tuple[int | None, ...]
) -> None:
    answers.waiting = [an_answer(max_age=max_age) for max_age in order]
    ask(request_, "SiteScreen")
    ask(request_, "SiteScreen")

    assert freshness_of(request_).cache_control == "no-store"


def test_a_page_that_answers_words_of_danger_is_the_visitors_own(answers: Answers, request_: HttpRequest) -> None:
    answers.waiting = [an_answer(), an_answer(max_age=None, is_confidential=True)]
    ask(request_, "SiteScreen")
    ask(request_, "SearchScreen")

    response = HttpResponse()
    tell_freshness(request_, response)
    assert (response["Cache-Control"], "Surrogate-Key" in response) == ("private, no-store", False)


def test_errors_are_no_answer_unless_the_page_makes_do_with_the_rest(answers: Answers, request_: HttpRequest) -> None:
    answers.waiting = [an_answer(errors=ERRORS, max_age=None)] * 2

    with pytest.raises(UnavailableError) as refused:
        ask(request_, "SearchScreen")
    assert refused.value.codes == {"SEARCH_UNAVAILABLE"}
    assert ask(request_, "SearchScreen", partial=True) == {"a": 1}
    assert (freshness_of(request_).has_errors, freshness_of(request_).cache_control) == (True, "no-store")


@pytest.mark.parametrize(("proxies", "address"), [(0, "192.0.2.7"), (1, "198.51.100.1"), (2, "203.0.113.5"), (3, "192.0.2.7")])
def test_the_visitors_address_goes_with_what_they_send_and_with_nothing_else(
    answers: Answers, request_: HttpRequest, settings: Any, proxies: int, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    answers.waiting = [an_answer(), an_answer()]
    ask(request_, "SiteScreen")
    ask(request_, "ReportPage")

    assert answers.addresses == ["", address]


def test_a_page_that_looks_at_the_clock_itself_says_until_when(request_: HttpRequest) -> None:
    begin = now_in_steps(request_)

    assert (begin.minute % 5, begin.second, begin.microsecond) == (0, 0, 0)
    assert request_.META[UNTIL] == (begin + STEP).timestamp()
    hold_until(request_, begin + timedelta(hours=1))
    assert request_.META[UNTIL] == (begin + STEP).timestamp()
    hold_until(request_, timezone.now() - timedelta(seconds=1))
    assert freshness_of(request_).cache_control == "public, max-age=0, s-maxage=0"


def test_a_page_of_no_answers_holds_for_a_minute(request_: HttpRequest) -> None:
    assert freshness_of(request_).cache_control == "public, max-age=10, s-maxage=60"


def test_a_view_that_says_itself_how_long_is_believed(request_: HttpRequest) -> None:
    response = HttpResponse(headers={"Cache-Control": "no-cache"})
    tell_freshness(request_, response)

    assert response["Cache-Control"] == "no-cache"
