"""Erases one person, or says what it would: the same steps in one transaction, which is rolled back when nothing is to be done yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.cache import caches
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import ManyToOneRel, Model, QuerySet
from modelcluster.fields import ParentalKey
from wagtail.embeds.models import Embed

from pages import consents, languages, publication
from pages.erasure import names, traces
from pages.erasure.report import Fate, Report
from pages.models import BasePage, ClubImage, Consent, Person, PersonLink, Video


def erase(slug: str, *, really: bool) -> Report | None:
    """Erases the person; None where nobody has this slug. Without ``really`` nothing changes, and the report says what would.

    Files go before the rows that name them are given up: whoever is interrupted runs it again.
    """
    with transaction.atomic(), languages.source_language():
        person = Person.objects.select_for_update().filter(slug=slug).first()
        if person is None:
            return None
        report = Report()
        known_as = names.of(person)
        erased = _erase_rows(person, report)
        traces.scrub(erased, known_as, report)
        names.list_places(known_as, report)
        if really:
            for storage, name in report.files:
                storages[storage].delete(name)
        else:
            transaction.set_rollback(True)
    if really:
        for cache in caches.all():
            cache.clear()
    return report


def _erase_rows(person: Person, report: Report) -> list[tuple[type[Model], int]]:
    """Takes the person out of the tables; returns what was deleted, as (model, id)."""
    shown = consents.shown_with([person.pk])
    touched = {*_stop_testimonies(person, shown.pages, report), *_leave_pages(person, report)}
    posters = consents.posters_of(shown.videos)
    gone = [*_delete_videos(shown.videos, report)]
    portrait = {person.portrait_id} if person.portrait_id else set()
    gone += _delete_images({*shown.images, *posters, *portrait}, report)
    for consent in Consent.objects.filter(person=person):
        report.add_file("private", consent.signed_file.name)
        report.add(f"consent {consent.pk} signed on {consent.signed_on}")
        gone.append((Consent, consent.pk))
        consent.delete()
    report.add(f"links of person {person.pk}", count=person.links.count())
    report.add(f"person {person.pk} “{person}”")
    gone.append((Person, person.pk))
    person.delete()
    for page in BasePage.objects.filter(pk__in=touched).specific():
        publication.page_saved(page)
    return gone


def _stop_testimonies(person: Person, ids: Iterable[int], report: Report) -> set[int]:
    """Takes down the pages that tell the person's own story: what they say, nobody but a human can rewrite."""
    for page in BasePage.objects.filter(pk__in=ids).specific():
        if page.live:
            page.unpublish()
            report.add(f"page {page.pk} “{page}” (their testimony)", Fate.UNPUBLISHED)
        report.add(f"page {page.pk} “{page}” (their testimony, in text and revisions)", Fate.BY_HAND)
    rows, _thing, column = consents.people_in(BasePage)
    rows.filter(**{column: person.pk}).delete()
    return set(ids)


def _leave_pages(person: Person, report: Report) -> set[int]:
    """Empties or deletes every row that names the person; returns the pages to which those belong."""
    pages: set[int] = set()
    # Hidden ones too: a quote's speaker has no name of its own on the person's side.
    for relation in Person._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        field: Any = relation.field
        model = relation.related_model
        if model in (Consent, PersonLink) or model._meta.auto_created:
            continue
        rows: QuerySet[Any] = QuerySet(model).filter(**{field.attname: person.pk})
        owner = next((parent for parent in model._meta.concrete_fields if isinstance(parent, ParentalKey)), None)
        if owner is not None:
            pages |= set(rows.values_list(owner.attname, flat=True))
            report.add(f"{model.__name__} rows", count=rows.count())
            rows.delete()
        else:
            pages |= set(rows.values_list("pk", flat=True)) if issubclass(model, BasePage) else set()
            report.add(f"{model.__name__}.{field.name}", count=rows.count())
            rows.update(**{field.attname: None})
    return pages


def _delete_videos(ids: Iterable[int], report: Report) -> list[tuple[type[Model], int]]:
    gone: list[tuple[type[Model], int]] = []
    for video in Video.objects.filter(pk__in=ids):
        others = ", ".join(str(other) for other in video.people_shown.all())
        report.add(f"video {video.pk} “{video}” (shows {others}), with its captions")
        report.add_file("default", video.file.name)
        report.add(f"embed of {video.embed_url}", count=Embed.objects.filter(url=video.embed_url or "-").delete()[0])
        gone.append((Video, video.pk))
        # Its poster goes too: there is nobody left to keep it from showing.
        consents.people_in(Video)[0].filter(video_id=video.pk).delete()
        Video.objects.get(pk=video.pk).delete()
    return gone


def _delete_images(ids: Iterable[int], report: Report) -> list[tuple[type[Model], int]]:
    gone: list[tuple[type[Model], int]] = []
    for image in ClubImage.objects.filter(pk__in=ids):
        report.add(f"image {image.pk} “{image.title}”, with its sizes")
        report.add_file("default", image.file.name)
        for rendition in image.renditions.all():
            report.add_file("default", rendition.file.name)
        gone.append((ClubImage, image.pk))
        image.delete()
    return gone
