"""The box to try the search: what a question gives and why, now and with a form that is not saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from editorial.search_trial import Move, Outcome, Result, current_tools, moves, outcome, with_unsaved
from pages import models
from pages.models import PromotedAnswer, SynonymGroup
from search import indexing
from tests.editorial.conftest import Club
from tests.factories import CrisisReasonFactory, GuidePageFactory, PromotedAnswerFactory, SynonymGroupFactory
from tests.pages.admin.screens import open_screen, soup
from tests.pages.journal import events

pytestmark = pytest.mark.django_db

TRY = "/admin/desk/search/try/"


@pytest.fixture(autouse=True)
def _index(tmp_path: Path, settings: Any, home: models.HomePage) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    GuidePageFactory(title_fr="Le téléphone", summary_fr="Un appareil")
    GuidePageFactory(title_fr="Le portable", summary_fr="Un téléphone dans la poche, et encore bien d’autres choses")
    GuidePageFactory(title_fr="Brouillon sur le téléphone", live=False)
    indexing.ensure_index()


def tried(text: str, language: str = "fr") -> Outcome:
    return outcome(text, language, current_tools(timezone.now()), timezone.now())


def text_of(answer: Any) -> str:
    return " ".join(soup(answer).select_one("main").get_text().split())  # type: ignore[union-attr]


def table(answer: Any) -> list[list[str]]:
    return [[" ".join(cell.get_text().split()) for cell in row.select("th, td")] for row in soup(answer).select("table.listing tbody tr")]


# --- what a question gives ---------------------------------------------------------------------------------------------------------


def test_each_result_says_which_words_it_has_where_and_what_they_bring() -> None:
    found = tried("téléphone")
    assert [(result.place, result.title, result.language) for result in found.results] == [
        (1, "Le téléphone", "fr"),
        (2, "Le portable", "fr"),
    ]
    first = found.results[0]
    assert {(reason.word, reason.field) for reason in first.reasons} == {
        ("telephone", name) for name in ("everything", "title", "words", "title_words")
    }
    assert sum(reason.score for reason in first.reasons) == pytest.approx(first.score, abs=1e-3)
    assert [reason.score for reason in first.reasons] == sorted((reason.score for reason in first.reasons), reverse=True)
    assert (found.total, found.corrections, found.synonyms, found.promoted) == (2, {}, (), ())


def test_corrections_synonyms_and_promoted_pages_are_told() -> None:
    SynonymGroupFactory(words="bigophone", leads_to="téléphone")
    PromotedAnswerFactory(questions="bigophone", promoted=[GuidePageFactory(live=False), GuidePageFactory(title_fr="Premier")])
    found = tried("bigophone")
    assert [(synonym.typed, synonym.phrase) for synonym in found.synonyms] == [("bigophone", "téléphone")]
    assert found.promoted == ("Premier",)
    assert [result.title for result in found.results] == ["Le téléphone", "Le portable"]
    assert {reason.word for reason in found.results[0].reasons} == {"telephone"}
    assert tried("telefone").corrections == {"telefone": "telephone"}


def test_the_card_of_urgent_help_is_shown_before_everything_without_an_index_too(
    admin_client: Client, settings: Any, tmp_path: Path
) -> None:
    CrisisReasonFactory(code="RUNAWAY", title_fr="Une fugue", message_fr="Prévenez maintenant.", phrases_fr="mon fils a fugué")
    settings.SEARCH_INDEX_DIR = tmp_path / "none"
    shown = text_of(admin_client.post(TRY, {"trial-text": "mon fils a fugué", "trial-language": "en"}))
    assert "Avant tout le reste, cette carte d’aide urgente" in shown
    assert "Une fugue (Un parent) Prévenez maintenant." in shown
    assert "carte d’aide" not in text_of(admin_client.post(TRY, {"trial-text": "téléphone", "trial-language": "fr"}))


def test_an_unsaved_record_stands_in_the_place_of_the_saved_one() -> None:
    group = SynonymGroupFactory(words="tel\ntéléphone")
    tools = current_tools(timezone.now())
    group.words = "tel\nportable"
    assert [each.words for each in with_unsaved(tools, group).synonyms] == ["tel\nportable"]
    group.is_active = False
    assert with_unsaved(tools, group).synonyms == ()
    assert [each.words for each in with_unsaved(tools, SynonymGroup(language="fr", words="a\nb")).synonyms] == ["tel\ntéléphone", "a\nb"]


def test_moves_are_told_by_places() -> None:
    def result(place: int, page_id: int) -> Result:
        return Result(place, page_id, str(page_id), "fr", 1.0, (), None)

    before, after = [result(1, 1), result(2, 2), result(3, 3)], [result(1, 2), result(2, 1), result(3, 4)]
    found = moves(before, after)
    assert [(move.title, move.places) for move in found] == [("2", 1), ("1", -1), ("4", 0), ("3", 0)]
    assert found[2:] == [Move("4", None, after[2]), Move("3", before[2], None)]


# --- the screen --------------------------------------------------------------------------------------------------------------------


def test_everybody_in_the_admin_may_try_and_nothing_of_it_stands_in_an_address(club: Club, browser: Callable[[Any], Client]) -> None:
    client = browser(club.enfance.editor)
    assert [form["method"] for form in soup(client.get(TRY)).select("main form")] == ["post"]
    answer = client.post(TRY, {"trial-text": "téléphone", "trial-language": "fr"})
    assert [row[0] for row in table(answer)] == ["Le téléphone", "Le portable"]
    assert "telephone dans le titre: +" in table(answer)[0][1]
    assert "2 pages trouvées." in text_of(answer)
    assert client.get(TRY + "?trial-text=téléphone").context.get("rows") is None
    assert Client().post(TRY, {"trial-text": "téléphone"}).status_code == 302


def test_the_screen_runs_no_script_of_its_own_and_names_what_it_shows(admin_client: Client) -> None:
    main = soup(admin_client.post(TRY, {"trial-text": "téléphone", "trial-language": "fr"})).select_one("main")
    assert main is not None
    assert main.select("script, style, [style], [onclick], [onsubmit]") == []
    assert [cell.get_text(strip=True) for cell in main.select("thead [scope=col]")] == ["Page", "Ce qu’obtient le public"]
    assert [cell.get_text(strip=True) for cell in main.select("tbody [scope=row]")] == ["Le téléphone", "Le portable"]
    assert {label["for"] for label in main.select("form label")} == {field["id"] for field in main.select("form [name^=trial-][id]")}
    assert [section["aria-labelledby"] for section in main.select("section")] == [heading["id"] for heading in main.select("section h2")]


def test_a_draft_is_never_shown_and_a_question_is_needed(admin_client: Client) -> None:
    assert "Brouillon" not in admin_client.post(TRY, {"trial-text": "brouillon", "trial-language": "fr"}).content.decode()
    for typed in ("", " ", "x" * 201):
        assert table(admin_client.post(TRY, {"trial-text": typed, "trial-language": "fr"})) == []


def test_without_an_index_the_screen_says_so(admin_client: Client, settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "none"
    answer = admin_client.post(TRY, {"trial-text": "téléphone", "trial-language": "fr"})
    assert "La recherche ne peut pas répondre maintenant" in text_of(answer)


def test_the_form_of_a_group_is_tried_before_it_is_saved(admin_client: Client) -> None:
    screen = "/admin/snippets/pages/synonymgroup/add/"
    button = soup(admin_client.get(screen)).select_one("[formaction]")
    assert button is not None
    assert (button["formaction"], button["formtarget"], button["name"], button["value"]) == (TRY, "_blank", "trial-of", "synonymgroup:")
    typed = {**open_screen(admin_client, screen), "language": "fr", "words": "bigophone", "leads_to": "portable", "weight": "0.5"}
    with events() as written:
        answer = admin_client.post(TRY, {**typed, "trial-of": "synonymgroup:", "trial-text": "bigophone"})
    assert (SynonymGroup.objects.count(), written) == (0, [])
    (only,) = table(answer)
    assert (only[0], only[3]) == ("Le portable", "nouvelle")
    assert only[1].endswith("absente")
    # The same form is tried with another question.
    again = {field["name"]: field.get("value", "") for field in soup(answer).select("main form input[type=hidden]")}
    assert (again["words"], again["trial-of"]) == ("bigophone", "synonymgroup:")
    assert "nouvelle" in admin_client.post(TRY, {**again, "trial-text": "un bigophone", "trial-language": "fr"}).content.decode()


def test_a_saved_group_is_compared_with_what_its_form_says_now(admin_client: Client) -> None:
    group = SynonymGroupFactory(words="bigophone", leads_to="téléphone")
    screen = f"/admin/snippets/pages/synonymgroup/edit/{group.pk}/"
    typed = {**open_screen(admin_client, screen), "leads_to": "portable"}
    answer = admin_client.post(TRY, {**typed, "trial-of": f"synonymgroup:{group.pk}", "trial-text": "bigophone"})
    assert [(row[0], row[3]) for row in table(answer)] == [("Le portable", "monte de 1 place"), ("Le téléphone", "plus ici")]
    group.refresh_from_db()
    assert group.leads_to == "téléphone"


def test_the_form_of_a_promoted_answer_is_tried_before_it_is_saved(admin_client: Client) -> None:
    first, second = GuidePageFactory(title_fr="Un"), GuidePageFactory(title_fr="Deux")
    rows = {
        f"pages-{number}-{name}": value
        for number, page in enumerate((second, first))
        for name, value in {"page": page.pk, "ORDER": number + 1, "id": "", "DELETE": ""}.items()
    }
    typed = {"language": "fr", "questions": "téléphone", "pages-TOTAL_FORMS": 2, "pages-INITIAL_FORMS": 0, **rows}
    answer = admin_client.post(TRY, {**typed, "trial-of": "promotedanswer:", "trial-text": "téléphone"})
    now, then = soup(answer).select("main section")
    assert ("Rien n’est mis en premier." in now.get_text(), [item.get_text() for item in then.select("ol li")]) == (True, ["Deux", "Un"])
    assert [row[3] for row in table(answer)] == ["reste", "reste"]
    assert PromotedAnswer.objects.count() == 0


def test_a_form_that_cannot_be_saved_says_why_and_shows_today_s_answer(admin_client: Client) -> None:
    typed = {"language": "fr", "words": "téléphone\nle", "leads_to": "", "weight": "0.6", "is_active": "on"}
    answer = admin_client.post(TRY, {**typed, "trial-of": "synonymgroup:", "trial-text": "téléphone"})
    assert "ne contient aucun mot que la recherche cherche" in text_of(answer)
    assert [row[0] for row in table(answer)] == ["Le téléphone", "Le portable"]


@pytest.mark.parametrize("of", ["person:1", "synonymgroup:x", "synonymgroup:999", "nothing"])
def test_what_cannot_be_tried_is_not_found(admin_client: Client, of: str) -> None:
    assert admin_client.post(TRY, {"trial-of": of, "trial-text": "téléphone"}).status_code == 404
