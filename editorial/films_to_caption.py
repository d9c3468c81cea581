"""Films readers see without captions: a task for the people of the space that shows them, until the captions come."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from pages import languages
from pages.films import has_captions
from pages.models import BasePage, InterviewPage, Video
from pages.visibility import public_pages, public_videos


@dataclass(frozen=True, slots=True)
class FilmToCaption:
    """A film without French captions, and the titles of the public pages of the reader's space that show it."""

    video_id: int
    title: str
    pages: tuple[str, ...]
    is_editable: bool
    """Whether the reader may bring the captions, or has to ask the team that keeps the film."""


def films_to_caption(user: Any) -> list[FilmToCaption]:
    """The films that public pages this person may edit show without captions, by title.

    The number of statements does not depend on how many there are.
    """
    silent = {video.pk: str(video) for video in public_videos().exclude(has_captions(languages.source()))}
    if not silent:
        return []
    shown = _pages_that_show(silent, user)
    editable = policy_registry.get_by_type(Video).instances_user_has_permission_for(user, "change").filter(pk__in=shown)
    mine = set(editable.order_by().values_list("pk", flat=True))
    found = [FilmToCaption(pk, silent[pk], tuple(sorted(titles)), pk in mine) for pk, titles in shown.items()]
    return sorted(found, key=lambda film: (film.title, film.video_id))


def _pages_that_show(videos: Collection[int], user: Any) -> dict[int, set[str]]:
    """The titles of the public pages this person may edit that show one of these videos, by video."""
    pairs = set(InterviewPage.objects.filter(video__in=videos).order_by().values_list("pk", "video_id")) | _pairs_in_texts(videos)
    own = policy_registry.get_by_type(BasePage).instances_user_has_permission_for(user, "change")
    column = languages.column("title", languages.source())
    pages = public_pages().filter(pk__in={page for page, _video in pairs}).filter(pk__in=own.order_by().values("pk"))
    titles = dict(pages.order_by().values_list("pk", column))
    shown: dict[int, set[str]] = {}
    for page, video in pairs:
        if page in titles:
            shown.setdefault(video, set()).add(titles[page])
    return shown


def _pairs_in_texts(videos: Collection[int]) -> set[tuple[int, int]]:
    """The public versions of pages whose texts show one of these videos, as Wagtail's index of references knows them."""
    types = ContentType.objects.get_for_models(BasePage, Video)
    references = ReferenceIndex.objects.filter(
        base_content_type=types[BasePage], to_content_type=types[Video], to_object_id__in=[str(video) for video in videos]
    )
    return {(int(page), int(video)) for page, video in references.order_by().values_list("object_id", "to_object_id")}
