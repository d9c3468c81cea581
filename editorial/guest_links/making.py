"""Making a link, and finding it again by what its guest brings."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import Any

from django.utils import timezone

from editorial.models import GuestLink
from pages.models import BasePage
from pages.permissions import sees_drafts_of

# Days for which a link that is over stays in the lists: its name is somebody's.
RETENTION = dt.timedelta(days=90)


def make(link: GuestLink, maker: Any) -> str:
    """Writes a link that is filled in; returns the token, which nobody can find out again. ValueError from who may not see the drafts."""
    if not may_show(maker, link.page):
        raise ValueError("Only who sees the drafts of a page shows them to others.")
    forget()
    token = secrets.token_urlsafe(32)
    link.made_by, link.token_digest = maker, digest_of(token)
    link.save()
    return token


def found(token: str) -> GuestLink | None:
    """The link of a token, while it opens anything: not revoked, not over, its maker still somebody who sees the page's drafts."""
    link = GuestLink.objects.select_related("page", "made_by").filter(token_digest=digest_of(token), revoked_at=None).first()
    if link is None or link.is_over or not may_show(link.made_by, link.page):
        return None
    return link


def may_show(maker: Any, page: BasePage) -> bool:
    """Whether somebody may show the drafts of a page to others."""
    return maker is not None and bool(maker.is_active) and sees_drafts_of(maker, page)


def digest_of(token: str) -> str:
    """What is stored of a token. It is random and long: a plain digest keeps it."""
    return hashlib.sha256(token.encode()).hexdigest()


def forget() -> None:
    """Deletes links that ended long ago, and when they were opened."""
    GuestLink.objects.filter(ends_at__lt=timezone.now() - RETENTION).delete()
