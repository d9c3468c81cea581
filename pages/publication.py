"""What happens when something is saved, deleted, moved, restricted or refiled: paths and places in the alphabet first, then the journal.

Everything here runs inside the transaction of the change itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import Collection

from pages import alphabet, consents, page_reviews, short_links
from pages.journal import recording, subjects
from pages.journal.subjects import DOCUMENT, IMAGE, PAGE, VIDEO
from pages.models import BasePage, ClubDocument, ClubImage, Consent, Person, PublicRecord, Video
from pages.paths import refresh_paths

__all__ = [
    "approval_recorded",
    "collections_changed",
    "consent_lapsed",
    "consents_changed",
    "page_deleted",
    "page_saved",
    "people_shown_changed",
    "record_deleted",
    "record_saved",
    "restriction_changed",
]


def page_saved(page: BasePage) -> None:
    """A page's row was written: its paths, those below it, and the events this makes."""
    moved = refresh_paths(page)
    # A revision may have brought back what consents said when it was written.
    consents.refresh_languages([page.pk])
    alphabet.refresh_keys(PAGE, [page.pk])
    if not page.live and not moved and not _on_record(page):
        return
    place_before = PublicRecord.objects.filter(kind=PAGE, object_id=page.pk).values_list("place", flat=True).first()
    if place_before is None and page.live:
        short_links.make(page.pk, page.translation_key)
    page_reviews.refresh([page.pk])
    recording.record_pages([page.pk])
    recording.record_places(PAGE, moved - {page.pk})
    if place_before is not None and place_before != page.path:
        parent = page.get_parent(update=True)
        recording.resync_order(parent.path if parent else page.path)


def _on_record(page: BasePage) -> bool:
    return PublicRecord.objects.filter(kind=PAGE, object_id=page.pk).exists()


def approval_recorded(page_id: int) -> None:
    """A version of a page was approved: where readers have it already, they are told of it now."""
    with transaction.atomic():
        if page_reviews.refresh([page_id]):
            recording.record_pages([page_id])


def page_deleted(page: BasePage) -> None:
    """A page's row was deleted."""
    alphabet.forget_keys(PAGE, [page.pk])
    recording.record_gone(PAGE, [page.pk])


def record_saved(instance: Model) -> None:
    """A snippet, image or video was written."""
    kind = subjects.kind_of(instance)
    alphabet.refresh_keys(kind, [instance.pk])
    recording.record_objects(kind, [instance.pk])
    if isinstance(instance, Video):
        recording.record_objects(IMAGE, [poster for poster in (instance.poster_id, instance.poster_before) if poster is not None])
    if isinstance(instance, Person):
        # Of age or not, which decides what a consent is worth.
        consents_changed([instance.pk])


def record_deleted(instance: Model) -> None:
    """A snippet, image or video was deleted."""
    kind = subjects.kind_of(instance)
    alphabet.forget_keys(kind, [instance.pk])
    recording.record_gone(kind, [instance.pk])


def consents_changed(people: Iterable[int]) -> None:
    """The consents of these people changed, or lapsed: everything that shows them may have become public, or ceased to be."""
    with transaction.atomic():
        shown = consents.shown_with(people)
        consents.refresh_languages(shown.pages)
        recording.record_objects(VIDEO, shown.videos)
        recording.record_objects(IMAGE, shown.images)
        recording.record_pages(shown.pages)


def consent_lapsed(consent: Consent) -> None:
    """The last day of a consent is over: journals what this takes away, once."""
    with transaction.atomic():
        consents_changed([consent.person_id])
        Consent.objects.filter(pk=consent.pk).update(is_lapse_journalled=True)


def people_shown_changed(images: Iterable[int]) -> None:
    """Other people are said to be seen in these images."""
    with transaction.atomic():
        recording.record_objects(IMAGE, images)


def restriction_changed(page: BasePage) -> None:
    """A view restriction came or went on a page: everything at and below it may have become public, or ceased to be."""
    with transaction.atomic():
        recording.record_places(PAGE, BasePage.objects.filter(path__startswith=page.path, live=True).values_list("pk", flat=True))


def collections_changed(collection: Collection | None = None) -> None:
    """Files were refiled, or a collection moved or changed its restrictions: compares the files below it (all of them if not given)."""
    models: dict[str, Any] = {IMAGE: ClubImage, VIDEO: Video, DOCUMENT: ClubDocument}
    with transaction.atomic():
        for kind, model in models.items():
            files = model.objects.all()
            if collection is not None:
                files = files.filter(collection__path__startswith=collection.path)
            recording.record_places(kind, files.values_list("pk", flat=True))
