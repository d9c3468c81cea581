"""The documents of the kinds of resources: their own fields and lists are found in the language of the document."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from pages.models import BasePage, HomePage
from search.documents import documents_of
from search.engine import SearchDocument
from search.sources import read_sources
from tests.factories import (
    ActivityPageFactory,
    ArticlePageFactory,
    ConversationPageFactory,
    FaqPageFactory,
    PartnerResourcePageFactory,
    PersonFactory,
    TutorialPageFactory,
)

pytestmark = pytest.mark.django_db


def documents(page: BasePage) -> dict[str, SearchDocument]:
    return {document.language: document for source in read_sources([page.pk]) for document in documents_of(source)}


def lines(page: BasePage) -> dict[str, list[str]]:
    """The lines of each document of a page, its summary apart."""
    found = {}
    for code, document in documents(page).items():
        summary, *others = [line for line in document.body.split("\n") if line]
        assert summary == getattr(page, f"summary_{code}")
        found[code] = others
    return found


def paragraph(words: str) -> Any:
    return [("paragraph", f"<p>{words}</p>")]


def test_a_tutorial_is_found_by_its_platform_and_versions_in_every_language(home: HomePage) -> None:
    page = TutorialPageFactory(
        platform="iPhone", versions="iOS 17", steps_fr=paragraph("Réglages"), steps_en=paragraph("Settings"), ready=["en"]
    )
    assert lines(page) == {"fr": ["iPhone", "iOS 17", "Réglages"], "en": ["iPhone", "iOS 17", "Settings"]}


def test_an_article_is_found_by_the_questions_in_it(home: HomePage) -> None:
    page = ArticlePageFactory(body_fr=[("question", {"question": "Pourquoi ?", "answer": "<p>Parce que.</p>"})])
    assert lines(page) == {"fr": ["Pourquoi ?", "Parce que."]}


def test_a_conversation_is_found_by_its_words_openers_and_pitfalls(home: HomePage) -> None:
    page = ConversationPageFactory(
        situation_fr=[("say", {"words": "Je t’écoute.", "reason": "Il respire"}), ("avoid", {"words": "Encore ?", "reason": ""})],
        openers=[{"question_fr": "Et toi ?", "question_en": "And you?"}, "Et après ?"],
        pitfalls=["Crier"],
        ready=["en"],
    )
    assert lines(page) == {"fr": ["Je t’écoute.", "Il respire", "Encore ?", "Et toi ?", "Et après ?", "Crier"], "en": ["And you?"]}


def test_an_answer_is_found_by_its_question_and_by_who_reviewed_it(home: HomePage) -> None:
    reviewer = PersonFactory(display_name_fr="Anne Exemple", role_fr="Juriste")
    page = FaqPageFactory(question_fr="Que faire ?", answer_fr=paragraph("Ceci."), reviewed_by=reviewer)
    assert lines(page) == {"fr": ["Que faire ?", "Ceci.", "Anne Exemple", "Juriste"]}
    assert documents(page)["fr"].depends_on == {f"person:{reviewer.pk}"}


def test_an_activity_is_found_by_its_material(home: HomePage) -> None:
    page = ActivityPageFactory(steps_fr=paragraph("Colorier"), material=["Une feuille", "Un crayon"])
    assert lines(page) == {"fr": ["Colorier", "Une feuille", "Un crayon"]}


def test_a_resource_of_a_partner_is_found_by_its_publisher(home: HomePage) -> None:
    page = PartnerResourcePageFactory(publisher="Un éditeur", recommendation_fr=paragraph("Parce qu’il est clair"))
    assert lines(page) == {"fr": ["Un éditeur", "Parce qu’il est clair"]}


@pytest.mark.parametrize("count", [1, 20])
def test_lists_of_sentences_are_read_by_one_statement_each(
    count: int, home: HomePage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = [ConversationPageFactory(openers=[f"Question {number} ?", "Et ?"], pitfalls=["Crier"]) for number in range(count)]
    # Public pages, conversations, two lists, four sets.
    with django_assert_num_queries(8):
        assert [source.page_id for source in read_sources(page.pk for page in made)] == [page.pk for page in made]
