"""A video is a film that browsers play, whatever its name says; its length is read from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from pages import models
from pages.video_files import VideoFacts, read_video
from tests.factories import VideoFactory
from tests.pages.photographs import plain, written

CLIP = (Path(__file__).parents[1] / "files" / "clip.webm").read_bytes()
NO_VIDEO = ["Ce fichier n’est pas une vidéo que les navigateurs savent lire (WebM ou MP4)."]


def test_a_film_tells_its_length_and_size() -> None:
    file = ContentFile(CLIP, name="film.webm")
    assert (read_video(file), file.tell()) == (VideoFacts(duration_ms=2008, width=64, height=36), 0)


@pytest.mark.parametrize("content", [b"Ceci n'est pas un film.", CLIP[:200], written(plain(), "PNG"), b"\x1aE\xdf\xa3" + b"\x00" * 500])
def test_what_is_no_film_is_refused_and_nothing_is_kept(content: bytes, db: None) -> None:
    is_refused_and_not_kept(content, NO_VIDEO)


def test_an_empty_film_is_refused_as_empty(db: None) -> None:
    is_refused_and_not_kept(b"", ["Ce fichier est vide."])


def is_refused_and_not_kept(content: bytes, message: list[str]) -> None:
    """The form and the model say so, and neither rows nor files stay behind."""
    before = default_storage.listdir("videos") if default_storage.exists("videos") else ([], [])
    video = models.Video(title_fr="Film", file=ContentFile(content, name="film.webm"))
    for act in (video.full_clean, video.save):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.message_dict == {"file": message}
    assert not models.Video.objects.exists()
    assert not models.ContentEvent.objects.exists()
    assert (default_storage.listdir("videos") if default_storage.exists("videos") else ([], [])) == before


def test_the_length_of_a_replaced_film_is_read_anew_and_its_name_tells_nothing(db: None) -> None:
    video = VideoFactory(duration_ms=90_000)
    video.file, video.embed_url = ContentFile(CLIP, name="Interview de M. Dupont.WEBM"), ""
    video.full_clean()
    video.save()
    video.refresh_from_db()
    folder, name = video.file.name.split("/")
    assert (video.duration_ms, video.duration(), folder, len(name), name[32:]) == (2008, "0:02.008", "videos", 37, ".webm")


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"embed_url": ""}, ["__all__"]),
        ({"file": ContentFile(CLIP, name="film.webm")}, ["__all__"]),
        ({"embed_url": "pas une adresse"}, ["embed_url"]),
        ({"title_fr": ""}, ["title", "title_fr"]),
    ],
)
def test_a_video_has_a_title_and_one_source(values: dict[str, object], fields: list[str], db: None) -> None:
    video = VideoFactory()
    for name, value in values.items():
        setattr(video, name, value)
    with pytest.raises(ValidationError) as refusal:
        video.full_clean()
    assert list(refusal.value.message_dict) == fields


def test_a_video_is_not_its_own_version_in_sign_language(db: None) -> None:
    video = VideoFactory()
    video.sign_language = video
    with pytest.raises(ValidationError) as refusal:
        video.full_clean()
    assert list(refusal.value.message_dict) == ["sign_language"]
