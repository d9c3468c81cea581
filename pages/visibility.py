"""What the public may see: the one rule, in the one place.

A page is public when it is live, its time has come and has not passed, and neither it nor an ancestor has a view restriction. An image or
a video is public when neither its collection nor one above has a restriction. The visitor's session plays no part: what needs a log-in or
a password is not public. Every way out of the system (field, search, feed, media file, path) starts from these querysets.

Whatever shows people, lets them hear or tells their own story is public only while each of them consents: with a consent that covers this
very thing, signed, neither over nor withdrawn, and for a minor by a parent too. Consents are looked up live: one that ends at midnight
ends everywhere at midnight, whether the scheduler runs or not.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, Min, Model, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from pages import languages
from pages.days import day_of, end_of
from pages.models import (
    BasePage,
    CaptionTrack,
    ClubDocument,
    ClubImage,
    Consent,
    ConsentedImage,
    ConsentedPage,
    ConsentedVideo,
    KitFile,
    TimedRow,
    Video,
)

SHOWN: dict[type[Model], tuple[str, type[Model], str]] = {
    Video: ("people_shown", ConsentedVideo, "video"),
    ClubImage: ("people_shown", ConsentedImage, "image"),
    BasePage: ("testimony_of", ConsentedPage, "page"),
}
"""Where people can be seen, heard or read: the set of people, the rows of consents that cover such a thing, and their column of it."""


def _is_restricted(restriction: type[Any], restricted_path: str) -> Exists:
    """Whether a restriction stands at the outer row's place in the tree, or above (treebeard paths are prefixes of those below)."""
    own_path = restriction.objects.annotate(own_path=ExpressionWrapper(OuterRef("path"), output_field=CharField()))
    return Exists(own_path.filter(own_path__startswith=F(restricted_path)))


def _in_time(now: dt.datetime, prefix: str = "") -> Q:
    begun = Q(**{f"{prefix}go_live_at__isnull": True}) | Q(**{f"{prefix}go_live_at__lte": now})
    unexpired = Q(**{f"{prefix}expire_at__isnull": True}) | Q(**{f"{prefix}expire_at__gt": now})
    return begun & unexpired


def valid_consents(day: dt.date, prefix: str = "") -> Q:
    """The condition for a query: the consent (reached by ``prefix``) holds on ``day``."""

    def of(name: str, value: Any) -> Q:
        return Q(**{f"{prefix}{name}": value})

    unended = of("valid_until__isnull", True) | of("valid_until__gte", day)
    of_age_or_guarded = of("person__is_minor", False) | of("guardian_consent", True)
    return of("signed_on__lte", day) & of("withdrawn_on__isnull", True) & unended & of_age_or_guarded


def _has_unwilling(model: type[Model], day: dt.date, code: str = "", outer: str = "pk") -> Exists:
    """Whether the outer row (``outer`` is its column of the thing) shows somebody without a valid consent for it, in ``code`` if given."""
    field_name, covered, thing = SHOWN[model]
    field: Any = model._meta.get_field(field_name)
    people, owner = field.remote_field.through, field.m2m_column_name()
    consents: QuerySet[Any] = QuerySet(covered).filter(
        valid_consents(day, "consent__"), **{f"{thing}_id": OuterRef(owner), "consent__person_id": OuterRef(field.m2m_reverse_name())}
    )
    if code:
        consents = consents.filter(**{f"consent__{languages.column('covers', code)}": True})
    return Exists(QuerySet(people).filter(~Exists(consents), **{owner: OuterRef(outer)}))


def public_pages(now: dt.datetime | None = None, using: str | None = None, model: type[BasePage] = BasePage) -> QuerySet[Any]:
    """The pages the public may see at ``now`` (the present by default), of one type or of all."""
    pages = model.objects.using(using) if using else model.objects.all()
    # In the source language, which every other falls back to.
    withheld = _has_unwilling(BasePage, day_of(now), languages.source())
    return pages.filter(Q(live=True, depth__gt=1) & _in_time(now or timezone.now()), ~withheld).exclude(
        _is_restricted(PageViewRestriction, "page__path")
    )


