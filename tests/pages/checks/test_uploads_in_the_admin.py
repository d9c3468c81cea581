"""In the real views of the admin: a refused upload says why in French, and leaves no file, no row and no event behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import UploadedFile

from pages.models import ClubDocument, ClubImage, ContentEvent, HomePage, Video
from tests.factories import DocumentFactory, ImageFactory, VideoFactory
from tests.pages.checks.pages import guide, send
from tests.pages.checks.upload_files import SVG, pdf, picture, sample, upload, word

pytestmark = pytest.mark.django_db


def kept() -> tuple[Any, ...]:
    """Everything an upload may leave behind."""
    folder = Path(settings.MEDIA_ROOT)
    files = sorted(path.as_posix() for path in folder.rglob("*") if path.is_file()) if folder.exists() else []
    rows = [model.objects.count() for model in (ClubImage, ClubDocument, Video, UploadedFile, ContentEvent)]
    return files, rows


def form_of(response: Any) -> dict[str, list[str]]:
    return {name: list(map(str, messages)) for name, messages in response.context["form"].errors.items()}


DRAWING = "Les dessins SVG ne sont pas acceptés\xa0: ils peuvent contenir des scripts. Exportez le dessin en PNG ou en WebP."
SCRIPTED = "Ce PDF contient un script ou lance quelque chose de lui-même. Exportez-le comme un simple document."
NO_FILM = "Ce fichier n’est pas une vidéo que les navigateurs savent lire (WebM ou MP4)."


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (upload("a.png", b"bonjour"), "valide"),
        (upload("a.svg", SVG), "AVIF, GIF, JPEG, JPG, PNG, WEBP"),
        (upload("a.png", SVG), "au format du fichier (svg)"),
        (upload("a.jpg", picture("PNG")), "au format du fichier (png)"),
    ],
    ids=["no image", "svg", "svg called png", "png called jpg"],
)
@pytest.mark.parametrize("view", ["wagtailimages:add_multiple", "wagtailimages:add"])
def test_an_image_refused_leaves_nothing(view: str, file: SimpleUploadedFile, reason: str, admin_client: Client) -> None:
    before = kept()
    file.seek(0)
    if view.endswith("multiple"):
        response = admin_client.post(reverse(view), {"files[]": file, "title": "Image", "collection": 1})
        assert response.json()["success"] is False
        told = response.json()["error_message"]
    else:
        told = " ".join(form_of(admin_client.post(reverse(view), {"file": file, "title": "Image", "collection": 1}))["file"])
    assert reason in told
    assert kept() == before


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (upload("a.svg", SVG), "Les extensions autorisées sont :  csv, docx,"),
        (upload("a.pdf", pdf(action="/JavaScript")), SCRIPTED),
        (upload("a.docx", pdf()), "Ce fichier ne contient pas ce que son nom promet (.docx)."),
    ],
    ids=["svg", "pdf with a script", "pdf called docx"],
)
@pytest.mark.parametrize("view", ["wagtaildocs:add_multiple", "wagtaildocs:add"])
def test_a_document_refused_leaves_nothing(view: str, file: SimpleUploadedFile, reason: str, admin_client: Client) -> None:
    before = kept()
    file.seek(0)
    if view.endswith("multiple"):
        response = admin_client.post(reverse(view), {"files[]": file, "title": "Fiche", "collection": 1})
        assert response.json()["success"] is False
        told = response.json()["error_message"]
    else:
        told = " ".join(form_of(admin_client.post(reverse(view), {"file": file, "title": "Fiche", "collection": 1}))["file"])
    assert reason in told.replace("\xa0", " ")
    assert kept() == before


def test_what_is_allowed_is_stored(admin_client: Client) -> None:
    sent = {"title": "Fiche", "collection": 1}
    assert admin_client.post(reverse("wagtaildocs:add"), {**sent, "file": upload("a.docx", word())}).status_code == 302
    assert admin_client.post(reverse("wagtailimages:add"), {**sent, "file": upload("a.png", picture("PNG"))}).status_code == 302
    assert (ClubDocument.objects.count(), ClubImage.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (upload("a.webm", b"bonjour"), NO_FILM),
        (upload("a.mp4", SVG), NO_FILM),
        (sample("located.webm"), "Ce fichier dit où il a été enregistré. Exportez-le sans sa position, puis envoyez-le à nouveau."),
    ],
    ids=["no film", "svg", "with a place"],
)
def test_a_film_refused_leaves_nothing(file: SimpleUploadedFile, reason: str, admin_client: Client) -> None:
    before = kept()
    file.seek(0)
    management = {f"{formset}-{name}": "0" for formset in ("caption_tracks",) for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    fields = {**management, "title_fr": "Film", "file": file, "collection": "1"}
    response = admin_client.post(reverse("wagtailsnippets_pages_video:add"), fields)
    assert form_of(response)["file"] == [reason]
    assert kept() == before


def test_an_audio_reading_refused_leaves_nothing_and_the_page_as_it_was(home: HomePage, admin_client: Client) -> None:
    page = guide()
    before = (kept(), page.revisions.count())
    response = send(admin_client, page, {"audio_fr": upload("a.mp3", SVG)}, "action-publish")
    assert form_of(response) == {"audio_fr": ["Ce fichier ne contient pas le son que son nom promet (.mp3)."]}
    assert (kept(), page.revisions.count()) == before
    assert send(admin_client, page, {"audio_fr": sample("silence.mp3")}, "action-publish").status_code == 302
    page.refresh_from_db()
    assert page.audio_fr.name.endswith(".mp3")


def test_scripts_are_refused_too(home: HomePage) -> None:
    page = guide()
    page.audio_fr = upload("a.mp3", SVG)
    before = kept()
    for save in (
        lambda: ImageFactory(file=upload("a.png", SVG)),
        lambda: DocumentFactory(file=upload("a.pdf", SVG)),
        lambda: VideoFactory(embed_url="", file=upload("a.webm", SVG)),
        page.save,
    ):
        with pytest.raises(ValidationError):
            save()
    assert kept() == before
