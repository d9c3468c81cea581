"""The one way out for files. Public addresses show what the public may see; editors look at stored files through the admin."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from willow.image import UnrecognisedImageFormatError

from pages import languages
from pages.captions.chapters import Chapter, write_chapters
from pages.captions.cues import CaptionError
from pages.files import AUDIO_TYPES
from pages.media.renditions import RENDITIONS
from pages.media.responses import file_response, text_response
from pages.models import BasePage, CaptionTrack, ClubDocument, InterviewPage
from pages.visibility import public_documents, public_images, public_pages, public_videos

WEBVTT = "text/vtt; charset=utf-8"

UNKNOWN_LAST_CHAPTER_MS = 60_000
"""How long the last chapter is said to last where a film elsewhere does not tell its length."""


@require_safe
def image(request: HttpRequest, key: UUID, rendition: str, extension: str) -> HttpResponseBase:
    """A public image in one of the sizes; the file is made when it is first asked for."""
    spec = RENDITIONS.get(rendition)
    if spec is None or spec.extension != extension:
        raise Http404
    found = get_object_or_404(public_images(), key=key)
    try:
        made = found.get_rendition(spec.filter_spec)
    except (OSError, UnrecognisedImageFormatError) as error:
        raise Http404 from error
    return file_response(request, made.file.name, content_type=spec.content_type)


@require_safe
def video(request: HttpRequest, key: UUID, extension: str) -> HttpResponseBase:
    """The file of a public video, whole or in parts."""
    found = get_object_or_404(public_videos(), key=key)
    if not found.file or not found.file.name.endswith(f".{extension}"):
        raise Http404
    return file_response(request, found.file.name)


@require_safe
def captions(request: HttpRequest, key: UUID, kind: str, language: str) -> HttpResponseBase:
    """A caption track of a public video."""
    tracks = CaptionTrack.objects.filter(video__in=public_videos(), video__key=key, kind=kind, language=language)
    return text_response(request, get_object_or_404(tracks).webvtt, content_type=WEBVTT)


@require_safe
def chapters(request: HttpRequest, key: UUID, language: str) -> HttpResponseBase:
    """The chapters of a public interview, in a language in which it is ready."""
    page = _ready_page(InterviewPage, key, language)
    shown = public_videos().filter(pk=page.video_id).first()
    if shown is None:
        raise Http404
    titled = [Chapter(row.time_ms, str(title)) for row in page.chapters.all() if (title := languages.text(row, "title", language))]
    end_ms = shown.duration_ms or max((chapter.start_ms for chapter in titled), default=0) + UNKNOWN_LAST_CHAPTER_MS
    try:
        track = write_chapters(titled, end_ms)
    except CaptionError as error:
        # Times that no longer fit a replaced film: no track rather than a wrong one.
        raise Http404 from error
    return text_response(request, track, content_type=WEBVTT)


@require_safe
def audio(request: HttpRequest, key: UUID, language: str, extension: str) -> HttpResponseBase:
    """The audio reading of a public page, in a language in which it is ready."""
    page = _ready_page(BasePage, key, language)
    file = languages.text(page, "audio", language)
    if not file or not file.name.endswith(f".{extension}") or extension not in AUDIO_TYPES:
        raise Http404
    return file_response(request, file.name, content_type=AUDIO_TYPES[extension])


@require_safe
def document(request: HttpRequest, document_id: int, file_name: str) -> HttpResponseBase:
    """A public document, as a download."""
    found = get_object_or_404(public_documents(), pk=document_id)
    if found.filename != file_name:
        raise Http404
    return _download(request, found)


@require_safe
@permission_required("wagtailadmin.access_admin")
def stored_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Any stored file, for people with an account of the admin (thumbnails of private images, players of forms)."""
    return file_response(request, name, caching="private, no-store")


@require_safe
@permission_required("wagtailadmin.access_admin")
def stored_document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Any document, for people with an account of the admin."""
    found: Any = get_object_or_404(ClubDocument, pk=document_id)
    if found.filename != document_filename:
        raise Http404
    return _download(request, found, caching="private, no-store")


def _download(request: HttpRequest, document: ClubDocument, **options: Any) -> HttpResponseBase:
    # Never shown in the browser: whatever was uploaded, it must not run beside the admin.
    response = file_response(request, document.file.name, **options)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=document.filename)
    return response


def _ready_page(model: type[BasePage], key: UUID, language: str) -> Any:
    page = get_object_or_404(public_pages(model=model), translation_key=key)
    if not languages.is_ready(page, language):
        raise Http404
    return page