def next_change_by_clock(now: dt.datetime, using: str | None = None) -> dt.datetime | None:
    """The first moment after ``now`` at which the clock alone changes what the public may see; None where it never does.

    A page begins or expires, a consent begins or ends. Two statements.
    """
    database = using or "default"
    times = (
        QuerySet(BasePage)
        .using(database)
        .filter(live=True)
        .aggregate(begins=Min("go_live_at", filter=Q(go_live_at__gt=now)), ends=Min("expire_at", filter=Q(expire_at__gt=now)))
    )
    today = day_of(now)
    days = (
        QuerySet(Consent)
        .using(database)
        .filter(withdrawn_on__isnull=True)
        .aggregate(begins=Min("signed_on", filter=Q(signed_on__gt=today)), ends=Min("valid_until", filter=Q(valid_until__gte=today)))
    )
    midnights = (
        end_of(days["begins"] - dt.timedelta(days=1)) if days["begins"] else None,
        end_of(days["ends"]) if days["ends"] else None,
    )
    return min((moment for moment in (times["begins"], times["ends"], *midnights) if moment is not None), default=None)


def _shown_with(public: QuerySet[Any], outer: str) -> Exists:
    """Whether what the outer row leads to (``outer`` is its column of it) is among what is public.

    Asked of each outer row: a list of everything public would be made first, to find a few in it.
    """
    return Exists(public.order_by().filter(pk=OuterRef(outer)))


def public_collections(using: str | None = None) -> QuerySet[Any]:
    """The collections whose files the public may see."""
    collections = Collection.objects.using(using) if using else Collection.objects.all()
    return collections.exclude(_is_restricted(CollectionViewRestriction, "collection__path"))


def public_images(using: str | None = None, now: dt.datetime | None = None) -> QuerySet[Any]:
    """The images the public may see."""
    images = ClubImage.objects.using(using) if using else ClubImage.objects.all()
    day = day_of(now)
    # A poster is a moment of its film: it goes where the film goes.
    withheld_films: QuerySet[Any] = QuerySet(Video).filter(_has_unwilling(Video, day), poster=OuterRef("pk"))
    return images.filter(~_has_unwilling(ClubImage, day), ~Exists(withheld_films), collection__in=public_collections(using))


def public_videos(using: str | None = None, now: dt.datetime | None = None) -> QuerySet[Any]:
    """The videos the public may see."""
    videos = Video.objects.using(using) if using else Video.objects.all()
    return videos.filter(~_has_unwilling(Video, day_of(now)), collection__in=public_collections(using))


def consented_tracks(using: str | None = None, now: dt.datetime | None = None) -> QuerySet[Any]:
    """The caption tracks in a language to which everybody consents whom their video shows, whether that video is public or not."""
    tracks = CaptionTrack.objects.using(using) if using else CaptionTrack.objects.all()
    day = day_of(now)
    withheld = Q()
    for code in languages.codes():
        withheld |= Q(_has_unwilling(Video, day, code, outer="video"), language=code)
    return tracks.filter(~withheld)


def public_tracks(using: str | None = None, now: dt.datetime | None = None) -> QuerySet[Any]:
    """The caption tracks the public may see."""
    return consented_tracks(using, now).filter(_shown_with(public_videos(using, now), "video_id"))


def public_moments(model: type[TimedRow], using: str | None = None, now: dt.datetime | None = None) -> QuerySet[Any]:
    """The questions, quotes or chapters of interviews the public may see: a film that is withheld takes its moments along."""
    moments = model._default_manager.using(using) if using else model._default_manager.all()
    return moments.filter(Q(interview__video__isnull=True) | _shown_with(public_videos(using, now), "interview__video_id"))


def public_documents(using: str | None = None) -> QuerySet[Any]:
    """The documents the public may see."""
    documents = ClubDocument.objects.using(using) if using else ClubDocument.objects.all()
    return documents.filter(collection__in=public_collections(using))


def public_kit_files(using: str | None = None) -> QuerySet[Any]:
    """The files of kits whose documents the public may see; whether it may see the kit, ``public_pages`` says."""
    files = KitFile.objects.using(using) if using else KitFile.objects.all()
    return files.filter(_shown_with(public_documents(using), "document_id"))
