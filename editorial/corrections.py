"""Urgent corrections at the desk: who may, and who is asked to look at them afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Revision

from editorial import mails, teams
from editorial.reviews import OutdatedVersionError, UnfitVersionError
from pages import language_publication, release_rules, releases
from pages.editorial_checks import new_blocking_findings
from pages.editorial_checks.wording import told
from pages.models import BasePage, UrgentCorrection


def may_correct(user: Any, page: BasePage) -> bool:
    """Whether this person may correct the page urgently: its publishers may, once it was public, when its newest version must wait."""
    if not page.latest_revision_id or page.first_published_at is None:
        return False
    return page.permissions_for_user(user).is_publisher() and not releases.latest_is_released(page)


@transaction.atomic
def correct(revision: Revision, user: Any, *, seen: str, reason: str) -> UrgentCorrection:
    """Publishes the version at once, and asks another association to look at it.

    ``seen`` is the digest of what the publisher read: ``OutdatedVersionError`` if the text is another by now. ``UnfitVersionError``
    where the checks of publication find something in it that the public version has not: what is public already must not hold it up.
    """
    held = Revision.objects.select_for_update(of=("self",)).get(pk=revision.pk)
    page = held.as_object()
    if page.latest_revision_id != held.pk or seen != releases.content_digest(page):
        raise OutdatedVersionError
    if not may_correct(user, page):
        raise PermissionDenied
    corrected = language_publication.outcome(held, language_publication.languages_of(held))
    if found := new_blocking_findings(corrected, type(page).objects.get(pk=page.pk)):
        raise UnfitVersionError([told(page, finding) for finding in found])
    correction: UrgentCorrection = releases.correct_urgently(held, user, reason)
    mails.ask_after_correction(correction)
    return correction


def waiting(user: Any, now: datetime) -> list[tuple[UrgentCorrection, bool]]:
    """The corrections nobody approved yet that concern this person, each with whether its 72 hours are over."""
    if not (teams.is_coordinator(user) or teams.publishes_for(user)):
        return []
    open_ones = UrgentCorrection.waiting().select_related("page", "made_by")
    return [(correction, now - correction.made_at > release_rules.APPROVAL_AFTER_CORRECTION) for correction in open_ones]
