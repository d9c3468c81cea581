"""Rolling an edition back: every page of its release returns to what readers had before, in one transaction, with a reason."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from editorial import mails
from editorial.editions.candidates import hold
from editorial.editions.history import ROLLED_BACK
from editorial.editions.planning import may_release
from editorial.editions.refusals import EditionRefusedError, refuse_for
from editorial.editions.versions import by_itself
from editorial.models import EditionRelease, ReleaseItem
from pages import releases
from pages.models import BasePage


def last_released(edition: BasePage) -> EditionRelease | None:
    """The release of an edition that can be rolled back: the last one that was not already."""
    return EditionRelease.objects.filter(edition=edition, state=EditionRelease.State.RELEASED).order_by("-released_at", "-pk").first()


def changed_since(release: EditionRelease) -> list[ReleaseItem]:
    """The pages of a release that were published again, taken down or deleted since: the release does not know what came after it."""
    items = release.items.exclude(revision_published=None, page__isnull=False).select_related("page")
    return [item for item in items if item.page is None or not item.page.live or item.page.live_revision_id != item.revision_published_id]


@transaction.atomic
def roll_back(release: EditionRelease, user: Any, reason: str, *, leaving: Collection[int] = ()) -> EditionRelease:
    """Takes a release back. ``leaving`` are items that were changed since and stay as they are: somebody was told of them.

    Raises ``PermissionDenied``, and ``EditionRefusedError`` where something stands against it; then nothing happened.
    """
    if not may_release(user):
        raise PermissionDenied
    if not reason.strip():
        raise EditionRefusedError(_("Say why the edition is rolled back."))
    hold([release.edition_id])
    held = EditionRelease.objects.select_for_update(of=("self",)).get(pk=release.pk)
    if last_released(held.edition) != held:
        raise EditionRefusedError(_("This release cannot be rolled back any more."))
    hold(held.items.exclude(page=None).values_list("page_id", flat=True))
    changed = {item.pk: item for item in changed_since(held)}
    refuse_for([_changed(item) for pk, item in changed.items() if pk not in leaving])
    for item in held.items.exclude(revision_published=None).select_related("page", "revision_before").order_by("-position"):
        if item.pk not in changed:
            _return(item, user, reason.strip())
    held.state, held.undone_at, held.undone_by, held.reason = EditionRelease.State.ROLLED_BACK, timezone.now(), user, reason.strip()
    held.save(update_fields=["state", "undone_at", "undone_by", "reason"])
    log(
        instance=held.edition,
        action=ROLLED_BACK,
        user=user,
        data={"reason": held.reason, "left": [item.title for item in changed.values()]},
    )
    return held


def _changed(item: ReleaseItem) -> str:
    return _("“%(title)s” was changed since the release: say whether it stays as it is.") % {"title": item.title}


def _return(item: ReleaseItem, user: Any, reason: str) -> None:
    page, before = item.page, item.revision_before
    if page is None:
        raise EditionRefusedError(_changed(item))
    if not item.was_live:
        UnpublishPageAction(page.specific, user=user).execute(skip_permission_checks=True)
    elif before is None:
        raise EditionRefusedError(_("“%(title)s”: the version before is not kept any more.") % {"title": item.title})
    elif releases.is_released(before):
        before.publish(user=user, skip_permission_checks=True)
    else:
        # What readers had was never approved under the rule of today: it returns at once, as urgent corrections do, and is looked at after.
        mails.ask_after_correction(releases.correct_urgently(by_itself(before), user, reason))
