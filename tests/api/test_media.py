"""Media: every address the endpoint gives answers with what was promised, and nobody gets what is not public."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from PIL import Image

from pages import models
from pages.media.renditions import RENDITIONS, can_write
from pages.models import CaptionTrack
from tests.api.asking import data_of, post
from tests.api.scenes import interview
from tests.factories import DocumentFactory, HelplineFactory, ImageFactory, StandardPageFactory
from tests.factories.media import picture, silence

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves its temporary files to the garbage collector while it makes a rendition.
    pytest.mark.filterwarnings("ignore:(?i)unclosed file <(tempfile.SpooledTemporaryFile|_io.BufferedRandom):ResourceWarning"),
]


@pytest.fixture(autouse=True)
def _no_renditions_remembered() -> None:
    """Wagtail remembers renditions by the id of their image, which a test that is rolled back gives to the next."""
    cache.clear()


SIZES = " ".join(f"{name}: rendition(name: {name.upper()}) {{ url width height mediaType }}" for name in RENDITIONS)


def _body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(
    ("size", "focal_point"),
    [
        ((2400, 1600), None),
        ((1600, 2400), None),
        ((64, 36), None),
        ((1201, 799), {"focal_point_x": 300, "focal_point_y": 200, "focal_point_width": 100, "focal_point_height": 80}),
        ((999, 333), None),
    ],
)
def test_an_image_is_as_large_as_it_was_said(size: tuple[int, int], focal_point: dict[str, int] | None, home: models.HomePage) -> None:
    StandardPageFactory(slug="image", cover_image=ImageFactory(file=picture(size=size), **(focal_point or {})))

    image = data_of(f'{{ page(path: "/image") {{ coverImage {{ width height {SIZES} }} }} }}')["page"]["coverImage"]

    assert (image["width"], image["height"]) == size
    for name in RENDITIONS:
        response = Client().get(image[name]["url"])
        made = Image.open(io.BytesIO(_body(response)))
        assert (response.status_code, response["Content-Type"], made.size) == (
            200,
            image[name]["mediaType"],
            (image[name]["width"], image[name]["height"]),
        )


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((2400, 1600), {"whole": [320, 640, 960, 1280, 1920], "landscape": [320, 640, 960, 1280], "square": [200, 400, 800]}),
        ((1000, 600), {"whole": [320, 640, 960, 1000], "landscape": [320, 640, 960, 1000], "square": [200, 400, 600]}),
        ((64, 36), {"whole": [64], "landscape": [64], "square": [36]}),
    ],
)
def test_browsers_choose_among_files_that_are_as_wide_as_they_say(
    size: tuple[int, int], widths: dict[str, list[int]], home: models.HomePage
) -> None:
    StandardPageFactory(slug="image", cover_image=ImageFactory(file=picture(size=size), focal_point_x=30, focal_point_y=9))

    shapes = " ".join(f"{name}: sources(shape: {name.upper()}) {{ mediaType srcset }}" for name in widths)
    image = data_of(f'{{ page(path: "/image") {{ coverImage {{ {shapes} focalPoint {{ x y }} again: sources {{ srcset }} }} }} }}')["page"][
        "coverImage"
    ]

    assert (image["focalPoint"], image["again"][0]["srcset"]) == ({"x": 30 / size[0], "y": 9 / size[1]}, image["whole"][0]["srcset"])
    for shape, expected in widths.items():
        assert [source["mediaType"] for source in image[shape]] == ["image/avif", "image/webp"]
        for source in image[shape]:
            files = [file.split(" ") for file in source["srcset"].split(", ")]
            assert [width for _address, width in files] == [f"{width}w" for width in expected]
            for address, width in files:
                response = Client().get(address)
                made = Image.open(io.BytesIO(_body(response)))
                assert (response["Content-Type"], f"{made.width}w") == (source["mediaType"], width)
                if shape == "square":
                    assert made.width == made.height


def test_a_type_that_cannot_be_written_is_not_offered(home: models.HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    image = ImageFactory()
    StandardPageFactory(slug="image", cover_image=image)
    monkeypatch.setattr(Image, "SAVE", {name: writer for name, writer in Image.SAVE.items() if name != "AVIF"})
    can_write.cache_clear()
    try:
        answer = data_of('{ page(path: "/image") { coverImage { sources { mediaType } focalPoint { x } } } }')
        status = Client().get(f"/media/images/{image.key}/whole-320.avif").status_code
    finally:
        can_write.cache_clear()

    assert answer["page"]["coverImage"] == {"sources": [{"mediaType": "image/webp"}], "focalPoint": None}
    assert (status, models.ClubRendition.objects.count()) == (404, 0)


def test_asking_for_a_size_makes_no_file(home: models.HomePage) -> None:
    StandardPageFactory(slug="image", cover_image=ImageFactory())

    data_of(f'{{ page(path: "/image") {{ coverImage {{ sources {{ srcset }} {SIZES} }} }} }}')

    assert models.ClubRendition.objects.count() == 0


def test_an_image_has_what_shows_while_it_loads(home: models.HomePage) -> None:
    image = ImageFactory(credit="Une photographe", licence="CC BY 4.0")
    StandardPageFactory(slug="image", cover_image=image)

    answer = data_of('{ page(path: "/image") { coverImage { altText credit licence dominantColor placeholder } } }')

    assert answer["page"]["coverImage"] == {
        "altText": f"Description de {image.title}",
        "credit": "Une photographe",
        "licence": "CC BY 4.0",
        "dominantColor": image.dominant_color,
        "placeholder": image.placeholder,
    }
    assert image.placeholder.startswith("data:image/webp;base64,")


def test_a_film_its_captions_and_chapters_answer_where_they_are_said_to_be(home: models.HomePage) -> None:
    page = interview(1)

    node = data_of(
        """{ interviews(locale: EN) { nodes { chaptersUrl
          video { sources { url mediaType } poster { rendition(name: WIDE) { url } } captions { url } } } } }"""
    )["interviews"]["nodes"][0]
    film = Client().get(node["video"]["sources"][0]["url"], headers={"range": "bytes=0-3"})
    captions = Client().get(node["video"]["captions"][0]["url"])
    chapters = Client().get(node["chaptersUrl"])
    poster = Client().get(node["video"]["poster"]["rendition"]["url"])
    poster_bytes = _body(poster)

    assert (film.status_code, film["Content-Type"], _body(film)) == (206, node["video"]["sources"][0]["mediaType"], b"\x1a\x45\xdf\xa3")
    assert (captions.status_code, captions.content.decode()) == (200, CaptionTrack.objects.get(video=page.video).webvtt)
    assert chapters.status_code == 200
    assert [line for line in chapters.content.decode().splitlines() if line.startswith(("Start", "More"))] == ["Start 1", "More 1"]
    assert (poster.status_code, Image.open(io.BytesIO(poster_bytes)).format) == (200, "WEBP")


def test_there_is_no_chapter_track_without_chapters_or_video(home: models.HomePage) -> None:
    without_video, untranslated = interview(1), interview(2)
    without_video.video = None
    without_video.save()
    untranslated.chapters = [models.InterviewChapter(time_ms=0, title_fr="Début")]
    untranslated.save()

    answer = data_of(
        """{ en: interviews(locale: EN, orderBy: OLDEST) { nodes { title chaptersUrl } }
          fr: interviews(orderBy: OLDEST) { nodes { title chaptersUrl } } }"""
    )

    has_track = {node["title"]: node["chaptersUrl"] is not None for answers in answer.values() for node in answers["nodes"]}
    assert has_track == {"Interview 1": False, "Interview 2": False, "Entretien 1": False, "Entretien 2": True}


def test_a_document_and_a_reading_answer_where_they_are_said_to_be(home: models.HomePage) -> None:
    paper = DocumentFactory(title="Affiche")
    StandardPageFactory(
        slug="page",
        audio_fr=silence(),
        body_fr=f'[{{"type": "document", "value": {paper.pk}, "id": "1"}}]',
    )

    page = data_of('{ page(path: "/page") { audioUrl body { ... on DocumentBlock { document { title url bytes } } } } }')["page"]
    reading, document = Client().get(page["audioUrl"]), Client().get(page["body"][0]["document"]["url"])

    assert page["body"][0]["document"]["title"] == "Affiche"
    assert (reading.status_code, _body(reading)) == (200, silence().read())
    assert (document.status_code, len(_body(document))) == (200, paper.file.size)


@pytest.mark.parametrize(
    ("at", "is_open", "next_opening"),
    [
        ("2020-11-05T08:59:59+01:00", False, "2020-11-05T08:00:00+00:00"),
        ("2020-11-05T09:00:00+01:00", True, None),
        ("2020-11-05T21:59:59Z", True, None),
        ("2020-11-05T23:00:00+01:00", False, "2020-11-06T08:00:00+00:00"),
        ("2020-12-24T12:00:00+01:00", False, "2020-12-25T08:00:00+00:00"),
    ],
)
def test_a_line_says_whether_somebody_answers_at_a_moment(at: str, is_open: bool, next_opening: str | None, db: None) -> None:
    line = HelplineFactory(name_fr="3018", operator="e-Enfance")
    line.exceptions = [models.HelplineException(date=dt.date(2020, 12, 24))]
    line.save()

    answer = data_of("query ($at: DateTime) { helplines(at: $at) { isOpen nextOpening } }", {"at": at})

    assert answer == {"helplines": [{"isOpen": is_open, "nextOpening": next_opening}]}


@pytest.mark.parametrize("at", ["2020-11-05T09:00:00", "1999-12-31T23:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"])
def test_a_moment_needs_an_offset_and_a_year_of_use(at: str, db: None) -> None:
    HelplineFactory(name_fr="3018", operator="e-Enfance")
    response = post("query ($at: DateTime) { helplines(at: $at) { isOpen nextOpening } }", {"at": at})

    assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "BAD_INPUT"}]


def test_lines_are_listed_while_they_exist(db: None) -> None:
    HelplineFactory(code="old", name_fr="Ancienne", operator="x", valid_to=dt.date(2020, 11, 5), order=1)
    HelplineFactory(code="new", name_fr="Nouvelle", operator="x", valid_from=dt.date(2020, 11, 6), order=0, supersedes=["0800 200 000"])

    answer = data_of(
        """{ last: helplines(at: "2020-11-05T23:59:59+01:00") { name }
          first: helplines(at: "2020-11-06T00:00:00+01:00") { name supersedes } now: helplines { name } }"""
    )

    assert answer == {
        "last": [{"name": "Ancienne"}],
        "first": [{"name": "Nouvelle", "supersedes": ["0800 200 000"]}],
        "now": [{"name": "Nouvelle"}],
    }
