"""The approvals of one page, the newest first, each with what became of the version it was given to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

from editorial.status.line import by, language_name
from pages import languages, version_content
from pages.models import BasePage, PageReview, RevisionApproval


class Now(Enum):
    """What an approved version is by now."""

    PUBLIC = "public"
    NEWEST = "newest"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One approval."""

    approval: RevisionApproval
    said: str
    """In whose name, and of what."""
    now: Now
    languages_public: tuple[str, ...] = ()
    """The languages in which readers have exactly what was approved, and are told so."""

    @property
    def is_comparable(self) -> bool:
        """Whether the version approved is still kept, so that it can be compared with the newest."""
        return self.approval.revision_id is not None


def was_ever_approved(page: BasePage) -> bool:
    """Whether the record of approvals has anything of this page."""
    return RevisionApproval.objects.filter(page=page.pk).exists()


def history_of(page: BasePage) -> list[Entry]:
    """The approvals of a page, the newest first."""
    live = page.live_revision_id if page.live else None
    told: dict[int, list[str]] = {}
    for review in PageReview.objects.filter(page=page.pk):
        told.setdefault(review.approval_id, []).append(review.language)
    newest = version_content.content_digest(page.get_latest_revision_as_object())
    approvals = RevisionApproval.objects.filter(page=page.pk).select_related("organisation", "approved_by", "revision")
    return [
        _entry(approval, [code for code in languages.codes() if code in told.get(approval.pk, ())], newest, live)
        for approval in approvals.order_by("-approved_at", "-pk")
    ]


def _entry(approval: RevisionApproval, told: list[str], newest: str, live: int | None) -> Entry:
    is_public = bool(told) or (live is not None and approval.revision_id == live)
    now = Now.PUBLIC if is_public else Now.NEWEST if approval.content_digest == newest else Now.CHANGED
    return Entry(approval, _said(approval), now, tuple(language_name(code) for code in told))


def _said(approval: RevisionApproval) -> str:
    if approval.as_superuser:
        return _("Let through by an administrator")
    if approval.organisation is not None:
        said = _("Reviewed by %(association)s") % {"association": by(approval.organisation.short_name)}
    else:
        said = _("Reviewed by somebody who reads the language")
    return said if approval.language is None else f"{said} ({language_name(approval.language)})"
