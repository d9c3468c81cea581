"""Signed consents pass the checks of every upload: what is refused says why in French, and no byte of it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pages.models import Consent
from pages.private_files import private_storage
from tests.factories import ConsentFactory, OrganisationFactory, PersonFactory
from tests.pages.checks.upload_files import SVG, pdf, picture, upload, word
from tests.pages.journal import events

pytestmark = pytest.mark.django_db

KIND = "Ce genre de fichier n’est pas accepté ici. Acceptés\xa0: jpeg, jpg, pdf, png."
DRAWING = "Les dessins SVG ne sont pas acceptés\xa0: ils peuvent contenir des scripts. Exportez le dessin en PNG ou en WebP."
NO_PDF = "Ce fichier n’est pas un PDF, quoi qu’en dise son nom."
SCRIPTED = "Ce PDF contient un script ou lance quelque chose de lui-même. Exportez-le comme un simple document."
CARRIER = "Ce PDF transporte d’autres fichiers. Retirez-les, et envoyez-les à part."
NO_IMAGE = "Ce fichier ne peut pas être lu comme une image."
OTHER_IMAGE = "Cette image est un fichier PNG, quoi qu’en dise son nom."

REFUSED = [
    pytest.param(upload("a.pdf", b"bonjour"), NO_PDF, id="no PDF"),
    pytest.param(upload("a.pdf", pdf("/JavaScript")), SCRIPTED, id="script"),
    pytest.param(upload("a.pdf", pdf(attachment="b.exe")), CARRIER, id="carries a file"),
    pytest.param(upload("a.pdf", picture("PNG")), NO_PDF, id="image called pdf"),
    pytest.param(upload("a.png", SVG), DRAWING, id="drawing called png"),
    pytest.param(upload("a.jpg", picture("PNG")), OTHER_IMAGE, id="png called jpg"),
    pytest.param(upload("a.png", b"bonjour"), NO_IMAGE, id="no image"),
]


def kept() -> tuple[list[str], int]:
    """Every private file, and the number of consents."""
    folder = Path(private_storage().path(""))
    files = sorted(path.as_posix() for path in folder.rglob("*") if path.is_file()) if folder.exists() else []
    return files, Consent.objects.count()


def sent(file: SimpleUploadedFile) -> dict[str, Any]:
    file.seek(0)
    empty = {f"{name}-{field}": 0 for name in ("videos", "images", "pages") for field in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {
        "person": PersonFactory().pk,
        "organisation": OrganisationFactory().pk,
        "signed_on": "2020-10-01",
        "covers_fr": "on",
        "signed_file": file,
        **empty,
    }


@pytest.mark.parametrize(("file", "reason"), REFUSED)
def test_the_form_says_why_and_keeps_nothing(file: SimpleUploadedFile, reason: str, admin_client: Client) -> None:
    fields, before = sent(file), kept()
    with events() as written:
        response = admin_client.post(reverse("wagtailsnippets_pages_consent:add"), fields)
    assert (response.status_code, response.context["form"].errors) == (200, {"signed_file": [reason]})
    assert (kept(), written) == (before, [])


@pytest.mark.parametrize(
    ("file", "reason"), [*REFUSED, pytest.param(upload("a.docx", word()), KIND, id="Word"), (upload("a", pdf()), KIND)]
)
def test_a_script_is_refused_as_well_and_keeps_nothing(file: SimpleUploadedFile, reason: str) -> None:
    OrganisationFactory()
    person, before = PersonFactory(), kept()
    file.seek(0)
    with events() as written, pytest.raises(ValidationError) as refused:
        ConsentFactory(person=person, signed_file=file)
    assert refused.value.message_dict == {"signed_file": [reason]}
    assert (kept(), written) == (before, [])


def test_one_too_large_is_refused(settings: Any) -> None:
    OrganisationFactory()
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 300
    before = kept()
    for name, content in (("a.pdf", pdf()), ("a.png", picture("PNG", (500, 500)))):
        with pytest.raises(ValidationError, match="Ce fichier est trop gros"):
            ConsentFactory(signed_file=upload(name, content))
    assert kept() == before


def test_a_refused_file_leaves_the_one_before_in_its_place() -> None:
    OrganisationFactory()
    consent = ConsentFactory(signed_file=upload("a.pdf", pdf()))
    name, before = consent.signed_file.name, kept()
    consent.signed_file = upload("b.pdf", b"bonjour")
    with pytest.raises(ValidationError):
        consent.save()
    assert Consent.objects.get(pk=consent.pk).signed_file.name == name
    assert kept() == before


@pytest.mark.parametrize(("name", "content"), [("a.pdf", pdf()), ("a.JPG", picture("JPEG")), ("a.png", picture("PNG"))])
def test_a_pdf_and_a_photograph_are_kept_byte_for_byte(name: str, content: bytes, admin_client: Client) -> None:
    response = admin_client.post(reverse("wagtailsnippets_pages_consent:add"), sent(upload(name, content)))
    assert response.status_code == 302
    with Consent.objects.get().signed_file.open() as file:
        assert file.read() == content
