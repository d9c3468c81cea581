"""The public addresses of media, from plain values: no query, no storage call, no model instance.

They begin with ``/media/`` and hold the key of the thing, never the name under which its file is stored elsewhere. A version in the query
string changes with the file, so that caches let go of the old one.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from urllib.parse import quote

from pages.media.renditions import RENDITIONS, RenditionSpec

PREFIX = "/media"


def _version(*values: object) -> str:
    return hashlib.sha256("\x00".join(map(str, values)).encode()).hexdigest()[:10]


def rendition_url(image_key: str, file_name: str, focal_point: tuple[int | None, ...], rendition: str) -> str:
    """The address of an image in one of the sizes of ``RENDITIONS``.

    ``focal_point`` is (x, y, width, height) as stored; it changes what a cut keeps. Raises ``KeyError`` for an unknown size.
    """
    return image_url(image_key, file_name, focal_point, RENDITIONS[rendition])


def image_url(image_key: str, file_name: str, focal_point: tuple[int | None, ...], spec: RenditionSpec) -> str:
    """The address of an image in any size of ``FILES``; ``focal_point`` as in ``rendition_url``."""
    version = _version(file_name, spec.filter_spec, *focal_point)
    return f"{PREFIX}/images/{image_key}/{spec.file_name}?v={version}"


def video_url(video_key: str, file_name: str) -> str:
    """The address of a video's file."""
    return f"{PREFIX}/videos/{video_key}/video{PurePosixPath(file_name).suffix}?v={_version(file_name)}"


def captions_url(video_key: str, language: str, kind: str) -> str:
    """The address of a caption track as WebVTT."""
    return f"{PREFIX}/videos/{video_key}/{kind}.{language}.vtt"


def chapters_url(interview_key: str, language: str) -> str:
    """The address of an interview's chapters as a WebVTT track."""
    return f"{PREFIX}/interviews/{interview_key}/chapters.{language}.vtt"


def audio_url(page_key: str, language: str, file_name: str) -> str:
    """The address of a page's audio reading in one language."""
    return f"{PREFIX}/pages/{page_key}/audio.{language}{PurePosixPath(file_name).suffix}?v={_version(file_name)}"


def kit_url(kit_key: str) -> str:
    """The address of the zip with the files of a kit."""
    return f"{PREFIX}/kits/{kit_key}/kit.zip"


def document_url(document_id: int, file_name: str) -> str:
    """The address of a document."""
    return f"{PREFIX}/documents/{document_id}/{quote(PurePosixPath(file_name).name)}"


def card_url(page_key: str, language: str, digest: str) -> str:
    """The address of a page's card in one language; ``digest`` is that of what is drawn."""
    return f"{PREFIX}/cards/{language}/{page_key}-{digest}.jpg"
