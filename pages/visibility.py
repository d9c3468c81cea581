"""What the public may see: the one rule, in the one place.

A page is public when it is live, its time has come and has not passed, and neither it nor an ancestor has a view restriction. An image or
a video is public when neither its collection nor one above has a restriction. The visitor's session plays no part: what needs a log-in or
a password is not public. Every way out of the system (field, search, feed, media file, path) starts from these querysets.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from pages.models import BasePage, ClubDocument, ClubImage, Video


def _is_restricted(restriction: type[Any], restricted_path: str) -> Exists:
    """Whether a restriction stands at the outer row's place in the tree, or above (treebeard paths are prefixes of those below)."""
    own_path = restriction.objects.annotate(own_path=ExpressionWrapper(OuterRef("path"), output_field=CharField()))
    return Exists(own_path.filter(own_path__startswith=F(restricted_path)))


def _in_time(now: dt.datetime, prefix: str = "") -> Q:
    begun = Q(**{f"{prefix}go_live_at__isnull": True}) | Q(**{f"{prefix}go_live_at__lte": now})
    unexpired = Q(**{f"{prefix}expire_at__isnull": True}) | Q(**{f"{prefix}expire_at__gt": now})
    return begun & unexpired


def public_pages(now: dt.datetime | None = None, using: str | None = None, model: type[BasePage] = BasePage) -> QuerySet[Any]:
    """The pages the public may see at ``now`` (the present by default), of one type or of all."""
    pages = model.objects.using(using) if using else model.objects.all()
    return pages.filter(Q(live=True, depth__gt=1) & _in_time(now or timezone.now())).exclude(
        _is_restricted(PageViewRestriction, "page__path")
    )


def public_collections(using: str | None = None) -> QuerySet[Any]:
    """The collections whose files the public may see."""
    collections = Collection.objects.using(using) if using else Collection.objects.all()
    return collections.exclude(_is_restricted(CollectionViewRestriction, "collection__path"))


def public_images(using: str | None = None) -> QuerySet[Any]:
    """The images the public may see."""
    images = ClubImage.objects.using(using) if using else ClubImage.objects.all()
    return images.filter(collection__in=public_collections(using))


def public_videos(using: str | None = None) -> QuerySet[Any]:
    """The videos the public may see."""
    videos = Video.objects.using(using) if using else Video.objects.all()
    return videos.filter(collection__in=public_collections(using))


def public_documents(using: str | None = None) -> QuerySet[Any]:
    """The documents the public may see."""
    documents = ClubDocument.objects.using(using) if using else ClubDocument.objects.all()
    return documents.filter(collection__in=public_collections(using))
