"""Images through the admin: cleaned at upload, described in each language, replaced, deleted."""

from __future__ import annotations

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from pages import models
from tests.factories import ImageFactory
from tests.factories.media import picture
from tests.pages.admin.screens import errors, open_screen, soup
from tests.pages.photographs import NOTE, photograph, plain, written


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def stored(image: models.ClubImage) -> bytes:
    with default_storage.open(image.file.name) as file:
        return file.read()


def first_pixel(image: models.ClubImage) -> tuple[int, ...]:
    with default_storage.open(image.get_rendition("width-16").file.name) as file, Image.open(file) as shown:
        return shown.convert("RGB").getpixel((0, 0))


def events() -> list[str]:
    return list(models.ContentEvent.objects.filter(kind="image").order_by("pk").values_list("action", flat=True))


def test_a_photograph_loses_where_and_by_whom_it_was_taken(db: None, editor: Client) -> None:
    add = reverse("wagtailimages:add")
    typed = {"title": "Pont", "alt_text_fr": "Un pont", "alt_text_ar": "جسر", "file": upload(photograph())}
    assert editor.post(add, {**open_screen(editor, add), **typed}).status_code == 302
    image = models.ClubImage.objects.get()
    content = stored(image)
    assert (NOTE.encode() in content, dict(Image.open(io.BytesIO(content)).getexif())) == (False, {})
    assert (image.width, image.height, image.file_size) == (30, 60, len(content))
    assert (image.alt_text_fr, image.alt_text_en, image.alt_text_ar, image.dominant_color) == ("Un pont", None, "جسر", "#fe0000")
    assert image.placeholder.startswith("data:image/webp;base64,")
    assert events() == ["PUBLISHED"]


def test_several_files_are_brought_at_once(db: None, editor: Client) -> None:
    add = reverse("wagtailimages:add_multiple")
    soup(editor.get(add))
    for name in ("a.jpg", "b.jpg"):
        answer = editor.post(add, {"title": name, "files[]": upload(photograph(), name)})
        assert answer.json()["success"] is True
        image = models.ClubImage.objects.get(pk=answer.json()["image_id"])
        assert NOTE.encode() not in stored(image)
        data = {f"image-{image.pk}-{field}": text for field, text in {"title": name, "alt_text_fr": "Un pont", "tags": ""}.items()}
        assert editor.post(reverse("wagtailimages:edit_multiple", args=[image.pk]), data).json()["success"] is True
    assert list(models.ClubImage.objects.order_by("pk").values_list("title", "alt_text_fr")) == [("a.jpg", "Un pont"), ("b.jpg", "Un pont")]
    assert events() == ["PUBLISHED", "CHANGED", "PUBLISHED", "CHANGED"]


CUT_OFF = written(plain(size=(600, 300)), "JPEG")[:2500]


@pytest.mark.parametrize("content", [b"Ceci n'est pas une image.", CUT_OFF, written(plain(), "TIFF")])
def test_what_is_no_image_is_refused_and_not_kept(content: bytes, db: None, admin_client: Client) -> None:
    folder = "original_images"
    before = default_storage.listdir(folder) if default_storage.exists(folder) else ([], [])
    add = reverse("wagtailimages:add")
    response = admin_client.post(add, {**open_screen(admin_client, add), "title": "Pont", "file": upload(content)})
    assert list(errors(response)) == ["file"]
    assert not models.ClubImage.objects.exists()
    assert (default_storage.listdir(folder) if default_storage.exists(folder) else ([], [])) == before


def test_an_image_is_described_and_its_file_replaced(db: None, editor: Client) -> None:
    image = ImageFactory(file=picture("#ff0000", (90, 60)))
    old_name = image.file.name
    screen = reverse("wagtailimages:edit", args=[image.pk])
    assert editor.post(screen, {**open_screen(editor, screen), "alt_text_en": "A bridge"}).status_code == 302
    image.refresh_from_db()
    assert (image.alt_text_en, image.file.name) == ("A bridge", old_name)
    assert editor.post(screen, {**open_screen(editor, screen), "file": upload(photograph("PNG"), "autre.png")}).status_code == 302
    image.refresh_from_db()
    assert (image.width, image.height, image.dominant_color, NOTE.encode() in stored(image)) == (30, 60, "#ff0000", False)
    assert not default_storage.exists(old_name)
    assert events() == ["PUBLISHED", "CHANGED", "CHANGED"]


def test_a_replaced_image_is_not_shown_with_the_old_ones_pixels(db: None, admin_client: Client) -> None:
    image = ImageFactory(file=picture("#ff0000"))
    assert first_pixel(image) == (255, 0, 0)
    screen = reverse("wagtailimages:edit", args=[image.pk])
    new = SimpleUploadedFile("b.png", picture("#00ff00").read(), "image/png")
    assert admin_client.post(screen, {**open_screen(admin_client, screen), "file": new}).status_code == 302
    assert first_pixel(models.ClubImage.objects.get(pk=image.pk)) == (0, 255, 0)


def test_the_alternative_text_in_arabic_is_written_from_right_to_left(db: None, admin_client: Client) -> None:
    image = ImageFactory()
    for screen in (reverse("wagtailimages:add"), reverse("wagtailimages:edit", args=[image.pk])):
        shown = soup(admin_client.get(screen))
        assert {code: shown.select_one(f"[name=alt_text_{code}]")["dir"] for code in ("fr", "en", "ar")} == {
            "fr": "ltr",
            "en": "ltr",
            "ar": "rtl",
        }


def test_an_image_is_deleted_with_its_files(db: None, editor: Client, django_capture_on_commit_callbacks: object) -> None:
    image = ImageFactory()
    names = [image.file.name, image.get_rendition("width-16").file.name]
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post(reverse("wagtailimages:delete", args=[image.pk])).status_code == 302
    assert not models.ClubImage.objects.exists()
    assert [default_storage.exists(name) for name in names] == [False, False]
    assert events() == ["PUBLISHED", "WITHDRAWN"]
