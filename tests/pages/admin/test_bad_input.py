"""What nobody means to send (control characters, ten thousand letters, the year 1, files of no captions) is refused without failing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pages import models
from tests.factories import EventPageFactory, GuidePageFactory, InterviewPageFactory, StandardPageFactory
from tests.pages.admin.screens import Data, errors, open_screen, rows, soup
from tests.pages.admin.test_videos import add, captions, track
from tests.pages.checks.pages import paragraphs

ACTIONS = ("", "action-publish")
STRANGE_YEAR = "Vérifiez l’année\xa0: elle doit être comprise entre 1900 et 2199."


@pytest.fixture
def page(home: models.HomePage) -> models.GuidePage:
    return GuidePageFactory(slug="guide")


def post(client: Client, page: models.BasePage, action: str = "", **typed: Any) -> HttpResponse:
    """Saves the draft with what was typed, or publishes it."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, {**open_screen(client, address), **typed, **({action: "1"} if action else {})})


def refused(response: HttpResponse, page: models.BasePage) -> dict[str, list[str]]:
    """The errors beside the fields; the page has no new version."""
    found = errors(response)
    assert page.revisions.count() == 0
    return found


# --- control characters ----------------------------------------------------------------------------------------------------------

NUL = "Le caractère nul n’est pas autorisé."


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("field", ["title_fr", "title_ar", "summary_fr", "keywords_fr", "seo_title_en", "share_text_fr"])
def test_nul_in_a_text_is_refused_at_its_field(page: models.GuidePage, admin_client: Client, field: str, action: str) -> None:
    [said] = refused(post(admin_client, page, action, **{field: "avant\0après"}), page)[field]
    assert said in (NUL, NUL.replace("’", "'"))


@pytest.mark.parametrize("field", ["slug", "address_en"])
def test_nul_in_an_address_is_refused(page: models.GuidePage, admin_client: Client, field: str) -> None:
    assert field in refused(post(admin_client, page, **{field: "a\0b"}), page)


def test_nul_in_a_block_is_refused(page: models.GuidePage, admin_client: Client) -> None:
    blocks = {
        "paragraph": paragraphs("steps_fr", "avant\0après"),
        "tip": {
            "steps_fr-count": "1",
            "steps_fr-0-type": "tip",
            "steps_fr-0-order": "0",
            "steps_fr-0-deleted": "",
            "steps_fr-0-id": "",
            "steps_fr-0-value-title": "avant\0après",
            "steps_fr-0-value-text": json.dumps({"blocks": [], "entityMap": {}}),
        },
    }
    for kind, sent in blocks.items():
        response = post(admin_client, page, **sent)
        assert response.status_code == 200, kind
        assert "steps_fr" in response.context["form"].errors, kind
    assert page.revisions.count() == 0


def test_nul_in_a_row_is_refused(home: models.HomePage, admin_client: Client) -> None:
    interview = InterviewPageFactory(slug="entretien")
    response = post(admin_client, interview, **rows("questions", {"time_ms": "0:01", "question_fr": "Qui\0 ?"}))
    assert "question_fr" in response.context["form"].formsets["questions"].errors[0]
    assert interview.revisions.count() == 0


def test_nul_in_pasted_captions_is_refused_once(db: None, admin_client: Client) -> None:
    response = add(admin_client, track(webvtt="WEBVTT\n\n00:01.000 --> 00:02.000\nOui\0\n"), embed_url="https://video.invalid/1")
    [found] = errors(response).values()
    assert len(found) == 1
    assert "nul" in found[0]
    assert not models.Video.objects.exists()


# --- too much --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize(("field", "most"), [("title_fr", 255), ("title_ar", 255), ("slug", 255), ("summary_fr", 300)])
def test_ten_thousand_letters_are_refused(page: models.GuidePage, admin_client: Client, field: str, most: int, action: str) -> None:
    [said] = refused(post(admin_client, page, action, **{field: "a" * 10_000}), page)[field]
    assert (str(most) in said, "10000" in said.replace("\xa0", "").replace("\u202f", "")) == (True, True)


# --- days nobody means -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("moment", ["0001-01-01 00:00", "0026-12-01 09:00", "9999-12-31 23:59"])
def test_a_schedule_in_a_strange_year_is_refused(page: models.GuidePage, admin_client: Client, moment: str, action: str) -> None:
    # Wagtail shows the schedule's errors in a dialog of its own.
    response = post(admin_client, page, action, go_live_at=moment)
    assert response.context["form"].errors == {"go_live_at": [STRANGE_YEAR]}
    assert page.revisions.count() == 0
    assert models.BasePage.objects.get(pk=page.pk).go_live_at is None


