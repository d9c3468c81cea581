"""What the translator's screen sends and is answered: the whole contract."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from editorial.models import TranslationRecord
from editorial.translation.digests import NOTHING, digest
from editorial.translation.reading import survey_of_draft
from editorial.translation.saving import Change, save
from editorial.translation.states import Verdict
from pages.models import StandardPage
from tests.editorial.conftest import Club, fresh, live_page_of, save_draft, translator
from tests.editorial.translation.bilingual import bilingual_page, stream
from tests.editorial.translation.content import helpline, paragraph
from tests.factories import HelplineFactory

pytestmark = pytest.mark.django_db

Browser = Callable[[Any], Client]


@pytest.fixture
def page(club: Club) -> StandardPage:
    """A public page in French with a title in English."""
    return bilingual_page(club.enfance, [paragraph("a", "Posez les écrans.")], [paragraph("a", "Put the screens down.")])


@pytest.fixture
def amina(page: StandardPage, club: Club) -> Any:
    """Who translates into Arabic."""
    return translator("amina", club.enfance.space, "ar")


def post(client: Client, page: StandardPage, sent: Any, *, code: str = "ar", where: str = "save") -> Any:
    body = sent if isinstance(sent, str) else json.dumps(sent)
    return client.post(
        reverse(f"editorial_translation_{where}", args=[page.pk, code]),
        body,
        "application/json",
        headers={"x-requested-with": "XMLHttpRequest"},
    )


def states(page: StandardPage, code: str = "ar") -> dict[str, str]:
    return {item.part.path: item.state.value for item in survey_of_draft(fresh(page), code).items}


def test_a_text_is_saved_and_the_answer_says_how_the_part_stands(page: StandardPage, amina: Any, browser: Browser) -> None:
    answer = post(
        browser(amina),
        page,
        {"path": "title", "text": " النوم\n", "source_digest": digest("Le sommeil"), "translation_digest": NOTHING, "source": "Le sommeil"},
    )
    told = answer.json()
    assert (answer.status_code, answer["Cache-Control"]) == (200, "max-age=0, no-cache, no-store, must-revalidate, private")
    note = told["part"].pop("note")
    assert note.startswith("Par amina le ")
    assert told == {
        "part": {
            "path": "title",
            "state": "current",
            "state_name": "à jour",
            "source": "Le sommeil",
            "source_html": "<p>Le sommeil</p>",
            "source_content": None,
            "translation": "النوم",
            "translation_html": "<p>النوم</p>",
            "translation_content": None,
            "source_shown": [],
            "translation_shown": [],
            "source_digest": digest("Le sommeil"),
            "translation_digest": digest("النوم"),
        },
        "to_do": 2,
        "remaining": "2 phrases restantes",
        "share": 33,
        "undo": None,
    }
    assert states(page) == {"title": "current", "summary": "missing", "body/a": "missing"}


def test_a_rich_text_is_saved_as_its_editor_gives_it(page: StandardPage, amina: Any, browser: Browser) -> None:
    content = {
        "blocks": [
            {
                "key": "k1",
                "text": "ضع الشاشات",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [{"offset": 3, "length": 7, "style": "BOLD"}],
                "entityRanges": [],
            }
        ],
        "entityMap": {},
    }
    told = post(browser(amina), page, {"path": "body/a", "content": content}).json()
    assert told["part"]["translation"] == "<p>ضع <b>الشاشات</b></p>"
    assert told["part"]["translation_content"]["blocks"][0]["text"] == "ضع الشاشات"
    emptied = post(browser(amina), page, {"path": "body/a", "content": {"blocks": [], "entityMap": {}}}).json()
    assert (emptied["part"]["state"], emptied["part"]["translation"]) == ("missing", "")


def test_what_the_french_shows_is_taken_over(page: StandardPage, club: Club, amina: Any, browser: Browser) -> None:
    line = HelplineFactory(number_short="3018", name_fr="3018")
    save_draft(page, club.enfance.editor, body_fr=stream(helpline("h", line.pk)))
    told = post(browser(amina), page, {"path": "body/h/=", "text": ""}).json()
    assert (told["part"]["state"], told["part"]["translation_shown"], told["to_do"]) == ("current", ["3018 (3018)"], 2)


def test_the_french_changed_meanwhile_both_texts_are_told_and_nothing_is_saved(
    page: StandardPage, club: Club, amina: Any, browser: Browser
) -> None:
    before = survey_of_draft(page, "ar").by_path["body/a"].part
    save_draft(page, club.enfance.editor, body_fr=stream(paragraph("a", "Posez les écrans le soir.")))
    revision = fresh(page).latest_revision_id
    answer = post(
        browser(amina),
        page,
        {"path": "body/a", "text": "<p>ضع</p>", "source_digest": before.source_digest, "source": before.source},
    )
    told = answer.json()
    assert (answer.status_code, told["error"]) == (409, "Le français a changé depuis que vous l’avez lu.")
    assert told["difference"] == (
        '<p>Posez les écrans <ins><span class="w-sr-only">[ajouté\u00a0: </span>le soir<span class="w-sr-only">]</span></ins>.</p>'
    )
    assert (told["part"]["source"], told["part"]["translation"]) == ("<p>Posez les écrans le soir.</p>", "")
    assert (fresh(page).latest_revision_id, states(page)["body/a"]) == (revision, "missing")
    again = post(browser(amina), page, {"path": "body/a", "text": "<p>ضع</p>", "source_digest": told["part"]["source_digest"]})
    assert (again.status_code, states(page)["body/a"]) == (200, "current")


def test_somebody_else_wrote_meanwhile_their_text_is_told(page: StandardPage, club: Club, amina: Any, browser: Browser) -> None:
    save(page, "ar", {"title": Change("نوم الطفل")}, translator("badr", club.enfance.space, "ar"))
    answer = post(browser(amina), page, {"path": "title", "text": "النوم", "translation_digest": NOTHING})
    told = answer.json()
    assert (answer.status_code, told["error"]) == (409, "Quelqu’un d’autre a écrit ce texte entre-temps.")
    assert (told["part"]["translation"], told["difference"]) == ("نوم الطفل", "")
    assert fresh(page).get_latest_revision_as_object().title_ar == "نوم الطفل"


def test_a_text_that_is_no_longer_there_is_told(page: StandardPage, amina: Any, browser: Browser) -> None:
    answer = post(browser(amina), page, {"path": "body/gone", "text": "ضع"})
    assert (answer.status_code, answer.json()["error"], answer.json()["part"]) == (409, "Ce texte n’est plus là.", None)


def test_a_text_that_is_too_long_is_refused_with_the_reason(page: StandardPage, amina: Any, browser: Browser) -> None:
    answer = post(browser(amina), page, {"path": "summary", "text": "ا" * 301})
    assert (answer.status_code, answer.json()) == (422, {"error": "Ce texte compte 301 caractères, et peut en avoir 300."})
    assert states(page)["summary"] == "missing"


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"path": ""}',
        '{"path": 3}',
        '{"path": "title", "text": 3}',
        '{"path": "title", "verdict": "good"}',
        '{"path": "title", "verdict": []}',
        '{"path": "title", "reason": {}}',
        '{"path": "title", "content": 3}',
        '{"path": "title", "text": "\\ud800"}',
        "[" * 5_000,
        '{"path": "title", "content": {"blocks": [{"text": 3, "type": "unstyled", "depth": 0}], "entityMap": {}}}',
    ],
)
def test_what_is_no_change_is_refused(page: StandardPage, amina: Any, browser: Browser, sent: str) -> None:
    answer = post(browser(amina), page, sent)
    assert (answer.status_code, answer.json()) == (400, {"error": "Impossible de lire ce qui a été envoyé."})
    assert TranslationRecord.objects.filter(page=page, language="ar").count() == 0


def test_a_page_that_somebody_else_holds_is_not_written(page: StandardPage, club: Club, amina: Any, browser: Browser) -> None:
    held = fresh(page)
    held.locked, held.locked_by = True, club.enfance.publisher
    held.save()
    answer = post(browser(amina), page, {"path": "title", "text": "النوم"})
    assert (answer.status_code, "quelqu’un d’autre la tient" in answer.json()["error"]) == (403, True)
    assert states(page)["title"] == "missing"


def test_a_session_that_is_over_is_told_as_such(page: StandardPage) -> None:
    answer = post(Client(), page, {"path": "title", "text": "النوم"})
    assert (answer.status_code, answer["Content-Type"]) == (403, "text/html; charset=utf-8")
    assert states(page)["title"] == "missing"


# --- words said of a text --------------------------------------------------------------------------------------------------------


@pytest.fixture
def ben(page: StandardPage, club: Club) -> Any:
    """Who translates into English; the title of the page has just changed."""
    save_draft(page, club.enfance.editor, title_fr="Le bon sommeil")
    return translator("ben", club.enfance.space)


def record(page: StandardPage, path: str = "title") -> Any:
    item = survey_of_draft(fresh(page), "en").by_path[path]
    assert item.record is not None
    return item.state.value, item.record.verdict, item.record.reason, item.record.made_by, item.record.made_at


def test_a_word_is_said_and_taken_back(page: StandardPage, ben: Any, browser: Browser) -> None:
    before = record(page)
    assert before[0] == "stale"
    told = post(browser(ben), page, {"path": "title", "verdict": "current", "reason": "Le sens reste."}, code="en").json()
    assert (told["part"]["state"], told["remaining"]) == ("current", "Plus rien à faire")
    assert record(page)[:4] == ("current", Verdict.CURRENT, "Le sens reste.", ben.pk)
    back = post(browser(ben), page, {"path": "title", "undo": told["undo"]}, code="en", where="undo")
    assert (back.status_code, back.json()["part"]["state"], back.json()["remaining"]) == (200, "stale", "1 phrase restante")
    assert record(page) == before


def test_taking_back_brings_the_word_of_before_with_its_person_and_day(page: StandardPage, ben: Any, browser: Browser) -> None:
    before = record(page, "summary")
    told = post(browser(ben), page, {"path": "summary", "verdict": "review"}, code="en").json()
    assert (told["part"]["state"], record(page, "summary")[3]) == ("review", ben.pk)
    post(browser(ben), page, {"path": "summary", "undo": told["undo"]}, code="en", where="undo")
    assert record(page, "summary") == before


def test_leaving_a_text_empty_and_taking_that_back(page: StandardPage, amina: Any, browser: Browser) -> None:
    told = post(browser(amina), page, {"path": "summary", "verdict": "skipped"}).json()
    assert (told["part"]["state"], states(page)["summary"]) == ("skipped", "skipped")
    post(browser(amina), page, {"path": "summary", "undo": told["undo"]}, where="undo")
    assert states(page)["summary"] == "missing"


@pytest.mark.parametrize("who", ["ben", "amina", "nobody's seal"])
def test_nobody_takes_back_what_others_said(page: StandardPage, club: Club, ben: Any, browser: Browser, who: str) -> None:
    told = post(browser(ben), page, {"path": "title", "verdict": "current"}, code="en").json()
    said = record(page)
    undo = told["undo"] if who != "nobody's seal" else told["undo"][:-2] + "xx"
    other = {
        "ben": lambda: translator("bob", club.enfance.space),
        "amina": lambda: translator("amina", club.enfance.space, "ar"),
        "nobody's seal": lambda: get_user_model().objects.get(pk=ben.pk),
    }[who]()
    answer = post(browser(other), page, {"path": "title", "undo": undo}, code="en", where="undo")
    assert answer.status_code == (403 if who == "amina" else 409)
    assert record(page) == said


def test_a_word_of_another_page_or_language_is_not_taken_back_here(page: StandardPage, club: Club, ben: Any, browser: Browser) -> None:
    told = post(browser(ben), page, {"path": "title", "verdict": "current"}, code="en").json()
    other, said = live_page_of(club.enfance, "Autre"), record(page)
    assert post(browser(ben), other, {"path": "title", "undo": told["undo"]}, code="en", where="undo").status_code == 409
    assert post(browser(ben), page, {"path": "title", "undo": 3}, code="en", where="undo").status_code == 400
    assert record(page) == said
