"""Images, videos and collections for tests."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import factory
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction

from pages import models

SAMPLES = Path(__file__).with_name("samples")
"""A blink of film and of silence in each format; two of the films say where they were recorded (at a made-up place)."""


def silence(name: str = "lecture.ogg") -> ContentFile:
    """An audio reading in which nobody speaks, in the format its name says."""
    return ContentFile((SAMPLES / f"silence{Path(name).suffix}").read_bytes(), name=name)


def collection(name: str = "Dossier", parent: Collection | None = None) -> Collection:
    """A collection below ``parent`` (by default the root), open to all."""
    return (parent or Collection.get_first_root_node()).add_child(name=name)


def private_collection(name: str = "Privé") -> Collection:
    """A collection whose files nobody may see without logging in."""
    made = collection(name)
    CollectionViewRestriction.objects.create(collection=made, restriction_type=CollectionViewRestriction.LOGIN)
    return made


def picture(color: str = "#336699", size: tuple[int, int] = (64, 36), kind: str = "PNG") -> ContentFile:
    """A file of one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", size, color).save(buffer, format=kind)
    return ContentFile(buffer.getvalue(), name=f"image.{kind.lower()}")


class ImageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ClubImage

    title = factory.Sequence(lambda number: f"Image {number}")
    alt_text_fr = factory.LazyAttribute(lambda image: f"Description de {image.title}")
    file = factory.LazyFunction(picture)
    collection = factory.LazyFunction(Collection.get_first_root_node)


class VideoFactory(factory.django.DjangoModelFactory):
    """A video elsewhere; give ``file`` and ``embed_url=""`` for one of ours."""

    class Meta:
        model = models.Video

    title_fr = factory.Sequence(lambda number: f"Vidéo {number}")
    embed_url = factory.Sequence(lambda number: f"https://video.invalid/{number}")
    duration_ms = 90_000
    collection = factory.LazyFunction(Collection.get_first_root_node)


class CaptionTrackFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.CaptionTrack

    video = factory.SubFactory(VideoFactory)
    language = "fr"
    webvtt = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Voix off>Garder les captures d’écran."

    @classmethod
    def _create(cls, model_class: type[models.CaptionTrack], *args: Any, **kwargs: Any) -> models.CaptionTrack:
        track: Any = super()._create(model_class, *args, **kwargs)
        # The cues are part of the video: its row is what the journal compares.
        models.Video.objects.get(pk=track.video_id).save()
        return track


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ClubDocument

    title = factory.Sequence(lambda number: f"Document {number}")
    file = factory.LazyFunction(lambda: ContentFile(b"bonjour", name="document.txt"))
    collection = factory.LazyFunction(Collection.get_first_root_node)
