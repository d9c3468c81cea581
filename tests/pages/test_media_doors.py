"""The doors of media: what is no address of a file is not found, and nothing that people upload runs beside the admin."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from pages import models
from pages.media.links import audio_url
from tests.factories import DocumentFactory, StandardPageFactory

HARMLESS = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
SCRIPT = b"<script>alert(1)</script>"


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("key", ["-" * 36, "a" * 36, "00000000-0000-4000-8000-00000000000"])
@pytest.mark.parametrize(
    "address",
    [
        "images/{}/card.webp",
        "cards/fr/{}-0123456789abcdef.jpg",
        "videos/{}/video.webm",
        "videos/{}/captions.fr.vtt",
        "interviews/{}/chapters.fr.vtt",
        "pages/{}/audio.fr.ogg",
        "kits/{}/kit.zip",
    ],
)
def test_what_is_no_key_is_not_found(address: str, key: str, db: None) -> None:
    assert Client().get(f"/media/{address.format(key)}").status_code == 404


@pytest.mark.parametrize("wanted", ["bytes=" + "9" * 5000 + "-", "bytes=0-" + "9" * 5000, "bytes=-" + "9" * 5000, "bytes=٠-٣"])
def test_what_is_no_range_gets_the_whole_file(wanted: str, db: None) -> None:
    paper = DocumentFactory()
    response = Client().get(f"/media/documents/{paper.pk}/{paper.filename}", headers={"range": wanted})
    assert (response.status_code, len(body(response))) == (200, paper.file.size)


def test_what_was_uploaded_runs_nothing(home: models.HomePage, admin_client: Client) -> None:
    # Kept from before uploads were told by their content, or brought by a script: the doors do not rely on it.
    kept = default_storage.save("audio/reading.html", ContentFile(SCRIPT))
    page = StandardPageFactory()
    models.BasePage.objects.filter(pk=page.pk).update(audio_fr=kept)
    # Readers never get what is no audio.
    for browser in (Client(), admin_client):
        refused = browser.get(audio_url(page.key, "fr", kept))
        assert (refused.status_code, SCRIPT in refused.content) == (404, False)
    response = admin_client.get(f"/admin/media/{kept}")
    assert (response.status_code, response["Content-Security-Policy"], response["X-Content-Type-Options"]) == (200, HARMLESS, "nosniff")
    assert body(response) == SCRIPT


def test_a_folder_is_no_file(admin_client: Client) -> None:
    kept = default_storage.save("shelf/paper.txt", ContentFile(b"x"))
    assert body(admin_client.get(f"/admin/media/{kept}")) == b"x"
    assert [admin_client.get(f"/admin/media/{name}").status_code for name in ("shelf", f"{kept}/x")] == [404, 404]
