"""What a guest sees: the page of the link, or a page of the edition it opens, in one language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from api.preview.looks import Look, Refusal
from api.preview.showing import Shown, shown
from editorial.models import GuestLink, GuestOpening
from pages.models import BasePage, EditionPage, PagePath
from pages.site_addresses import page_address
from pages.visibility import public_pages

# An opening notes the moment; what is looked at within this time after it is the same visit.
VISIT = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Opened:
    """The page as the API answers it, or why there is none; and the edition whose pages the guest may open, too."""

    page: dict[str, Any] | None
    edition: dict[str, Any] | None = None
    refusal: Refusal | None = None


def opened(link: GuestLink, language: str, key: UUID | None = None) -> Opened:
    """What a link that is in force opens: its page, or the page of the edition that has this key."""
    seen = _shown(link, language)
    whole = seen.page if is_whole_edition(link) else None
    if key is None or seen.page is None:
        return Opened(seen.page, whole, seen.refusal)
    # Only what the edition itself shows: a page it lists and readers would not get is not there.
    if str(key) not in {str(content["key"]) for content in (whole or {}).get("contents", ())}:
        return Opened(None, refusal=Refusal.HIDDEN)
    content_id = BasePage.objects.values_list("pk", flat=True).get(translation_key=key)
    content = _shown(link, language, content_id)
    return Opened(content.page, whole, content.refusal)


def is_whole_edition(link: GuestLink) -> bool:
    """Whether the link opens the pages of an edition too."""
    return link.with_contents and issubclass(link.page.specific_class, EditionPage)


def note(link: GuestLink) -> None:
    """Notes that the link was opened, once for each visit."""
    now = timezone.now()
    if not GuestOpening.objects.filter(link=link, at__gt=now - VISIT).exists():
        GuestOpening.objects.create(link=link, at=now)


def address(token: str, language: str, content: dict[str, Any] | None = None) -> str:
    """Where a link shows its page, or a page of its edition, to who reads in a language."""
    return reverse("guest_content", args=[token, language, content["key"]]) if content else reverse("guest_page", args=[token, language])


def addresses(token: str, edition: dict[str, Any], language: str) -> dict[str, str]:
    """Where this link shows an edition and its pages to who reads in a language, by the path that each has there."""
    within = {content["path"]: address(token, language, content) for content in edition["contents"]}
    return {edition["path"]: address(token, language), **within}


def public_address(page_key: str, language: str) -> str:
    """Where readers find the page already, in a language; "" for a page they do not have."""
    public = public_pages().filter(translation_key=page_key).values("pk")
    path = PagePath.objects.filter(page__in=public, language=language, is_current=True).values_list("path", flat=True).first()
    return page_address(language, path) if path is not None else ""


def _shown(link: GuestLink, language: str, content_id: int | None = None) -> Shown:
    return shown(Look(link.page, link.made_by, content_id=content_id, as_readers=True), language)
