"""Stored files are for people of the admin, and whatever was uploaded cannot run beside it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pages import models
from pages.media import links
from tests.factories import DocumentFactory, GuidePageFactory, ImageFactory, private_collection
from tests.pages.admin.screens import errors, open_screen
from tests.pages.answers import ask
from tests.pages.checks.upload_files import pdf

HARMLESS = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
SCRIPT = b"<script>alert(document.cookie)</script>"


def test_stored_files_are_for_people_of_the_admin(admin_client: Client) -> None:
    image = ImageFactory(collection=private_collection())
    document = DocumentFactory(collection=image.collection)
    addresses = [image.file.url, image.get_rendition("width-16").url, document.url]
    User.objects.create_user("parent", password="un mot de passe de test")
    reader = Client()
    reader.force_login(User.objects.get(username="parent"))
    for browser, status in ((admin_client, 200), (Client(), 302), (reader, 302)):
        assert [ask(browser, address).status for address in addresses] == [status] * 3
    assert {ask(admin_client, address).headers["Cache-Control"] for address in addresses} == {"private, no-store"}
    assert image.file.url.startswith("/admin/media/")


@pytest.mark.parametrize(
    ("name", "status"), [("../test.sqlite3", 400), ("%2e%2e/test.sqlite3", 400), ("videos", 404), ("", 404), ("nobody.png", 404)]
)
def test_nothing_but_stored_files_is_had(name: str, status: int, admin_client: Client) -> None:
    default_name = ImageFactory().file.name
    assert default_name.startswith("original_images/")
    assert ask(admin_client, f"/admin/media/{name}").status == status


@pytest.mark.parametrize("name", ["page.html", "dessin.svg", "page.xhtml", "code.js"])
def test_an_uploaded_document_cannot_run(name: str, admin_client: Client) -> None:
    add = reverse("wagtaildocs:add")
    response = admin_client.post(add, {**open_screen(admin_client, add), "title": "Document", "file": SimpleUploadedFile(name, SCRIPT)})
    assert list(errors(response)) == ["file"]
    assert not models.ClubDocument.objects.exists()
    # Nor is it kept by a script that goes through the model.
    with pytest.raises(ValidationError) as refusal:
        DocumentFactory(file=ContentFile(SCRIPT, name=name))
    assert list(refusal.value.message_dict) == ["file"]
    assert not models.ClubDocument.objects.exists()
    # Even one that came by another way, or was kept from before.
    document = DocumentFactory()
    models.ClubDocument.objects.filter(pk=document.pk).update(file=default_storage.save(f"documents/{name}", ContentFile(SCRIPT)))
    document.refresh_from_db()
    for address in (links.document_url(document.pk, document.file.name), document.url):
        headers = ask(admin_client, address).headers
        assert {header: headers[header] for header in ("Content-Security-Policy", "X-Content-Type-Options")} == {
            "Content-Security-Policy": HARMLESS,
            "X-Content-Type-Options": "nosniff",
        }
        assert headers["Content-Disposition"].startswith("attachment")


def test_a_pdf_is_taken_away_not_opened_in_a_closed_frame(admin_client: Client) -> None:
    document = DocumentFactory(file=ContentFile(pdf(), name="fiche été.pdf"))
    answer = ask(admin_client, links.document_url(document.pk, document.file.name))
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''fiche_%C3%A9t%C3%A9.pdf"


@pytest.mark.parametrize("name", ["page.html", "dessin.svg"])
def test_an_audio_reading_is_audio(name: str, client: Client, admin_client: Client, home: models.HomePage) -> None:
    page = GuidePageFactory()
    page.audio_fr = ContentFile(SCRIPT, name=name)
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
    assert list(refusal.value.message_dict) == ["audio_fr"]
    models.BasePage.objects.filter(pk=page.pk).update(audio_fr=ImageFactory().file.storage.save(f"audio/{name}", ContentFile(SCRIPT)))
    assert ask(client, links.audio_url(page.key, "fr", name)).status == 404
    assert ask(admin_client, f"/admin/media/audio/{name}").headers["Content-Security-Policy"] == HARMLESS
