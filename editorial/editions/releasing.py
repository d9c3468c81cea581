"""The release itself: one transaction for the edition and its contents; whatever fails in it, everything stays as it was.

Every version goes through ``Revision.publish`` and so past the fence of ``pages.releases``, one after the other, the edition last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from editorial.editions.candidates import hold
from editorial.editions.clearance import is_cleared
from editorial.editions.history import RELEASED
from editorial.editions.planning import against_its_times, plan, unapproved
from editorial.editions.refusals import EditionRefusedError, refuse_for
from editorial.editions.versions import public_version
from editorial.models import EditionRelease, ReleaseItem
from pages import language_publication, languages, releases
from pages.models import BasePage, EditionPage


@transaction.atomic
def release_now(edition: EditionPage, user: Any, *, seen: str, leaving: Collection[int] = ()) -> EditionRelease:
    """Releases the newest version of an edition with its contents at once; raises as ``planning.plan`` does, and nothing happened."""
    made = plan(edition, user, seen=seen, leaving=leaving)
    carry_out(made)
    return EditionRelease.objects.get(pk=made.pk)


def due(now: dt.datetime) -> QuerySet[EditionRelease]:
    """The planned releases whose time has come, oldest first."""
    planned = EditionRelease.objects.filter(state=EditionRelease.State.PLANNED, go_at__lte=now)
    return planned.select_related("edition").order_by("go_at", "pk")


@transaction.atomic
def carry_out(release: EditionRelease) -> bool:
    """Publishes what a planned release names; says whether it was done here: of two at the same time, the second finds nothing to do.

    Raises ``EditionRefusedError`` where something stands against one of its versions by now, ``ReleaseRefusedError`` where the fence
    does; then nothing was published.
    """
    held = EditionRelease.objects.select_for_update(of=("self",)).get(pk=release.pk)
    if held.state != EditionRelease.State.PLANNED:
        return False
    hold([held.edition_id])
    hold(held.items.exclude(page=None).values_list("page_id", flat=True))
    items = list(held.items.select_related("page", "revision"))
    going = [item for item in items if not _is_out_already(item)]
    refuse_for([reason for item in going for reason in _against(item, held.planned_by)])
    for item in going:
        _publish(item, held.planned_by)
    held.state, held.released_at = EditionRelease.State.RELEASED, timezone.now()
    held.save(update_fields=["state", "released_at"])
    log(instance=held.edition, action=RELEASED, user=held.planned_by, data={"pages": [item.title for item in going]})
    return True


def _is_out_already(item: ReleaseItem) -> bool:
    """Whether readers have this version already, or of a content a later one as a whole: what somebody published since stays."""
    page = item.page
    if page is None or item.revision_id is None or not page.live or page.live_revision_id in (None, item.revision_before_id):
        return False
    if page.live_revision_id == item.revision_id:
        return True
    public = Revision.objects.filter(pk=page.live_revision_id).first()
    entry = language_publication.entry_of(public) if public is not None else None
    if entry is not None:
        return entry.merged_from_id == item.revision_id and set(item.codes or languages.codes()) <= set(entry.codes)
    return page.live_revision_id > item.revision_id and page.pk != item.release.edition_id


def _against(item: ReleaseItem, user: Any) -> Iterator[str]:
    """What happened since the release was planned that keeps it from going out, in words that name the page."""
    named = {"title": item.title}
    page, revision = item.page, item.revision
    if page is None or revision is None:
        yield _("“%(title)s” was deleted since the release was planned.") % named
        return
    if item.was_live and not page.live:
        yield _("“%(title)s” was taken down since the release was planned.") % named
    elif (page.live_revision_id if page.live else None) != item.revision_before_id:
        yield _("“%(title)s” was published otherwise since the release was planned: plan it anew.") % named
    version, codes = revision.as_object(), language_publication.languages_of(revision)
    if releases.content_digest(version) != item.content_digest or codes != (frozenset(item.codes) if item.codes is not None else None):
        yield _("“%(title)s” says something else than when the release was planned: plan it anew.") % named
    if words := against_its_times(revision, version):
        yield words
    if not is_cleared(revision, version, user):
        yield unapproved(version)


def _publish(item: ReleaseItem, user: Any) -> None:
    page, revision = item.page, item.revision
    if page is None or revision is None:
        raise EditionRefusedError(_("“%(title)s” was deleted since the release was planned.") % {"title": item.title})
    if item.was_live and item.revision_before_id is None:
        item.revision_before = public_version(page, revision)
    revision.publish(user=user, skip_permission_checks=True)
    item.revision_published_id = BasePage.objects.values_list("live_revision_id", flat=True).get(pk=page.pk, live=True)
    item.save(update_fields=["revision_before", "revision_published"])
