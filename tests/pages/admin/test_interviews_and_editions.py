"""Interviews, editions and the home page through the admin: what is the same in all languages, row by row."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from pages import models
from pages.media import links
from tests.factories import (
    CaptionTrackFactory,
    EditionIndexPageFactory,
    EditionPageFactory,
    EvidenceFactory,
    InterviewPageFactory,
    OrganisationFactory,
    OrganisationPageFactory,
    PersonFactory,
    ThemeFactory,
)
from tests.pages.admin.screens import Data, errors, open_screen, rows


def address(name: str, *arguments: object) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=arguments)


@pytest.fixture
def space(home: models.HomePage) -> models.OrganisationPage:
    return OrganisationPageFactory(slug="e-enfance")


@pytest.fixture
def typed(home: models.HomePage) -> Data:
    """What an editor types into the form of a new interview, in French and in English."""
    person, video = PersonFactory(), CaptionTrackFactory().video
    return {
        "title_fr": "Justine Atlan",
        "summary_fr": "Le 3018.",
        "title_en": "Justine Atlan",
        "summary_en": "The 3018.",
        "is_ready_en": "on",
        "slug": "justine-atlan",
        "video": str(video.pk),
        "recorded_on": "2020-10-15",
        "interviewer": str(PersonFactory().pk),
        **rows("speakers", {"person": str(person.pk), "role_fr": "Directrice générale", "role_en": "Chief executive", "role_ar": ""}),
        **rows("questions", {"time_ms": "0:05", "question_fr": "Pourquoi ?", "question_en": "Why?", "question_ar": ""}),
        **rows("key_quotes", {"time_ms": "1:05,5", "speaker": str(person.pk), "quote_fr": "Parler.", "quote_en": "", "quote_ar": ""}),
        **rows(
            "chapters",
            {"time_ms": "0:00", "title_fr": "Début", "title_en": "Beginning", "title_ar": ""},
            {"time_ms": "1:00", "title_fr": "Fin", "title_en": "", "title_ar": ""},
        ),
    }


def test_an_interview_is_written_row_by_row(space: models.OrganisationPage, typed: Data, editor: Client, client: Client) -> None:
    add = address("add", "pages", "interviewpage", space.pk)
    response = editor.post(add, {**open_screen(editor, add), **typed, "action-publish": "1"})
    assert response.status_code == 302, errors(response)
    page = models.InterviewPage.objects.get()
    assert (page.live, page.recorded_on, str(page.video.pk)) == (True, dt.date(2020, 10, 15), typed["video"])
    assert list(page.speakers.values_list("role_fr", "role_en", "role_ar")) == [("Directrice générale", "Chief executive", None)]
    assert list(page.questions.values_list("time_ms", "question_fr", "question_en")) == [(5_000, "Pourquoi ?", "Why?")]
    assert list(page.key_quotes.values_list("time_ms", "quote_fr", "quote_en")) == [(65_500, "Parler.", "")]
    assert list(page.chapters.values_list("time_ms", "title_fr", "title_en")) == [(0, "Début", "Beginning"), (60_000, "Fin", None)]
    chapters = [client.get(links.chapters_url(page.key, code)) for code in ("fr", "en", "ar")]
    assert [response.status_code for response in chapters] == [200, 200, 404]
    assert "Beginning" in chapters[1].content.decode()


def test_rows_are_reordered_and_taken_away(space: models.OrganisationPage, typed: Data, editor: Client) -> None:
    add = address("add", "pages", "interviewpage", space.pk)
    editor.post(add, {**open_screen(editor, add), **typed, "action-publish": "1"})
    edit = address("edit", models.InterviewPage.objects.get().pk)
    data = open_screen(editor, edit)
    assert (data["chapters-0-time_ms"], data["chapters-1-time_ms"], data["key_quotes-0-time_ms"]) == ("0:00", "1:00", "1:05.500")
    changed = {"chapters-0-ORDER": "2", "chapters-1-ORDER": "1", "questions-0-DELETE": "on", "action-publish": "1"}
    assert editor.post(edit, {**data, **changed}).status_code == 302
    page = models.InterviewPage.objects.get()
    assert list(page.chapters.values_list("title_fr", flat=True)) == ["Fin", "Début"]
    assert not page.questions.exists()


def test_a_moment_that_is_none_is_refused(space: models.OrganisationPage, typed: Data, admin_client: Client) -> None:
    add = address("add", "pages", "interviewpage", space.pk)
    response = admin_client.post(
        add, {**open_screen(admin_client, add), **typed, "chapters-1-time_ms": "une minute", "action-publish": "1"}
    )
    assert errors(response) == {"time_ms": ["Écrivez minutes et secondes, par exemple 1:05."]}
    assert not models.InterviewPage.objects.exists()


def test_an_edition_lists_pages_partners_and_figures_in_their_order(home: models.HomePage, editor: Client) -> None:
    index = EditionIndexPageFactory()
    interviews = [InterviewPageFactory(), InterviewPageFactory()]
    partner, figure, theme = OrganisationFactory(), EvidenceFactory(), ThemeFactory()
    add = address("add", "pages", "editionpage", index.pk)
    typed = {
        "title_fr": "Harcèlement en ligne",
        "summary_fr": "Le premier numéro.",
        "slug": "harcelement-en-ligne",
        "number": "1",
        "launch_date": "2020-11-05",
        "theme": str(theme.pk),
        **rows("contents", *({"page": str(page.pk)} for page in reversed(interviews))),
        **rows("partners", {"organisation": str(partner.pk), "role": "funder"}),
        **rows("key_figures", {"evidence": str(figure.pk)}),
    }
    response = editor.post(add, {**open_screen(editor, add), **typed, "action-publish": "1"})
    assert response.status_code == 302, errors(response)
    edition = models.EditionPage.objects.get()
    assert (edition.number, edition.launch_date, edition.theme) == (1, dt.date(2020, 11, 5), theme)
    assert [row.page_id for row in edition.contents.all()] == [page.pk for page in reversed(interviews)]
    assert list(edition.partners.values_list("organisation", "role")) == [(partner.pk, "funder")]
    assert list(edition.key_figures.values_list("evidence", flat=True)) == [figure.pk]


def test_two_editions_do_not_share_a_number(home: models.HomePage, admin_client: Client) -> None:
    first, second = EditionPageFactory(number=1), EditionPageFactory(number=2)
    edit = address("edit", second.pk)
    response = admin_client.post(edit, {**open_screen(admin_client, edit), "number": "1", "action-publish": "1"})
    assert list(errors(response)) == ["number"]
    assert models.EditionPage.objects.get(pk=second.pk).number == 2
    assert first.number == 1


def test_the_home_page_chooses_what_it_shows(home: models.HomePage, editor: Client) -> None:
    edition = EditionPageFactory()
    edit = address("edit", home.pk)
    typed = {
        "hero_fr": "Bienvenue",
        "hero_ar": "مرحبا",
        "current_edition": str(edition.pk),
        **rows("highlights", {"page": str(edition.pk)}),
    }
    response = editor.post(edit, {**open_screen(editor, edit), **typed, "action-publish": "1"})
    assert response.status_code == 302, errors(response)
    home = models.HomePage.objects.get()
    assert (home.hero_fr, home.hero_en, home.hero_ar) == ("Bienvenue", "", "مرحبا")
    assert (home.current_edition, [row.page_id for row in home.highlights.all()]) == (edition, [edition.pk])
