"""The one way out for files. Public addresses show what the public may see; editors look at stored files through the admin."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry
from willow.image import UnrecognisedImageFormatError

from pages import languages
from pages.captions.chapters import Chapter, write_chapters
from pages.captions.cues import CaptionError
from pages.files import AUDIO_TYPES
from pages.media.kit_archive import digest, members_of, zip_stream
from pages.media.renditions import FILES, can_write
from pages.media.responses import file_response, stream_response, text_response
from pages.models import BasePage, ClubDocument, ClubImage, InterviewPage, KitPage, Video
from pages.visibility import public_documents, public_images, public_kit_files, public_pages, public_tracks, public_videos

WEBVTT = "text/vtt; charset=utf-8"

UNKNOWN_LAST_CHAPTER_MS = 60_000
"""How long the last chapter is said to last where a film elsewhere does not tell its length."""


@require_safe
def image(request: HttpRequest, key: UUID, rendition: str, extension: str) -> HttpResponseBase:
    """A public image in one of the sizes; the file is made when it is first asked for."""
    spec = FILES.get(f"{rendition}.{extension}")
    if spec is None or not can_write(spec.content_type):
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
    tracks = public_tracks().filter(video__key=key, kind=kind, language=language)
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
def kit(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The public files of a public kit as one zip; none where it has no such file, or one of them is not stored."""
    page = get_object_or_404(public_pages(model=KitPage), translation_key=key)
    try:
        members = members_of(public_kit_files().filter(kit=page).select_related("document").order_by("sort_order", "pk"))
    except FileNotFoundError as error:
        raise Http404 from error
    if not members:
        raise Http404
    response = stream_response(request, zip_stream(members), digest(members), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, f"{page.slug}.zip") or "attachment"
    return response


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
    """A stored file, for people of the admin: what is public, and the files of their own collections."""
    for model, public in ((ClubImage, public_images), (Video, public_videos), (ClubDocument, public_documents)):
        _check_owner(request, model, model._default_manager.filter(file=name), public())
    _check_owner(request, ClubImage, ClubImage.objects.filter(renditions__file=name), public_images())
    return file_response(request, name, caching="private, no-store")


@require_safe
@permission_required("wagtailadmin.access_admin")
def stored_document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """A document, for people of the admin: what is public, and the documents of their own collections."""
    found: Any = get_object_or_404(ClubDocument, pk=document_id)
    _check_owner(request, ClubDocument, ClubDocument.objects.filter(pk=document_id), public_documents())
    if found.filename != document_filename:
        raise Http404
    return _download(request, found, caching="private, no-store")


def _check_owner(request: HttpRequest, model: Any, files: QuerySet[Any], public: QuerySet[Any]) -> None:
    """Raises ``Http404`` where one of these files is neither public nor in a collection of the reader's."""
    ids = set(files.values_list("pk", flat=True))
    if not ids or request.user.is_superuser:
        return
    own = policy_registry.get_by_type(model).instances_user_has_any_permission_for(request.user, ["choose", "change"])
    if ids - set(public.filter(pk__in=ids).values_list("pk", flat=True)) - set(own.filter(pk__in=ids).values_list("pk", flat=True)):
        raise Http404


def _download(request: HttpRequest, document: ClubDocument, **options: Any) -> HttpResponseBase:
    # Never shown in the browser: whatever was uploaded, it must not run beside the admin.
    response = file_response(request, document.file.name, **options)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=document.filename)
    return response


def _ready_page(model: type[BasePage], key: UUID, language: str) -> Any:
    now = timezone.now()
    page = get_object_or_404(public_pages(now, model=model), translation_key=key)
    if not languages.is_ready(page, language, now):
        raise Http404
    return page
