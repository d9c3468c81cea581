"""The kinds of resources as readers get them: own fields, whole texts, one list of all, and no statement for what is not asked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pages import models
from tests import factories
from tests.api.asking import ask, data_of
from tests.api.scenes import stream

pytestmark = pytest.mark.django_db

KINDS = models.resource_types()


@pytest.fixture(autouse=True)
def _published_home(home: models.HomePage) -> None:
    """Resources stand below a home page that is there."""


def make(model: type[models.ResourcePage], number: int = 0, **fields: Any) -> models.ResourcePage:
    """A resource of one kind with a text and, where the kind has some, lists of sentences."""
    lists = {listed.relation: [f"{listed.relation} {number}"] for listed in model.text_lists}
    text = {f"{model.main_text_field}_fr": stream(("paragraph", f"<p>Texte {number}</p>"))}
    name = model.__name__
    values = {"title_fr": f"{name} {number}", "slug": f"{name.lower()}-{number}", **text, **lists, **fields}
    page: models.ResourcePage = getattr(factories, f"{name}Factory")(**values)
    return page


# --- one of each -------------------------------------------------------------------------------------------------------------------------


def test_a_tutorial() -> None:
    make(models.TutorialPage, platform="iPhone", versions="iOS 17", last_verified_on=dt.date(2026, 11, 2))
    assert data_of(
        """{ page(path: "/ressources/tutorialpage-0") { __typename title
          ... on TutorialPage { platform versions lastVerifiedOn } bodyHtml bodyText } }"""
    )["page"] == {
        "__typename": "TutorialPage",
        "title": "TutorialPage 0",
        "platform": "iPhone",
        "versions": "iOS 17",
        "lastVerifiedOn": "2026-11-02",
        "bodyHtml": "<p>Texte 0</p>",
        "bodyText": "Texte 0",
    }


def test_an_article_with_a_question() -> None:
    text = stream(("question", {"question": "Pourquoi <cela> ?", "answer": "<p>Parce <b>que</b><script>x</script>.</p>"}))
    make(models.ArticlePage, body_fr=text)
    assert data_of(
        """{ page(path: "/ressources/articlepage-0") { bodyHtml(headingStart: 3) bodyText
          body { __typename key html ... on QuestionBlock { question answer { html text } } } } }"""
    )["page"] == {
        "bodyHtml": '<section class="question"><h3>Pourquoi &lt;cela&gt; ?</h3><p>Parce <b>que</b>.</p></section>',
        "bodyText": "Pourquoi <cela> ?\nParce que.",
        "body": [
            {
                "__typename": "QuestionBlock",
                "key": "1",
                "html": '<section class="question"><h2>Pourquoi &lt;cela&gt; ?</h2><p>Parce <b>que</b>.</p></section>',
                "question": "Pourquoi <cela> ?",
                "answer": {"html": "<p>Parce <b>que</b>.</p>", "text": "Parce que."},
            }
        ],
    }


def test_a_conversation_with_words_to_say_and_to_avoid() -> None:
    text = stream(("say", {"words": "Je t’écoute <ici>.", "reason": "Il respire."}), ("avoid", {"words": "Encore ?", "reason": ""}))
    make(models.ConversationPage, situation_fr=text, openers=["Et toi ?", "Et après <cela> ?"], pitfalls=["Crier"])
    assert data_of(
        """{ page(path: "/ressources/conversationpage-0") { bodyHtml(headingStart: 4) bodyText
          body { __typename ... on SayBlock { words reason } ... on AvoidBlock { words reason } }
          ... on ConversationPage { openers { question } pitfalls { sentence } } } }"""
    )["page"] == {
        "bodyHtml": (
            '<figure class="say"><figcaption>Vous pouvez dire</figcaption>'
            "<blockquote><p>Je t’écoute &lt;ici&gt;.</p></blockquote><p>Il respire.</p></figure>\n"
            '<figure class="avoid"><figcaption>Mieux vaut éviter</figcaption><blockquote><p>Encore ?</p></blockquote></figure>\n'
            '<section class="openers"><h4>Des questions pour commencer</h4>'
            "<ul><li>Et toi ?</li><li>Et après &lt;cela&gt; ?</li></ul></section>\n"
            '<section class="pitfalls"><h4>Ce qu&#x27;il vaut mieux éviter</h4><ul><li>Crier</li></ul></section>'
        ),
        "bodyText": (
            "Vous pouvez dire\nJe t’écoute <ici>.\nIl respire.\n\nMieux vaut éviter\nEncore ?\n\n"
            "Des questions pour commencer\nEt toi ?\nEt après <cela> ?\n\nCe qu'il vaut mieux éviter\nCrier"
        ),
        "body": [
            {"__typename": "SayBlock", "words": "Je t’écoute <ici>.", "reason": "Il respire."},
            {"__typename": "AvoidBlock", "words": "Encore ?", "reason": None},
        ],
        "openers": [{"question": "Et toi ?"}, {"question": "Et après <cela> ?"}],
        "pitfalls": [{"sentence": "Crier"}],
    }


def test_an_answer_and_who_reviewed_it() -> None:
    make(models.FaqPage, question_fr="Que faire ?", reviewed_by=factories.PersonFactory(display_name_fr="Anne Exemple"))
    assert data_of('{ page(path: "/ressources/faqpage-0") { bodyText ... on FaqPage { question reviewedBy { name } } } }')["page"] == {
        "bodyText": "Texte 0",
        "question": "Que faire ?",
        "reviewedBy": {"name": "Anne Exemple"},
    }


def test_an_activity_begins_with_its_material() -> None:
    make(models.ActivityPage, minutes=15, material=["Une feuille", "Un crayon"])
    assert data_of('{ page(path: "/ressources/activitypage-0") { bodyHtml bodyText ... on ActivityPage { minutes material { item } } } }')[
        "page"
    ] == {
        "bodyHtml": (
            '<section class="material"><h2>Ce qu&#x27;il vous faut</h2><ul><li>Une feuille</li><li>Un crayon</li></ul></section>\n'
            "<p>Texte 0</p>"
        ),
        "bodyText": "Ce qu'il vous faut\nUne feuille\nUn crayon\n\nTexte 0",
        "minutes": 15,
        "material": [{"item": "Une feuille"}, {"item": "Un crayon"}],
    }


def test_a_resource_of_a_partner() -> None:
    make(models.PartnerResourcePage, url="https://partenaire.invalid/", publisher="Un éditeur", resource_language="tr")
    assert data_of(
        '{ page(path: "/ressources/partnerresourcepage-0") { bodyText ... on PartnerResourcePage { url publisher resourceLanguage } } }'
    )["page"] == {"bodyText": "Texte 0", "url": "https://partenaire.invalid/", "publisher": "Un éditeur", "resourceLanguage": "tr"}


# --- languages ---------------------------------------------------------------------------------------------------------------------------


def test_lists_are_in_the_language_served_and_leave_out_what_it_has_no_words_for() -> None:
    make(
        models.ConversationPage,
        ready=["en"],
        situation_fr="[]",
        openers=[{"question_fr": "Et toi ?", "question_en": "And you?", "question_ar": "وأنت؟"}, {"question_fr": "Et après ?"}],
        pitfalls=["Crier"],
    )
    asked = 'page(path: "/ressources/conversationpage-0", locale: %s) { locale bodyText ... on ConversationPage { openers { question } } }'
    assert data_of(f"{{ en: {asked % 'EN'} ar: {asked % 'AR'} }}") == {
        "en": {
            "locale": "EN",
            "bodyText": "Questions to start with\nAnd you?",
            "openers": [{"question": "And you?"}, {"question": ""}],
        },
        "ar": {
            "locale": "FR",
            "bodyText": "Des questions pour commencer\nEt toi ?\nEt après ?\n\nCe qu'il vaut mieux éviter\nCrier",
            "openers": [{"question": "Et toi ?"}, {"question": "Et après ?"}],
        },
    }


# --- statements --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_what_a_kind_has_of_its_own_costs_one_statement_and_each_of_its_lists_another(model: type[models.ResourcePage], count: int) -> None:
    for number in range(count):
        make(model, number)
    nodes = "{ resources(orderBy: OLDEST) { nodes { title %s } } }"

    plain = ask(nodes % "")
    texts = ask(nodes % "bodyHtml bodyText")

    assert [node["title"] for node in plain.data["resources"]["nodes"]] == [f"{model.__name__} {number}" for number in range(count)]
    assert all(f"Texte {number}" in node["bodyText"] for number, node in enumerate(texts.data["resources"]["nodes"]))
    # The pages; their texts; each list.
    assert (len(plain.statements), len(texts.statements)) == (1, 2 + len(model.text_lists))


@pytest.mark.parametrize("count", [1, 20])
def test_a_list_of_all_kinds_with_everything_they_have(count: int) -> None:
    reviewer = factories.PersonFactory()
    for number in range(count):
        for model in KINDS:
            make(model, number, **({"reviewed_by": reviewer} if model is models.FaqPage else {}))

    answer = ask(
        """{ resources(first: 100, orderBy: OLDEST) { nodes { __typename
          ... on GuidePage { durationMinutes } ... on TutorialPage { platform } ... on PartnerResourcePage { url publisher }
          ... on ConversationPage { openers(first: 2) { question } pitfalls(first: 2) { sentence } }
          ... on ActivityPage { minutes material(first: 2) { item } }
          ... on FaqPage { question reviewedBy { name } } } } }"""
    )

    shown = [node["__typename"] for node in answer.data["resources"]["nodes"]]
    assert shown == [model.__name__ for model in KINDS * count][:100]
    # The pages; the own columns of guides, tutorials, partners', activities and answers; openers; pitfalls; material; people.
    assert len(answer.statements) == 10


# --- what is hidden ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_a_resource_that_is_hidden_says_nothing_and_its_rows_neither(model: type[models.ResourcePage]) -> None:
    factories.ResourceIndexPageFactory(slug="ressources")
    closed = factories.ResourceIndexPageFactory(slug="ferme")
    factories.restrict(closed)
    canaries = {listed.relation: ["CANARI"] for listed in model.text_lists}
    hidden = [make(model, 1, title_fr="CANARI", live=False, **canaries), make(model, 2, title_fr="CANARI", parent=closed, **canaries)]
    shown = make(model, 3, **{f"{model.main_text_field}_fr": stream(*(("page", page.pk) for page in hidden))})

    answer = ask(
        """query ($draft: String!, $closed: String!) {
          resources { totalCount nodes { title bodyHtml bodyText body { __typename } } }
          draft: page(path: $draft) { title } closed: page(path: $closed) { title } }""",
        {"draft": f"/ressources/{hidden[0].slug}", "closed": f"/ferme/{hidden[1].slug}"},
    )

    assert "CANARI" not in str(answer.data)
    assert answer.data["draft"] is answer.data["closed"] is None
    assert [node["title"] for node in answer.data["resources"]["nodes"]] == [shown.title_fr]
    assert answer.data["resources"]["totalCount"] == 1
    assert answer.data["resources"]["nodes"][0]["body"] == []