@pytest.mark.parametrize("moment", ["10000-01-01 00:00", "2026-13-45 00:00", "demain", "-1", "1e400"])
def test_a_schedule_that_is_no_moment_is_refused(page: models.GuidePage, admin_client: Client, moment: str) -> None:
    assert list(refused(post(admin_client, page, go_live_at=moment), page)) == ["go_live_at"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_in_a_strange_year_are_refused(page: models.GuidePage, admin_client: Client, day: str) -> None:
    found = refused(post(admin_client, page, last_reviewed_on=day, review_due_on=day), page)
    assert found == {"last_reviewed_on": [STRANGE_YEAR], "review_due_on": [STRANGE_YEAR]}


@pytest.mark.parametrize("action", ACTIONS)
def test_an_event_in_a_strange_year_is_refused(home: models.HomePage, admin_client: Client, action: str) -> None:
    event = EventPageFactory(slug="atelier")
    sent = {"starts_at": "0001-01-01 00:00", "ends_at": "9999-12-31 23:59"}
    found = refused(post(admin_client, event, action, **sent), event)
    assert (found["starts_at"], found["ends_at"]) == ([STRANGE_YEAR], [STRANGE_YEAR])


def test_the_years_people_mean_are_taken(home: models.HomePage, admin_client: Client) -> None:
    page = StandardPageFactory(slug="ancienne")
    assert post(admin_client, page, last_reviewed_on="1900-01-01", review_due_on="2199-12-31").status_code == 302
    version = models.StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (str(version.last_reviewed_on), str(version.review_due_on)) == ("1900-01-01", "2199-12-31")


# --- files that are no captions --------------------------------------------------------------------------------------------------

SRT = "1\n00:00:01,000 --> 00:00:04,000\nGarder les captures d’écran.\n"
TOO_LARGE = "Ce fichier est trop gros pour des sous-titres (2 Mo au plus)."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SRT.encode() * 80_000, TOO_LARGE),
        (b"WEBVTT\n\n" + b"a" * 2_000_000, TOO_LARGE),
        (b"", "Le fichier soumis est vide."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 20, "Un caractère est illisible."),
        (b"\x1aE\xdf\xa3\x00\x01\x02\x03", "caractère de contrôle"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nOui\x00\n", "caractère de contrôle"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"\xef\xbb\xbf   \n\n", "Il n’y a pas de texte dans ces sous-titres."),
    ],
    ids=["six megabytes", "two megabytes", "empty", "picture", "film", "nul", "broken UTF-16", "blank"],
)
def test_a_file_that_is_no_captions_is_refused(db: None, admin_client: Client, content: bytes, said: str) -> None:
    file = SimpleUploadedFile("sous-titres.srt", content)
    response = add(admin_client, track(captions_file=file), embed_url="https://video.invalid/1")
    [found] = errors(response).values()
    assert len(found) == 1
    assert said in found[0]
    assert not models.Video.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_captions_in_utf_16_are_read_and_told(db: None, admin_client: Client, encoding: str) -> None:
    mark = {"utf-16": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[encoding]
    file = SimpleUploadedFile("sous-titres.srt", mark + SRT.encode(encoding))
    response = add(admin_client, track(captions_file=file), embed_url="https://video.invalid/1")
    assert captions() == [("fr", "captions", "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nGarder les captures d’écran.\n")]
    listed = [item.text for item in soup(admin_client.get(response["Location"])).select(".messages li li")]
    assert listed[0] == "Le fichier était en UTF-16\xa0; il a été converti en UTF-8."
    assert listed[-1] == "Ligne 2\xa0: Dans les temps, les virgules sont devenues des points."


def test_what_was_brought_is_not_lost_when_another_field_is_wrong(db: None, admin_client: Client) -> None:
    typed: Data = track(webvtt="0:01 Bonjour\n0:04 Au revoir")
    response = add(admin_client, typed, title_fr="", embed_url="https://video.invalid/1")
    assert soup(response).select_one("[name=caption_tracks-0-webvtt]").text.strip() == "0:01 Bonjour\n0:04 Au revoir"
    assert not models.Video.objects.exists()
