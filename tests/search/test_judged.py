"""Our own questions, as families type them, find the pages that answer them: the gates of quality on the sample content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from pages.models import BasePage
from pages.starter_content.sources import tree
from search import indexing
from search.queries import Asked, search_pages
from tests.relevance import metrics
from tests.relevance.collections import Question
from tests.relevance.judged import ANSWERS, SETS, judged, page_names
from tests.scenes import scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("judged_site")]

# A change of the sample texts or of one question moves a mean by so much: less is no loss of quality.
MARGIN = 0.02

WORST = 12


@dataclass(frozen=True, slots=True)
class Gate:
    """What was measured last: the mean nDCG@10, and how many questions with an answer found nothing at all."""

    ndcg: float
    without_an_answer: int


BY_TERMS, BY_MEANING = "by terms", "by meaning"
GATES = {
    (BY_TERMS, "fr"): Gate(ndcg=0.81, without_an_answer=3),
    (BY_TERMS, "en"): Gate(ndcg=0.91, without_an_answer=0),
    (BY_TERMS, "ar"): Gate(ndcg=0.80, without_an_answer=2),
    (BY_TERMS, "ar_on_french"): Gate(ndcg=0.08, without_an_answer=1),
    (BY_MEANING, "fr"): Gate(ndcg=0.83, without_an_answer=3),
    (BY_MEANING, "en"): Gate(ndcg=0.93, without_an_answer=0),
    (BY_MEANING, "ar"): Gate(ndcg=0.81, without_an_answer=2),
    (BY_MEANING, "ar_on_french"): Gate(ndcg=0.37, without_an_answer=0),
}
LEAST_QUESTIONS = {"fr": 120, "en": 40, "ar": 20, "ar_on_french": 30}


def _indexed(_sample_site: None) -> Path:
    folder = Path(mkdtemp(dir=settings.VAR_DIR))
    for way in (BY_TERMS, BY_MEANING):
        with override_settings(**_of(folder, way)):
            indexing.ensure_index()
    return folder


# The sample content with an index for each way of searching: their folder.
judged_site = scene("judged_site", _indexed, upon="sample_site")


def _of(folder: Path, way: str) -> dict[str, Any]:
    return {"SEARCH_INDEX_DIR": folder / way, "SEARCH_BY_MEANING": way == BY_MEANING}


@pytest.mark.parametrize(("way", "name"), GATES)
def test_what_families_type_finds_what_answers_it(judged_site: Path, way: str, name: str) -> None:
    asked = judged(name)
    with override_settings(**_of(judged_site, way)):
        found = [(question, asked.ask(question.text)) for question in asked.questions]
    values = [metrics.ndcg(ranking, question.grades) for question, ranking in found]
    mean, silent = sum(values) / len(values), sum(not ranking for _question, ranking in found)
    gate = GATES[way, name]
    assert mean >= gate.ndcg - MARGIN, f"nDCG@10 is {mean:.4f}, it was {gate.ndcg}.\n{_worst(found, values)}"
    assert silent <= gate.without_an_answer, f"{silent} questions found nothing, {gate.without_an_answer} did.\n{_worst(found, values)}"


@pytest.mark.parametrize("word", ["kit", "tutoriel", "article"])
def test_what_the_site_calls_some_pages_finds_them(judged_site: Path, word: str) -> None:
    names = page_names()
    called = {name for name in names.values() if name.startswith(f"{word}-")}
    with override_settings(**_of(judged_site, BY_TERMS)):
        found = [names[hit.page_id] for hit in search_pages(Asked(word, "fr", len(called))).result.hits]
    assert (set(found), len(found)) == (called, 2)


def _worst(found: list[tuple[Question, list[int]]], values: list[float]) -> str:
    names = page_names()
    lines = []
    for value, (question, ranking) in sorted(zip(values, found, strict=True), key=lambda each: each[0])[:WORST]:
        wanted = ", ".join(names[page] for page, grade in question.grades.items() if grade == ANSWERS)
        came = ", ".join(names[page] for page in ranking[:3])
        lines.append(f"{value:.2f}  {question.text}: wanted {wanted or 'pages that help'}; came {came or 'nothing'}")
    return "\n".join(lines)


@pytest.mark.parametrize("name", SETS)
def test_there_are_questions_enough_and_each_is_judged_once(name: str) -> None:
    asked = judged(name)
    texts = [*(question.text for question in asked.questions), *asked.nothing]
    assert len(texts) >= LEAST_QUESTIONS[name]
    assert len(set(texts)) == len(texts)
    assert all(question.grades for question in asked.questions)
    halves = [asked.half(is_held_back=False), asked.half(is_held_back=True)]
    assert sum(len(half.questions) for half in halves) == len(asked.questions)


def test_every_page_is_the_answer_to_a_question() -> None:
    names = page_names()
    answers = {names[page] for question in judged("fr").questions for page, grade in question.grades.items() if grade == ANSWERS}
    assert answers == {name for name, _parent in tree()}


def test_questions_asked_across_languages_are_answered_by_pages_in_the_source_language_alone() -> None:
    names = page_names()
    ready = dict(BasePage.objects.filter(pk__in=names).values_list("pk", "is_ready_ar"))
    answers = {page for question in judged("ar_on_french").questions for page, grade in question.grades.items() if grade == ANSWERS}
    assert {names[page] for page in answers if ready[page]} == set()
