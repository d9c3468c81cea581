"""Loads the sample images, clips and documents, in a collection of their own that says what they are."""

from __future__ import annotations

from typing import Any

from django.core.files import File
from django.core.files.images import ImageFile
from wagtail.models import Collection

from pages import languages
from pages.models import CaptionKind, CaptionTrack, ClubDocument, ClubImage, Video
from pages.starter_content.columns import columns
from pages.starter_content.keys import stable_key
from pages.starter_content.sources import CLIPS, IMAGES, Record, captions, document_file, records

COLLECTION = "Contenus d'exemple"
CREDIT = "Club des Parents Connectés, image dessinée par script"
LICENCE = "CC0"


def sample_collection() -> Collection:
    """The collection of the sample media, made if it is missing."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=COLLECTION).first()
    return found or root.add_child(name=COLLECTION)


def load_images(user: Any) -> tuple[dict[str, int], int]:
    """The ids of the sample images by their names, and how many were missing."""
    ids: dict[str, int] = {}
    made = 0
    for record in records("images"):
        key = stable_key("image", record["slug"])
        known = ClubImage.objects.filter(key=key).values_list("pk", flat=True).first()
        if known is None:
            made += 1
            known = _load_image(record["slug"], record["title"], columns("alt_text", record["alt_text"]), user)
        ids[record["slug"]] = known
    return ids, made


def _load_image(slug: str, title: str, alt_texts: dict[str, str], user: Any) -> int:
    with (IMAGES / f"{slug}.webp").open("rb") as content:
        image = ClubImage(
            key=stable_key("image", slug),
            title=title,
            file=ImageFile(content, name=f"{slug}.webp"),
            collection=sample_collection(),
            uploaded_by_user=user,
            credit=CREDIT,
            licence=LICENCE,
            **alt_texts,
        )
        image.save()
    return int(image.pk)


def load_videos(images: dict[str, int], user: Any) -> tuple[dict[str, int], int]:
    """The ids of the sample clips by their names, and how many were missing."""
    ids: dict[str, int] = {}
    made = 0
    for record in records("videos"):
        key = stable_key("video", record["slug"])
        known = Video.objects.filter(key=key).values_list("pk", flat=True).first()
        if known is None:
            made += 1
            known = _load_video(record, images[record["poster"]], user)
        ids[record["slug"]] = known
    return ids, made


def _load_video(record: dict[str, Any], poster: int, user: Any) -> int:
    slug = record["slug"]
    with (CLIPS / f"{slug}.webm").open("rb") as content:
        video = Video(
            key=stable_key("video", slug),
            file=File(content, name=f"{slug}.webm"),
            duration_ms=record["duration_ms"],
            poster_id=poster,
            collection=sample_collection(),
            uploaded_by=user,
            **columns("title", record["title"]),
        )
        video.caption_tracks.set(
            [
                CaptionTrack(sort_order=position, language=code, kind=CaptionKind.CAPTIONS, webvtt=captions(slug, code))
                for position, code in enumerate(record["caption_languages"])
                if code in languages.codes()
            ]
        )
        video.save()
    return int(video.pk)


def load_documents(user: Any) -> tuple[dict[str, dict[str, int]], int]:
    """The ids of the sample documents by their names, then by language, and how many were missing."""
    ids: dict[str, dict[str, int]] = {}
    made = 0
    for record in records("documents"):
        ids[record["slug"]] = {}
        for code in (code for code in languages.codes() if code in record["title"]):
            key = stable_key("document", record["slug"], code)
            known = ClubDocument.objects.filter(key=key).values_list("pk", flat=True).first()
            if known is None:
                made += 1
                known = _load_document(record, code, user)
            ids[record["slug"]][code] = known
    return ids, made


def _load_document(record: Record, code: str, user: Any) -> int:
    path = document_file(record, code)
    with path.open("rb") as content:
        document = ClubDocument(
            key=stable_key("document", record["slug"], code),
            title=record["title"][code],
            file=File(content, name=path.name),
            file_size=path.stat().st_size,
            collection=sample_collection(),
            uploaded_by_user=user,
        )
        document.save()
    return int(document.pk)
