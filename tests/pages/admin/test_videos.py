"""Videos and their captions through the admin."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pages import models
from tests.factories import CaptionTrackFactory, VideoFactory
from tests.pages.admin.screens import Data, errors, open_screen, rows, soup

ADD = "wagtailsnippets_pages_video:add"

SRT = "1\r\n00:00:01,000 --> 00:00:04,000\r\nGarder les captures d’écran.\r\n".encode("utf-8-sig")
WEBVTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nGarder les captures d’écran.\n"
MENDED = {
    "fr": [
        "Les fins de ligne d’un autre système ont été uniformisées.",
        "La marque invisible au début du fichier (BOM) a été retirée.",
        "Ligne 2\xa0: Dans les temps, les virgules sont devenues des points.",
    ],
    "en": [
        "The line ends of another system were made uniform.",
        "The invisible mark at the start of the file (BOM) was taken out.",
        "Line 2: Commas in the times became points.",
    ],
}
CLIP = Path(__file__).parents[2] / "files" / "clip.webm"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def add(client: Client, *tracks: Data, **typed: object) -> HttpResponse:
    screen = reverse(ADD)
    return client.post(screen, {**open_screen(client, screen), "title_fr": "Film", **rows("caption_tracks", *tracks), **typed})


def captions() -> list[tuple[str, str, str]]:
    return list(models.CaptionTrack.objects.order_by("pk").values_list("language", "kind", "webvtt"))


def track(**typed: object) -> Data:
    return {"language": "fr", "kind": "captions", "webvtt": "", **typed}


def test_a_video_is_added_with_an_srt_file_and_what_was_mended_is_listed(db: None, editor: Client, interface: str) -> None:
    response = add(editor, track(captions_file=upload("sous-titres.srt", SRT)), file=upload("film.webm", CLIP.read_bytes()))
    assert response.status_code == 302
    video = models.Video.objects.get()
    assert (video.title_fr, video.title_en, video.duration_ms, video.file.name.startswith("videos/")) == ("Film", None, 2008, True)
    assert "film" not in video.file.name
    assert captions() == [("fr", "captions", WEBVTT)]
    assert list(models.CaptionCue.objects.values_list("start_ms", "end_ms", "text")) == [(1000, 4000, "Garder les captures d’écran.")]
    listed = [item.text for item in soup(editor.get(response["Location"])).select(".messages li li")]
    assert listed == MENDED[interface]


def test_captions_that_need_no_mending_list_nothing(db: None, admin_client: Client) -> None:
    response = add(admin_client, track(webvtt=WEBVTT), embed_url="https://video.invalid/1")
    assert soup(admin_client.get(response["Location"])).select(".messages li li") == []
    assert captions() == [("fr", "captions", WEBVTT)]


def test_what_was_mended_is_listed_up_to_twenty_lines(db: None, admin_client: Client) -> None:
    srt = "\n".join(f"{number}\n00:00:{number:02}.000 --> 00:00:{number + 1:02}.000\n \n" for number in range(1, 30))
    response = add(admin_client, track(webvtt=srt + "\n40\n00:00:40.000 --> 00:00:41.000\nFin\n"), embed_url="https://video.invalid/1")
    listed = [item.text for item in soup(admin_client.get(response["Location"])).select(".messages li li")]
    assert (len(listed), listed[-1]) == (21, "et 10 autres")


def test_captions_that_cannot_be_read_are_refused_with_their_lines(db: None, admin_client: Client) -> None:
    response = add(
        admin_client,
        track(captions_file=upload("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nOui\n\n2\n00:00:0x,000 --> 00:00:04,000\nNon\n")),
        embed_url="https://video.invalid/1",
    )
    (said,) = errors(response).values()
    assert said[0].startswith("Ligne 6")
    assert not models.Video.objects.exists()
    assert not models.CaptionTrack.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Apportez un fichier, ou collez les sous-titres ici."),
        ({"captions_file": SimpleUploadedFile("a.vtt", b"WEBVTT\n" + b" " * 5 * 1024 * 1024)}, None),
    ],
)
def test_no_captions_and_too_large_captions_are_refused(typed: Data, said: str | None, db: None, admin_client: Client) -> None:
    response = add(admin_client, track(**typed), embed_url="https://video.invalid/1")
    (found,) = errors(response).values()
    assert found == [said or "Ce fichier est trop gros pour des sous-titres (2 Mo au plus)."]
    assert not models.Video.objects.exists()


def test_two_tracks_of_one_language_and_kind_are_refused(db: None, admin_client: Client) -> None:
    response = add(admin_client, track(webvtt=WEBVTT), track(webvtt=WEBVTT), embed_url="https://video.invalid/1")
    assert response.status_code == 200
    assert not models.Video.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("film.webm", b"Ceci n'est pas un film.", "Ce fichier n’est pas une vidéo que les navigateurs savent lire (WebM ou MP4)."),
        (
            "film.avi",
            b"RIFF",
            "Fichiers WebM et MP4 seulement. Ce fichier n’est pas une vidéo que les navigateurs savent lire (WebM ou MP4).",
        ),
    ],
)
def test_a_file_that_is_no_video_is_refused_and_not_kept(name: str, content: bytes, said: str, db: None, admin_client: Client) -> None:
    storage = models.Video._meta.get_field("file").storage
    before = storage.listdir("videos") if storage.exists("videos") else ([], [])
    assert errors(add(admin_client, file=upload(name, content))) == {"file": [said]}
    assert not models.Video.objects.exists()
    assert (storage.listdir("videos") if storage.exists("videos") else ([], [])) == before


def test_a_video_has_one_source(db: None, admin_client: Client) -> None:
    assert add(admin_client).status_code == 200
    both = add(admin_client, file=upload("film.webm", CLIP.read_bytes()), embed_url="https://video.invalid/1")
    assert "Indiquez soit un fichier, soit une adresse ailleurs." in soup(both).text
    assert not models.Video.objects.exists()


def test_captions_are_replaced_and_taken_away(db: None, editor: Client) -> None:
    video = CaptionTrackFactory(video=VideoFactory()).video
    screen = reverse("wagtailsnippets_pages_video:edit", args=[video.pk])
    data = open_screen(editor, screen)
    assert editor.post(screen, {**data, "caption_tracks-0-captions_file": upload("a.srt", SRT)}).status_code == 302
    assert captions() == [("fr", "captions", WEBVTT)]
    assert list(models.CaptionCue.objects.values_list("speaker", "text")) == [("", "Garder les captures d’écran.")]
    assert editor.post(screen, {**open_screen(editor, screen), "caption_tracks-0-DELETE": "on"}).status_code == 302
    assert (captions(), models.CaptionCue.objects.count()) == ([], 0)
    actions = list(models.ContentEvent.objects.filter(kind="video").order_by("pk").values_list("action", flat=True))
    assert actions == ["PUBLISHED", "CHANGED", "CHANGED", "CHANGED"]
