"""The zip of a kit: exactly its public files, under names that do not change, streamed; nothing of what is hidden."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from wagtail.models import CollectionViewRestriction

from pages.media.kit_archive import CHUNK, Member, zip_stream
from pages.media.links import kit_url
from pages.models import ClubDocument, HomePage, KitFile, KitPage
from tests.factories import DocumentFactory, KitPageFactory, ResourceIndexPageFactory, collection, private_collection, restrict

pytestmark = pytest.mark.django_db

BROUGHT = dt.datetime(2026, 11, 5, 8, 30, 10, tzinfo=dt.UTC)


def document(title: str, content: bytes = b"bonjour", name: str = "fichier.TXT", **fields: Any) -> ClubDocument:
    made = DocumentFactory(title=title, file=ContentFile(content, name=name), **fields)
    ClubDocument.objects.filter(pk=made.pk).update(created_at=BROUGHT)
    return made


def get(kit: KitPage | Any, **headers: str) -> Any:
    return Client().get(kit_url(str(getattr(kit, "translation_key", kit))), headers=headers)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def contents(response: Any) -> dict[str, bytes]:
    assert response.status_code == 200
    with ZipFile(io.BytesIO(body(response))) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info) for info in archive.infolist()}


def test_the_files_come_in_their_order_with_telling_names(home: HomePage) -> None:
    kit = KitPageFactory(
        slug="premier-telephone",
        files=[
            KitFile(kind="slides", language="fr", document=document("Diaporama : l'été", b"un", "a.csv")),
            KitFile(kind="letter", language="en", document=document("To families", b"two")),
            KitFile(kind="handout", language="ar", document=document("ورقة للعائلات", b"three", "c.csv")),
            KitFile(kind="handout", language="fr", document=document("???", b"four", "d.txt")),
        ],
    )
    response = get(kit)
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="premier-telephone.zip"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    assert contents(response) == {
        "01-slides-fr-diaporama-lété.csv": b"un",
        "02-letter-en-to-families.txt": b"two",
        "03-handout-ar-ورقة-للعائلات.csv": b"three",
        "04-handout-fr.txt": b"four",
    }


def test_the_same_files_give_the_same_bytes(home: HomePage) -> None:
    kit = KitPageFactory(documents=[document("Fiche"), document("Fiche", b"autre")])
    first, second = get(kit), get(kit)
    assert first["ETag"] == second["ETag"]
    assert body(first) == body(second)
    with ZipFile(io.BytesIO(body(get(kit)))) as archive:
        assert [info.date_time for info in archive.infolist()] == [(2026, 11, 5, 8, 30, 10)] * 2


def test_a_known_zip_is_not_sent_again_and_a_changed_one_is(home: HomePage) -> None:
    paper = document("Fiche")
    kit = KitPageFactory(documents=[paper])
    etag = get(kit)["ETag"]
    known = get(kit, If_None_Match=etag)
    assert (known.status_code, known.content, known["ETag"]) == (304, b"", etag)
    paper.file = ContentFile(b"autre", name="fiche.txt")
    paper.save()
    assert contents(get(kit, If_None_Match=etag)) == {"01-handout-fr-fiche.txt": b"autre"}


def test_private_documents_are_never_inside_and_leave_no_gap(home: HomePage) -> None:
    hidden = private_collection()
    below = collection("dessous", hidden)
    kit = KitPageFactory(
        documents=[
            document("canari un", b"canari", collection=hidden),
            document("Fiche"),
            document("canari deux", b"canari", collection=below),
            document("Lettre"),
        ]
    )
    response = get(kit)
    sent = body(response)
    assert b"canari" not in sent
    with ZipFile(io.BytesIO(sent)) as archive:
        assert archive.namelist() == ["01-handout-fr-fiche.txt", "02-handout-fr-lettre.txt"]


def test_a_document_leaves_the_zip_when_its_collection_is_closed(home: HomePage) -> None:
    folder = collection()
    kit = KitPageFactory(documents=[document("canari", b"canari", collection=folder), document("Fiche")])
    etag = get(kit)["ETag"]
    CollectionViewRestriction.objects.create(collection=folder, restriction_type=CollectionViewRestriction.LOGIN)
    assert contents(get(kit, If_None_Match=etag)) == {"01-handout-fr-fiche.txt": b"bonjour"}


def test_a_kit_that_is_not_public_has_no_zip(home: HomePage, admin_client: Client) -> None:
    now = timezone.now()
    closed = ResourceIndexPageFactory()
    restrict(closed)
    kits = [
        KitPageFactory(documents=[document("canari")], live=False),
        KitPageFactory(documents=[document("canari")], parent=closed),
        KitPageFactory(documents=[document("canari")], expire_at=now - dt.timedelta(seconds=1)),
        KitPageFactory(documents=[document("canari")], go_live_at=now + dt.timedelta(days=1)),
    ]
    for kit in kits:
        assert get(kit).status_code == 404
        # Nor for somebody logged in: what needs a log-in is not public.
        assert admin_client.get(kit_url(str(kit.translation_key))).status_code == 404


def test_draft_files_are_not_inside(home: HomePage) -> None:
    kit = KitPageFactory(documents=[document("Fiche")])
    draft = KitPage.objects.get(pk=kit.pk)
    draft.files = [*draft.files.all(), KitFile(kind="letter", language="fr", document=document("canari"))]
    draft.save_revision()
    assert list(contents(get(kit))) == ["01-handout-fr-fiche.txt"]


def test_a_kit_without_a_public_file_has_no_zip(home: HomePage) -> None:
    assert get(KitPageFactory()).status_code == 404
    assert get(KitPageFactory(documents=[document("canari", collection=private_collection())])).status_code == 404


def test_a_kit_with_a_lost_file_has_no_zip_rather_than_half_of_one(home: HomePage) -> None:
    lost = document("Perdu")
    kit = KitPageFactory(documents=[document("Fiche"), lost])
    default_storage.delete(lost.file.name)
    assert get(kit).status_code == 404


def test_what_is_no_kit_has_no_zip(home: HomePage) -> None:
    assert get(uuid4()).status_code == 404
    assert get(home).status_code == 404


def test_only_reading_is_allowed(home: HomePage) -> None:
    kit = KitPageFactory(documents=[document("Fiche")])
    assert Client().post(kit_url(str(kit.translation_key))).status_code == 405
    assert Client().head(kit_url(str(kit.translation_key))).status_code == 200


def test_nothing_piles_up_while_a_large_file_is_sent() -> None:
    opened: list[str] = []

    def member(name: str, megabytes: int) -> Member:
        # Content that cannot be made smaller, the same each time.
        content = b"".join(bytes((block * factor * factor + factor) % 251 for factor in range(1024)) for block in range(1024)) * megabytes

        def open_() -> io.BytesIO:
            opened.append(name)
            return io.BytesIO(content)

        return Member(name, len(content), "", BROUGHT, open_)

    parts = []
    members = [member("a.bin", 2), member("b.bin", 1)]
    for part in zip_stream(members):
        if sum(map(len, parts)) + len(part) < CHUNK:
            assert opened == ["a.bin"]
        assert len(part) <= 2 * CHUNK
        parts.append(part)
    assert opened == ["a.bin", "b.bin"]
    with ZipFile(io.BytesIO(b"".join(parts))) as archive:
        assert archive.testzip() is None
        assert [info.file_size for info in archive.infolist()] == [2 * 1024 * 1024, 1024 * 1024]


def test_what_is_compressed_in_itself_is_sent_as_it_is_and_the_rest_made_smaller() -> None:
    content = b"bonjour " * 20_000
    names = ("a.pdf", "b.pptx", "c.odt", "d.png", "e.jpg", "f.txt", "g.csv", "h")
    members = [Member(name, len(content), "", BROUGHT, lambda: io.BytesIO(content)) for name in names]
    parts = list(zip_stream(members))
    assert max(map(len, parts)) <= 2 * CHUNK
    with ZipFile(io.BytesIO(b"".join(parts))) as archive:
        assert archive.testzip() is None
        kinds = {info.filename: (info.compress_type, info.file_size, info.compress_size == info.file_size) for info in archive.infolist()}
        assert kinds == {
            **dict.fromkeys(names[:5], (ZIP_STORED, len(content), True)),
            **dict.fromkeys(names[5:], (ZIP_DEFLATED, len(content), False)),
        }
        assert {archive.read(name) for name in names} == {content}


def test_times_before_any_zip_are_the_first_a_zip_can_say() -> None:
    ancient = Member("a.txt", 1, "", dt.datetime(1970, 1, 1, tzinfo=dt.UTC), lambda: io.BytesIO(b"a"))
    with ZipFile(io.BytesIO(b"".join(zip_stream([ancient])))) as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
