"""The translator's screen: what it shows, to whom, and what it costs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from editorial.models import GlossaryTerm, TranslationRecord
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
    """A public page in French and English, whose French was changed since."""
    made = bilingual_page(
        club.enfance,
        [paragraph("a", "Posez les écrans."), paragraph("b", "Parlez du harcèlement.")],
        [paragraph("a", "Put the screens down."), paragraph("b", "Talk about bullying.")],
    )
    return save_draft(
        made, club.enfance.editor, body_fr=stream(paragraph("a", "Posez les écrans le soir."), paragraph("b", "Parlez du harcèlement."))
    )


def address(page: StandardPage, code: str, name: str = "editorial_translation") -> str:
    return reverse(name, args=[page.pk, code])


def shown(answer: Any) -> list[tuple[str, list[str]]]:
    return [(unit.name, [row.part.path for row in unit.rows]) for unit in answer.context["units"]]


def test_only_what_is_to_do_is_shown_and_everything_when_asked_for(page: StandardPage, club: Club, browser: Browser) -> None:
    ben = browser(translator("ben", club.enfance.space))
    answer = ben.get(address(page, "en"))
    assert answer.status_code == 200
    assert (answer.context["remaining"], shown(answer)) == ("1 phrase restante", [("Texte › Paragraphe 1", ["body/a"])])
    everything = [
        ("Titre", ["title"]),
        ("Résumé", ["summary"]),
        ("Texte › Paragraphe 1", ["body/a"]),
        ("Texte › Paragraphe 2", ["body/b"]),
    ]
    assert shown(ben.get(address(page, "en") + "?all=1")) == everything
    assert shown(ben.get(address(page, "en") + "?part=body/b")) == everything[2:]


def test_a_text_out_of_date_shows_what_changed_and_the_words_of_the_glossary(page: StandardPage, club: Club, browser: Browser) -> None:
    GlossaryTerm.objects.all().delete()
    GlossaryTerm.objects.create(language="en", term="écran", translation="screen", note="Never “display”.")
    GlossaryTerm.objects.create(language="ar", term="écran", translation="شاشة")
    row = browser(translator("ben", club.enfance.space)).get(address(page, "en")).context["units"][0].rows[0]
    assert row.source_html == '<p>Posez les <mark class="glossary-word" data-entry="0">écrans</mark> le soir.</p>'
    assert [(entry.term, entry.translation, entry.note) for entry in row.entries] == [("écran", "screen", "Never “display”.")]
    assert row.difference == (
        '<p>Posez les écrans <ins><span class="w-sr-only">[ajouté\u00a0: </span>le soir<span class="w-sr-only">]</span></ins>.</p>'
    )
    assert row.state_name == "à reprendre"


def test_each_side_says_its_language_and_its_direction(page: StandardPage, club: Club, browser: Browser) -> None:
    html = browser(translator("amina", club.enfance.space, "ar")).get(address(page, "ar")).content.decode()
    assert '<div class="translation-text" lang="fr" dir="ltr" data-source-html>' in html
    assert '<textarea id="text-1" class="translation-field" lang="ar" dir="rtl" rows="1" maxlength="255" data-one-line' in html


@pytest.mark.parametrize(
    ("who", "code", "status"),
    [
        ("translator of english", "ar", 302),
        ("other association", "ar", 302),
        ("translator elsewhere", "ar", 302),
        ("coordination", "ar", 302),
        ("editor", "ar", 200),
        ("editor", "fr", 404),
        ("editor", "xx", 404),
    ],
)
def test_each_language_is_its_own(page: StandardPage, club: Club, browser: Browser, who: str, code: str, status: int) -> None:
    user = {
        "translator of english": lambda: translator("ben", club.enfance.space),
        "other association": lambda: club.unaf.editor,
        "translator elsewhere": lambda: translator("amina", club.unaf.space, "ar"),
        "coordination": lambda: club.coordination.publisher,
        "editor": lambda: club.enfance.editor,
    }[who]()
    revision, client = fresh(page).latest_revision_id, browser(user)
    for name in ("editorial_translation", "editorial_translation_publish"):
        answer = client.get(address(page, code, name))
        assert answer.status_code == status
        if status == 302:
            assert answer["Location"] == "/admin/"
    sent = client.post(
        address(page, code, "editorial_translation_save"),
        json.dumps({"path": "title", "text": "النوم"}),
        "application/json",
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert sent.status_code == {302: 403, 200: 200, 404: 404}[status]
    if status != 200:
        assert (fresh(page).latest_revision_id, TranslationRecord.objects.filter(language="ar").count()) == (revision, 0)


def test_nobody_reads_it_without_logging_in(page: StandardPage) -> None:
    assert Client().get(address(page, "ar"))["Location"].startswith("/admin/login/")
    assert Client().get(address(page, "ar"), headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_a_page_that_somebody_else_holds_is_there_to_be_read(page: StandardPage, club: Club, browser: Browser) -> None:
    held = fresh(page)
    held.locked, held.locked_by = True, club.enfance.publisher
    held.save()
    answer = browser(translator("ben", club.enfance.space)).get(address(page, "en"))
    html = answer.content.decode()
    assert (answer.status_code, answer.context["may_write"]) == (200, False)
    assert ("translation-config" in html, "<textarea" in html, "data-verdict" in html) == (False, False, False)
    assert "Put the screens down." in html


def test_what_blocks_show_is_told_in_words(page: StandardPage, club: Club, browser: Browser) -> None:
    line = HelplineFactory(number_short="3018", name_fr="3018")
    other = HelplineFactory(number_short="119", name_fr="Enfance en danger")
    save_draft(
        page,
        club.enfance.editor,
        body_fr=stream(helpline("h", line.pk), paragraph("b", "Parlez du harcèlement.")),
        body_en=stream(helpline("h", other.pk), paragraph("b", "Talk about bullying.")),
    )
    rows = {row.part.path: row for unit in _all(page, club, browser) for row in unit.rows}
    row = rows["body/h/="]
    assert (row.name, row.source_shown, row.translation_shown) == ("Ce que montre le bloc", ["3018 (3018)"], ["119 (Enfance en danger)"])
    line.delete()
    assert {row.part.path: row for unit in _all(page, club, browser) for row in unit.rows}["body/h/="].source_shown == ["n’est plus là"]


def _all(page: StandardPage, club: Club, browser: Browser) -> Any:
    return browser(club.enfance.editor).get(address(page, "en") + "?all=1").context["units"]


def test_who_said_what_is_told(page: StandardPage, club: Club, browser: Browser) -> None:
    ben = translator("ben", club.enfance.space)
    save(fresh(page), "en", {"body/a": Change(verdict=Verdict.REVIEW, reason="Le soir ?")}, ben)
    row = browser(ben).get(address(page, "en")).context["units"][0].rows[0]
    assert row.state_name == "à relire"
    assert row.note.startswith("ben a demandé le ")
    assert row.note.endswith(" que quelqu’un regarde ce texte. «\u00a0Le soir ?\u00a0»")


@pytest.mark.parametrize("number", [2, 20])
def test_a_page_of_many_blocks_costs_no_more_statements(club: Club, browser: Browser, django_assert_num_queries: Any, number: int) -> None:
    line = HelplineFactory()
    blocks = [paragraph(f"p{place}", f"Texte {place}") for place in range(number)] + [
        helpline(f"h{place}", line.pk) for place in range(number)
    ]
    page = live_page_of(club.enfance, "Le sommeil", body_fr=stream(*blocks))
    ben = translator("ben", club.enfance.space)
    save(page, "en", {f"body/p{place}": Change("<p>x</p>", Verdict.REVIEW) for place in range(number)}, ben)
    client = browser(ben)
    client.get(address(page, "en"))
    with django_assert_num_queries(SCREEN):
        answer = client.get(address(page, "en"))
    assert len(answer.context["survey"].items) == 2 * number + 2
    digest = survey_of_draft(fresh(page), "en").by_path["body/p1"].part.source_digest
    with django_assert_num_queries(SAVING[connection.vendor]):
        client.post(
            address(page, "en", "editorial_translation_save"),
            json.dumps({"path": "body/p1", "text": "<p>Text</p>", "source_digest": digest}),
            "application/json",
        )


SCREEN = 27
SAVING = {"sqlite": 113, "postgresql": 112}
