"""Our own questions, as families type them, find the pages that answer them: the gates of quality on the sample content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction

from pages.starter_content.loading import load
from pages.starter_content.sources import tree
from search import indexing
from tests.factories import loader
from tests.relevance import metrics
from tests.relevance.collections import Question
from tests.relevance.judged import ANSWERS, LANGUAGES, judged, page_names

pytestmark = pytest.mark.django_db

# A change of the sample texts or of one question moves a mean by so much: less is no loss of quality.
MARGIN = 0.02

WORST = 12


@dataclass(frozen=True, slots=True)
class Gate:
    """What was measured last: the mean nDCG@10, and how many questions with an answer found nothing at all."""

    ndcg: float
    without_an_answer: int


GATES = {
    "fr": Gate(ndcg=0.81, without_an_answer=3),
    "en": Gate(ndcg=0.90, without_an_answer=0),
    "ar": Gate(ndcg=0.80, without_an_answer=2),
}
LEAST_QUESTIONS = {"fr": 120, "en": 40, "ar": 20}


@pytest.fixture(scope="module", autouse=True)
def _site(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The sample content with its index, made once: all tests here only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        index = django_settings.SEARCH_INDEX_DIR
        django_settings.SEARCH_INDEX_DIR = tmp_path_factory.mktemp("search")
        load(loader(), lambda _line: None)
        indexing.ensure_index()
        yield
        django_settings.SEARCH_INDEX_DIR = index
        transaction.set_rollback(True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_families_type_finds_what_answers_it(language: str) -> None:
    asked = judged(language)
    found = [(question, asked.ask(question.text)) for question in asked.questions]
    values = [metrics.ndcg(ranking, question.grades) for question, ranking in found]
    mean, silent = sum(values) / len(values), sum(not ranking for _question, ranking in found)
    gate = GATES[language]
    assert mean >= gate.ndcg - MARGIN, f"nDCG@10 is {mean:.4f}, it was {gate.ndcg}.\n{_worst(found, values)}"
    assert silent <= gate.without_an_answer, f"{silent} questions found nothing, {gate.without_an_answer} did.\n{_worst(found, values)}"


def _worst(found: list[tuple[Question, list[int]]], values: list[float]) -> str:
    names = page_names()
    lines = []
    for value, (question, ranking) in sorted(zip(values, found, strict=True), key=lambda each: each[0])[:WORST]:
        wanted = ", ".join(names[page] for page, grade in question.grades.items() if grade == ANSWERS)
        came = ", ".join(names[page] for page in ranking[:3])
        lines.append(f"{value:.2f}  {question.text}: wanted {wanted or 'pages that help'}; came {came or 'nothing'}")
    return "\n".join(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_questions_enough_and_each_is_judged_once(language: str) -> None:
    asked = judged(language)
    texts = [*(question.text for question in asked.questions), *asked.nothing]
    assert len(texts) >= LEAST_QUESTIONS[language]
    assert len(set(texts)) == len(texts)
    assert all(question.grades for question in asked.questions)
    halves = [asked.half(is_held_back=False), asked.half(is_held_back=True)]
    assert sum(len(half.questions) for half in halves) == len(asked.questions)


def test_every_page_is_the_answer_to_a_question() -> None:
    names = page_names()
    answers = {names[page] for question in judged("fr").questions for page, grade in question.grades.items() if grade == ANSWERS}
    assert answers == {name for name, _parent in tree()}
