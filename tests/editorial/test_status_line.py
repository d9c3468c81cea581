"""The line that says where a page stands: word for word, and read for many pages at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from editorial.status.facts import PageFacts, Reviewed, Scheduled, TextState
from editorial.status.line import by, status_line
from editorial.status.reading import lines_of
from pages import releases
from pages.models import BasePage
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, save_draft
from tests.editorial.reviewing import submit

TODAY = dt.date(2025, 11, 10)
LIVE = {"is_live": True, "was_public": True}
BY_UNAF = Reviewed("UNAF", dt.date(2025, 11, 3))
SEVEN = dt.datetime(2025, 11, 12, 6, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (PageFacts(), "Jamais publié"),
        (PageFacts(was_public=True), "Retiré"),
        (PageFacts(was_public=True, is_expired=True), "Expiré"),
        (
            PageFacts(**LIVE, served=["fr"], translations={"en": TextState.TO_REVIEW, "ar": TextState.MISSING}, reviews=[BY_UNAF]),
            "Publié en français · anglais à revoir · arabe absent · relu par l’UNAF le 3 nov.",
        ),
        (
            PageFacts(**LIVE, served=["fr", "en"], translations={"en": TextState.CURRENT, "ar": TextState.CURRENT}, has_changes=True),
            "Publié en français et anglais · arabe pas encore publié · modifications pas encore publiées",
        ),
        (PageFacts(scheduled=[Scheduled(SEVEN)]), "Jamais publié · publication prévue le 12 nov. à 07:00"),
        (
            PageFacts(**LIVE, served=["fr"], has_changes=True, scheduled=[Scheduled(SEVEN, ["ar"])]),
            "Publié en français · publication prévue le 12 nov. à 07:00 (arabe)",
        ),
        (
            PageFacts(**LIVE, served=["fr"], has_changes=True, is_submitted=True),
            "Publié en français · en attente d’approbation",
        ),
        (
            PageFacts(**LIVE, served=["fr"], corrected_urgently=True, reviews=[Reviewed("e-Enfance", dt.date(2024, 2, 1), True)]),
            (
                "Publié en français · corrigé en urgence, à approuver par une autre association"
                " · relu par e-Enfance le 1 fév. 2024, modifié depuis"
            ),
        ),
        (PageFacts(**LIVE, served=["fr"], expires_at=SEVEN), "Publié en français · retrait prévu le 12 nov. à 07:00"),
    ],
)
def test_the_line_word_for_word(facts: PageFacts, line: str) -> None:
    with translation.override("fr"):
        assert status_line(facts, TODAY) == line


def test_it_speaks_english_too() -> None:
    facts = PageFacts(**LIVE, served=["fr", "en"], translations={"ar": TextState.MISSING}, reviews=[BY_UNAF])
    with translation.override("en"):
        assert status_line(facts, TODAY) == "Published in French and English · Arabic missing · reviewed by UNAF on 3 Nov."


@pytest.mark.parametrize(("name", "said"), [("UNAF", "l’UNAF"), ("OPEN", "l’OPEN"), ("CNIL", "CNIL"), ("e-Enfance", "e-Enfance")])
def test_an_acronym_with_a_vowel_has_its_article(name: str, said: str) -> None:
    with translation.override("fr"):
        assert by(name) == said


def lines(*pages: Any) -> list[str]:
    with translation.override("fr"):
        found = lines_of([BasePage.objects.get(pk=page.pk) for page in pages])
    return [found[page.pk] for page in pages]


@pytest.mark.django_db
def test_a_page_from_its_first_draft_to_its_end(club: Club) -> None:
    with translation.override("fr"):
        when = date_format(timezone.localdate(), "j N")
    page = draft_of(club.enfance, "Page")
    assert lines(page) == ["Jamais publié · anglais absent · arabe absent"]
    submit(page, club.enfance.editor)
    assert lines(page) == ["Jamais publié · anglais absent · arabe absent · en attente d’approbation"]
    releases.record_approval(page.latest_revision, club.unaf.publisher, organisation_id=club.unaf.organisation.pk)
    page.latest_revision.publish(user=club.enfance.publisher)
    assert lines(page) == [f"Publié en français · anglais absent · arabe absent · relu par l’UNAF le {when}"]
    save_draft(page, club.enfance.editor, title_en="A page")
    assert lines(page) == [
        f"Publié en français · anglais à revoir · arabe absent · modifications pas encore publiées · relu par l’UNAF le {when}"
    ]
    changed = save_draft(page, club.enfance.editor, title_fr="Autre")
    changed.latest_revision.publish(user=club.enfance.publisher)
    assert lines(page)[0].endswith(f"relu par l’UNAF le {when}, modifié depuis")
    fresh(page).unpublish()
    assert lines(page)[0].startswith("Retiré · ")


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 20])
def test_many_pages_take_as_many_statements_as_one(club: Club, count: int) -> None:
    pages = [live_page_of(club.enfance, f"Page {number}") for number in range(count)]
    found = [BasePage.objects.get(pk=page.pk) for page in pages]
    with CaptureQueriesContext(connection) as captured:
        lines_of(found)
    assert len(captured) == 6


@pytest.mark.django_db
def test_the_explorer_and_the_editor_show_it(club: Club, browser: Callable[[Any], Client]) -> None:
    page = live_page_of(club.enfance, "Page")
    client = browser(club.enfance.editor)
    for address in (reverse("wagtailadmin_explore", args=[club.enfance.space.pk]), reverse("wagtailadmin_pages:edit", args=[page.pk])):
        assert "Publié en français · anglais absent · arabe absent" in client.get(address).content.decode()


@pytest.mark.django_db
def test_the_record_of_approvals_leads_to_what_changed_since(club: Club, browser: Callable[[Any], Client]) -> None:
    page = draft_of(club.enfance, "Page")
    assert "/approvals/" not in browser(club.enfance.editor).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    approval = releases.record_approval(page.latest_revision, club.unaf.publisher, organisation_id=club.unaf.organisation.pk)
    save_draft(page, club.enfance.editor, title_fr="Autre page")
    client = browser(club.enfance.editor)
    record, since = (
        reverse("editorial_approvals", args=[page.pk]),
        reverse("editorial_changes_since", args=[page.pk, approval.pk]),
    )
    assert record in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    shown = client.get(record).content.decode()
    assert ("Relu par l’UNAF" in shown, since in shown) == (True, True)
    assert [compared.field_label() for compared in client.get(since).context["comparison"]] == ["Titre [fr]"]
    for address in (record, since):
        assert browser(club.unaf.editor).get(address).status_code == 302
