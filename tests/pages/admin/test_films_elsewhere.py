"""The address of a film brings its title, length and poster: from a service on loopback that answers as YouTube and Vimeo do."""

from __future__ import annotations

import io
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image

from pages import films_elsewhere
from pages.films_elsewhere import SERVICES, Said, Service
from pages.models import ClubImage, Video
from tests.pages.admin.screens import errors, open_screen, rows

ADDRESS = "https://www.youtube.com/watch?v=aB3_-dEfG12"


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (480, 360), "#336699").save(file, "JPEG")
    return file.getvalue()


class Studio:
    """A service on loopback: what it answers by path, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.asked: list[str] = []
        studio = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                studio.asked.append(self.path)
                status, content = studio.answers.get(urlsplit(self.path).path, (404, b""))
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", f"{studio.address}/elsewhere")
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_arguments: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def tells(self, **told: object) -> None:
        self.answers["/oembed"] = (200, json.dumps(told).encode())


@pytest.fixture
def studio(monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    running = Studio()
    youtube = SERVICES[0]
    there = Service(youtube.films, f"{running.address}/oembed", running.address + "/watch/{}", (f"{running.address}/vi/",))
    monkeypatch.setattr(films_elsewhere, "SERVICES", [there])
    running.answers["/vi/a.jpg"] = (200, picture())
    running.answers["/watch/aB3_-dEfG12"] = (200, b'<meta itemprop="duration" content="PT3M20S">')
    running.tells(title="Parler des écrans", thumbnail_url=f"{running.address}/vi/a.jpg")
    yield running
    running.server.shutdown()
    running.server.server_close()


def add(client: Client, **typed: object) -> HttpResponse:
    screen = reverse("wagtailsnippets_pages_video:add")
    return client.post(screen, {**open_screen(client, screen), **rows("caption_tracks"), "embed_url": ADDRESS, **typed})


def test_an_address_brings_title_length_and_poster(db: None, admin_client: Client, studio: Studio) -> None:
    assert add(admin_client).status_code == 302
    video = Video.objects.get()
    assert (video.title_fr, video.duration_ms, video.poster.width, video.poster.height) == ("Parler des écrans", 200_000, 480, 360)
    asked = urlsplit(studio.asked[0])
    assert parse_qs(asked.query) == {"url": [ADDRESS], "format": ["json"]}
    assert studio.asked[1:] == ["/watch/aB3_-dEfG12", "/vi/a.jpg"]


def test_what_the_editor_writes_stands(db: None, admin_client: Client, studio: Studio) -> None:
    add(admin_client, title_fr="Notre titre", duration_ms="1:05")
    video = Video.objects.get()
    assert (video.title_fr, video.duration_ms) == ("Notre titre", 65_000)


def test_a_service_that_does_not_answer_leaves_the_title_to_the_editor(db: None, admin_client: Client, studio: Studio) -> None:
    studio.answers.clear()
    assert list(errors(add(admin_client))) == ["title_fr"]
    assert add(admin_client, title_fr="Notre titre").status_code == 302
    assert (Video.objects.get().duration_ms, ClubImage.objects.count()) == (None, 0)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"title": "T", "duration": 61}, Said("T", 61_000)),
        ({"title": "T", "duration": -1, "thumbnail_url": "http://192.0.2.1/a.jpg"}, Said("T", 200_000)),
        ({}, Said("", 200_000)),
    ],
)
def test_what_is_believed(studio: Studio, told: dict[str, object], said: Said) -> None:
    studio.tells(**told)
    assert films_elsewhere.ask(ADDRESS) == said


def test_no_redirection_is_followed_and_no_other_site_is_asked(studio: Studio) -> None:
    studio.answers["/oembed"] = (302, b"")
    assert films_elsewhere.ask(ADDRESS) == Said()
    assert films_elsewhere.ask("https://video.invalid/1") == Said()
    assert [re.sub(r"\?.*", "", path) for path in studio.asked] == ["/oembed"]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://youtu.be/aB3_-dEfG12?t=4", "aB3_-dEfG12"),
        ("https://www.youtube.com/watch?list=x&v=aB3_-dEfG12", "aB3_-dEfG12"),
        ("https://www.youtube-nocookie.com/embed/aB3_-dEfG12", "aB3_-dEfG12"),
        ("https://vimeo.com/76979871", "76979871"),
        ("https://www.youtube.com.example.org/watch?v=aB3_-dEfG12", None),
        ("http://127.0.0.1/watch?v=aB3_-dEfG12", None),
    ],
)
def test_which_addresses_are_films_of_a_service(address: str, name: str | None) -> None:
    assert next((match[1] for service in SERVICES if (match := service.films.match(address))), None) == name
