"""Planning a release: the exact versions that will go out are named, after everything that stands against one of them was asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from editorial import teams
from editorial.editions.candidates import Member, fingerprint, hold, members_of
from editorial.editions.clearance import is_cleared
from editorial.editions.history import CANCELLED, PLANNED
from editorial.editions.refusals import EditionRefusedError, refuse_for
from editorial.models import EditionRelease, ReleaseItem
from pages import language_publication, languages, releases
from pages.editorial_checks import blocking_findings
from pages.editorial_checks.wording import told
from pages.models import BasePage, EditionPage


def may_release(user: Any) -> bool:
    """Whether this person releases editions, and rolls them back: the coordination does."""
    return bool(user.is_active) and teams.is_coordinator(user)


@transaction.atomic
def plan(edition: EditionPage, user: Any, *, seen: str, go_at: dt.datetime | None = None, leaving: Collection[int] = ()) -> EditionRelease:
    """Plans the release of the newest version of an edition with its contents; ``go_at`` None: it is carried out at once by the caller.

    ``seen`` is the fingerprint of what was looked at; ``leaving`` are public contents that stay as readers have them. Raises
    ``PermissionDenied``, and ``EditionRefusedError`` with everything that stands against it.
    """
    if not may_release(user):
        raise PermissionDenied
    hold([edition.pk])
    edition = EditionPage.objects.select_related("latest_revision").get(pk=edition.pk)
    members = members_of(edition, locked=True)
    going = [member for member in members if member.row.pk not in leaving or not member.row.live]
    going = [member for member in going if member.candidate is not None or not member.row.live]
    refuse_for([*_against_the_plan(edition, members, going, seen, go_at), *_against_versions(going, user)])
    made: EditionRelease = EditionRelease.objects.create(edition=edition, go_at=go_at, planned_by=user)
    for position, member in enumerate(going):
        _add_item(made, position, member)
    if go_at is not None:
        log(instance=edition, action=PLANNED, user=user, data={"go_at": go_at.isoformat(), "pages": len(going)})
    return made


@transaction.atomic
def cancel(release: EditionRelease, user: Any) -> None:
    """Gives up a planned release. Raises ``PermissionDenied``, and ``EditionRefusedError`` where it is not planned any more."""
    if not may_release(user):
        raise PermissionDenied
    held = EditionRelease.objects.select_for_update(of=("self",)).get(pk=release.pk)
    if held.state != EditionRelease.State.PLANNED:
        raise EditionRefusedError(_("This release is not planned any more: %(state)s.") % {"state": held.get_state_display()})
    held.state, held.undone_at, held.undone_by = EditionRelease.State.CANCELLED, timezone.now(), user
    held.save(update_fields=["state", "undone_at", "undone_by"])
    log(instance=held.edition, action=CANCELLED, user=user)


def _against_the_plan(
    edition: EditionPage, members: Collection[Member], going: Collection[Member], seen: str, go_at: dt.datetime | None
) -> Iterator[str]:
    if edition.releases.filter(state=EditionRelease.State.PLANNED).exists():
        yield _("A release of this edition is planned already: cancel it first.")
    if seen != fingerprint(members):
        yield _("Something changed since you opened this page: please look again before you release the edition.")
    if go_at is not None and go_at <= timezone.now():
        yield _("This moment is past: choose one to come.")
    if not going:
        yield _("Nothing to release: readers have everything as it is.")


def _against_versions(going: Collection[Member], user: Any) -> Iterator[str]:
    for member in going:
        revision = member.candidate
        if revision is None:
            yield _("“%(title)s” has no version that could be published.") % {"title": languages.source_title(member.row)}
        else:
            yield from against(revision, user)


def against(revision: Revision, user: Any) -> Iterator[str]:
    """What keeps a version from going out with an edition today, in words that name the page."""
    version = revision.as_object()
    title = languages.source_title(version)
    codes = language_publication.languages_of(revision)
    if words := against_its_times(revision, version):
        yield words
    if not is_cleared(revision, version, user):
        yield unapproved(version)
    if codes is not None and languages.source() not in codes and not version.live:
        yield _("“%(title)s” is not public yet: its first publication includes French, which the other languages follow.") % {
            "title": title
        }
        return
    outcome = language_publication.outcome(revision, codes)
    for finding in blocking_findings(outcome, in_languages=codes, in_edition=True):
        yield _("“%(title)s”: %(finding)s") % {"title": title, "finding": told(outcome, finding)}


def unapproved(version: BasePage) -> str:
    """That a version lacks the word it needs, and whose."""
    title = {"title": languages.source_title(version)}
    if releases.needs_review(version):
        return _("“%(title)s” waits for the approval of another association.") % title
    return _("“%(title)s” waits for the go-ahead of somebody who publishes it.") % title


def against_its_times(revision: Revision, version: BasePage) -> str:
    """Whether the page has a time of its own, which the release would drop or could not bring forward; "" where it has none."""
    entry = language_publication.entry_of(revision)
    scheduled = version.revisions.filter(approved_go_live_at__isnull=False).values_list("approved_go_live_at", flat=True)
    return told_of_times(version, [entry.go_live_at if entry is not None else None, *scheduled], timezone.now())


def told_of_times(version: BasePage, own_times: Collection[dt.datetime | None], now: dt.datetime) -> str:
    """The same, of a version and the other times at which something of its page goes out."""
    title = languages.source_title(version)
    if version.expire_at is not None and version.expire_at <= now:
        return _("“%(title)s” ended on %(day)s: take that date away, or the page out.") % {"title": title, "day": _day(version.expire_at)}
    if to_come := [moment for moment in (version.go_live_at, *own_times) if moment is not None and moment > now]:
        return _("“%(title)s” goes out by itself on %(day)s: take that time away so that it goes out with the edition.") % {
            "title": title,
            "day": _day(min(to_come)),
        }
    return ""


def _day(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment, timezone.get_default_timezone()), "DATETIME_FORMAT")


def _add_item(release: EditionRelease, position: int, member: Member) -> None:
    revision = member.candidate
    if revision is None:
        raise EditionRefusedError(_("“%(title)s” has no version that could be published.") % {"title": languages.source_title(member.row)})
    version = revision.as_object()
    codes = language_publication.languages_of(revision)
    ReleaseItem.objects.create(
        release=release,
        position=position,
        page=member.row,
        title=languages.source_title(version),
        revision=revision,
        content_digest=releases.content_digest(version),
        codes=[code for code in languages.codes() if code in codes] if codes is not None else None,
        was_live=member.row.live,
        revision_before_id=member.row.live_revision_id if member.row.live else None,
    )
