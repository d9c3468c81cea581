"""Files leave by one door: parts of a film when a player asks for them, and nothing at all of what readers may not see."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from pages import models
from pages.media import links
from pages.media.renditions import FILES, RENDITIONS
from tests.factories import (
    CaptionTrackFactory,
    DocumentFactory,
    GuidePageFactory,
    ImageFactory,
    InterviewPageFactory,
    VideoFactory,
    private_collection,
    restrict,
)
from tests.factories.media import SAMPLES, picture, silence
from tests.pages.answers import ask

CLIP = (Path(__file__).parents[1] / "files" / "clip.webm").read_bytes()
SIZE = len(CLIP)


@pytest.fixture
def film(db: None) -> models.Video:
    return VideoFactory(file=ContentFile(CLIP, name="film.webm"), embed_url="")


@pytest.fixture
def film_address(film: models.Video) -> str:
    return links.video_url(str(film.key), film.file.name)


# --- parts -----------------------------------------------------------------------------------------------------------------------


def test_a_film_comes_whole(client: Client, film_address: str) -> None:
    answer = ask(client, film_address)
    assert answer.body == CLIP
    assert {name: answer.headers[name] for name in ("Content-Type", "Content-Length", "Accept-Ranges", "X-Content-Type-Options")} == {
        "Content-Type": "video/webm",
        "Content-Length": str(SIZE),
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
    }
    assert answer.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=0-0", 0, 1),
        ("bytes=100-1099", 100, 1100),
        ("bytes=1000-", 1000, SIZE),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE),
        (f"bytes=2000-{SIZE + 5000}", 2000, SIZE),
        ("bytes=-1", SIZE - 1, SIZE),
        ("bytes=-500", SIZE - 500, SIZE),
        (f"bytes=-{SIZE + 1}", 0, SIZE),
    ],
)
def test_a_part_of_a_film_is_exactly_what_was_asked(asked: str, start: int, end: int, client: Client, film_address: str) -> None:
    answer = ask(client, film_address, Range=asked)
    assert answer.seen == (206, f"bytes {start}-{end - 1}/{SIZE}", CLIP[start:end])
    assert answer.headers["Content-Length"] == str(end - start)


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE + 1}-{SIZE + 2}", "bytes=-0"])
def test_a_part_beyond_the_end_cannot_be_had(asked: str, client: Client, film_address: str) -> None:
    assert ask(client, film_address, Range=asked).seen == (416, f"bytes */{SIZE}", b"")


@pytest.mark.parametrize("asked", ["bytes=5-2", "bytes=-", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b", "0-1", "bytes=0-\xb2"])
def test_what_is_no_simple_range_is_ignored(asked: str, client: Client, film_address: str) -> None:
    assert ask(client, film_address, Range=asked).seen == (200, None, CLIP)


def test_a_part_is_sent_only_of_the_file_that_was_begun(client: Client, film_address: str) -> None:
    etag = ask(client, film_address).headers["ETag"]
    assert ask(client, film_address, Range="bytes=0-9", If_Range=etag).status == 206
    for another in ('"another"', f"W/{etag}", "Thu, 05 Nov 2020 12:00:00 GMT"):
        assert ask(client, film_address, Range="bytes=0-9", If_Range=another).seen == (200, None, CLIP)


def test_a_film_that_is_known_already_is_not_sent_again(client: Client, film_address: str, film: models.Video) -> None:
    etag = ask(client, film_address).headers["ETag"]
    for known in (etag, f"W/{etag}", f'"another", {etag}', "*"):
        answer = ask(client, film_address, If_None_Match=known, Range="bytes=0-9")
        assert (answer.seen, answer.headers["ETag"]) == ((304, None, b""), etag)
    assert ask(client, film_address, If_None_Match='"another"').status == 200
    film.file = ContentFile(CLIP, name="film.webm")
    film.save()
    assert ask(client, film_address, If_None_Match=etag).status == 200


def test_a_head_tells_without_sending(client: Client, film_address: str) -> None:
    answer = ask(client, film_address, "head", Range="bytes=0-9")
    assert answer.seen == (200, None, b"")
    assert (answer.headers["Content-Length"], answer.headers["Accept-Ranges"]) == (str(SIZE), "bytes")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_is_written_by_this_door(method: str, client: Client, film_address: str) -> None:
    assert ask(client, film_address, method).status == 405


# --- what there is to have -------------------------------------------------------------------------------------------------------


def test_every_size_of_an_image_is_made_when_it_is_first_asked_for(client: Client, db: None) -> None:
    image = ImageFactory()
    for file_name, spec in FILES.items():
        address = links.image_url(str(image.key), image.file.name, (None, None, None, None), spec)
        assert f"/{file_name}?v=" in address
        answer = ask(client, address)
        assert (answer.status, answer.headers["Content-Type"]) == (200, spec.content_type)
        with Image.open(ContentFile(answer.body)) as made:
            assert made.format == {"image/avif": "AVIF", "image/webp": "WEBP", "image/jpeg": "JPEG"}[spec.content_type]
    # A size with a name and one for browsers are one file where they are alike.
    assert (len(FILES), image.renditions.count()) == (30, 26)
    assert models.ContentEvent.objects.filter(kind="image").count() == 1


def test_captions_and_chapters_are_webvtt(client: Client, home: models.HomePage) -> None:
    track = CaptionTrackFactory()
    page = InterviewPageFactory(video=track.video, ready=["en"])
    page.chapters.add(models.InterviewChapter(time_ms=0, title_fr="Début", title_en="Beginning"))
    page.chapters.add(models.InterviewChapter(time_ms=30_000, title_fr="Fin"))
    page.save()
    address = links.captions_url(str(track.video.key), "fr", "captions")
    captions = ask(client, address)
    assert (captions.headers["Content-Type"], captions.body.decode()) == ("text/vtt; charset=utf-8", track.webvtt)
    assert ask(client, address, If_None_Match=captions.headers["ETag"]).seen == (304, None, b"")
    assert {code: ask(client, links.chapters_url(page.key, code)).body.decode() for code in ("fr", "en")} == {
        "fr": "WEBVTT\n\n00:00:00.000 --> 00:00:30.000\nDébut\n\n00:00:30.000 --> 00:01:30.000\nFin\n",
        "en": "WEBVTT\n\n00:00:00.000 --> 00:01:30.000\nBeginning\n",
    }


def test_an_audio_reading_belongs_to_its_language(client: Client, home: models.HomePage) -> None:
    french, english = silence("lecture.mp3"), silence("a.ogg")
    page = GuidePageFactory(ready=["en"], audio_fr=french, audio_en=english)
    found = {
        code: ask(client, links.audio_url(page.key, code, name)) for code, name in {"fr": "a.mp3", "en": "a.ogg", "ar": "a.mp3"}.items()
    }
    assert {code: answer.status for code, answer in found.items()} == {"fr": 200, "en": 200, "ar": 404}
    assert [(found[code].headers["Content-Type"], found[code].body) for code in ("fr", "en")] == [
        ("audio/mpeg", (SAMPLES / "silence.mp3").read_bytes()),
        ("audio/ogg", (SAMPLES / "silence.ogg").read_bytes()),
    ]
    # Nor is the reading of one language had under the name of another's.
    assert ask(client, links.audio_url(page.key, "fr", "a.ogg")).status == 404


@pytest.mark.parametrize(
    "address",
    [
        "images/{image}/thumbnail.jpg",
        "images/{image}/unknown.webp",
        "images/{image}/original.png",
        "images/{image}/whole-641.webp",
        "images/{image}/whole-640.jpg",
        "images/{image}/landscape-1920.avif",
        "images/{image}/card.avif",
        "images/{image}/width-640.webp",
        "images/{nobody}/thumbnail.webp",
        "images/{hyphens}/thumbnail.webp",
        "videos/{film}/video.mp4",
        "videos/{nobody}/video.webm",
        "videos/{hyphens}/video.webm",
        "videos/{elsewhere}/video.webm",
        "videos/{film}/captions.fr.vtt",
        "videos/{film}/metadata.fr.vtt",
        "interviews/{nobody}/chapters.fr.vtt",
        "interviews/{page}/chapters.xx.vtt",
        "pages/{page}/audio.fr.mp3",
        "pages/{page}/audio.xx.mp3",
        "documents/{document}/autre.txt",
        "documents/999999/document.txt",
        "../cms/settings/production.py",
        "videos/",
        "",
    ],
)
def test_what_is_not_there_is_not_found(address: str, client: Client, home: models.HomePage, film: models.Video) -> None:
    names = {
        "image": ImageFactory().key,
        "film": film.key,
        "elsewhere": VideoFactory().key,
        "page": InterviewPageFactory(video=film).key,
        "document": DocumentFactory().pk,
        "nobody": uuid.uuid4(),
        "hyphens": "-" * 36,
    }
    assert ask(client, "/media/" + address.format(**names)).status == 404


def test_an_image_whose_file_is_lost_is_not_found(client: Client, db: None) -> None:
    image = ImageFactory(file=picture("#123456"))
    default_storage.delete(image.file.name)
    assert ask(client, links.rendition_url(str(image.key), image.file.name, (None,) * 4, "card")).status == 404


def test_a_film_whose_file_is_lost_is_not_found(client: Client, film: models.Video, film_address: str) -> None:
    default_storage.delete(film.file.name)
    assert ask(client, film_address).status == 404


# --- what readers may not see ----------------------------------------------------------------------------------------------------


def test_a_private_collection_closes_every_address(client: Client, admin_client: Client, home: models.HomePage) -> None:
    private = private_collection()
    image, document = ImageFactory(collection=private), DocumentFactory(collection=private)
    film = VideoFactory(file=ContentFile(CLIP, name="film.webm"), embed_url="", collection=private)
    CaptionTrackFactory(video=film)
    page = InterviewPageFactory(video=film)
    page.chapters.add(models.InterviewChapter(time_ms=0, title_fr="Début"))
    page.save()
    rendition = image.get_rendition(RENDITIONS["card"].filter_spec)
    addresses = [
        *(links.image_url(str(image.key), image.file.name, (None,) * 4, spec) for spec in FILES.values()),
        links.video_url(str(film.key), film.file.name),
        links.captions_url(str(film.key), "fr", "captions"),
        links.chapters_url(page.key, "fr"),
        links.document_url(document.pk, document.file.name),
        f"/media/{image.file.name}",
        f"/media/{rendition.file.name}",
        f"/media/{film.file.name}",
        f"/media/{document.file.name}",
    ]
    # An editor's session opens nothing here: what needs it is not public.
    for browser in (Client(), admin_client):
        assert {address: ask(browser, address).status for address in addresses} == dict.fromkeys(addresses, 404)


def test_a_withdrawn_or_restricted_page_closes_its_reading_and_its_chapters(client: Client, home: models.HomePage) -> None:
    page = InterviewPageFactory(video=VideoFactory(), audio_fr=silence("a.mp3"))
    page.chapters.add(models.InterviewChapter(time_ms=0, title_fr="Début"))
    page.save()
    addresses = [links.chapters_url(page.key, "fr"), links.audio_url(page.key, "fr", "a.mp3")]
    assert [ask(client, address).status for address in addresses] == [200, 200]
    restriction = restrict(page.get_parent())
    assert [ask(client, address).status for address in addresses] == [404, 404]
    restriction.delete()
    assert [ask(client, address).status for address in addresses] == [200, 200]
    page.unpublish()
    assert [ask(client, address).status for address in addresses] == [404, 404]


def test_a_language_that_is_not_ready_has_no_reading_and_no_chapters(client: Client, home: models.HomePage) -> None:
    page = InterviewPageFactory(video=VideoFactory(), audio_en=silence("a.mp3"), title_en="Title")
    page.chapters.add(models.InterviewChapter(time_ms=0, title_fr="Début", title_en="Beginning"))
    page.save()
    assert [ask(client, address).status for address in (links.chapters_url(page.key, "en"), links.audio_url(page.key, "en", "a.mp3"))] == [
        404,
        404,
    ]
