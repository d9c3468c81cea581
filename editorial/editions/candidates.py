"""What would go out with the newest version of an edition: the contents that readers do not have as they are, and the edition itself."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from wagtail.models import Revision

from editorial.models import EditionRelease
from pages.models import BasePage, EditionPage


@dataclass(frozen=True, slots=True)
class Member:
    """An edition, or one of its contents, with the row readers have of it, if any; ``row.latest_revision`` is its newest version."""

    row: BasePage
    is_edition: bool = False

    @property
    def candidate(self) -> Revision | None:
        """The version that would go out; None where readers have the newest one, or there is none."""
        row = self.row
        if row.live and (not row.has_unpublished_changes or row.latest_revision_id == row.live_revision_id):
            return None
        return row.latest_revision


def contents_of(edition: EditionPage) -> list[int]:
    """The pages that the newest version of an edition lists, in order."""
    if edition.latest_revision is None:
        return list(edition.contents.values_list("page_id", flat=True))
    return listed_in(edition.latest_revision)


def listed_in(revision: Revision) -> list[int]:
    """The pages that a version of an edition lists, in order."""
    rows = sorted(revision.content.get("contents", ()), key=lambda row: row.get("sort_order") or 0)
    return list(dict.fromkeys(row["page"] for row in rows if row.get("page")))


def members_of(edition: EditionPage, *, locked: bool = False) -> list[Member]:
    """The contents of an edition in order, and the edition as the last: one statement.

    ``locked`` holds their rows until the transaction ends, first and then reads: a row waited for while it was joined is half of before.
    """
    order = [*contents_of(edition), edition.pk]
    if locked:
        hold(order)
    rows: QuerySet[BasePage] = BasePage.objects.filter(pk__in=order)
    known = {row.pk: row for row in rows.select_related("latest_revision", "organisation", "owner")}
    return [Member(known[pk], is_edition=pk == edition.pk) for pk in order if pk in known]


def hold(pages: Iterable[int]) -> None:
    """Keeps the rows of these pages still until the transaction ends, in the order of their numbers, so that two releases take turns."""
    list(BasePage.objects.select_for_update().filter(pk__in=sorted(pages)).order_by("pk").values_list("pk"))


def fingerprint(members: Iterable[Member]) -> str:
    """Tells one state of the newest versions from another: what somebody looked at before they released it."""
    versions = [(member.row.pk, member.row.live, member.row.live_revision_id, revision_mark(member.candidate)) for member in members]
    return hashlib.sha256(repr(versions).encode()).hexdigest()


def revision_mark(revision: Revision | None) -> tuple[int, str] | None:
    """A version, and when it was last written: autosaving writes a version anew under its number."""
    return (revision.pk, revision.created_at.isoformat()) if revision is not None else None


def waits_for_an_edition(page: BasePage) -> bool:
    """Whether a page that readers do not have yet goes out with an edition: it is one, or one in preparation lists it."""
    if page.live:
        return False
    if page.specific_class is EditionPage:
        return True
    return bool(editions_with(page))


def editions_with(page: BasePage) -> list[EditionPage]:
    """The editions in preparation that list a page."""
    return [edition for edition in in_preparation() if page.pk in contents_of(edition)]


def in_preparation() -> Collection[EditionPage]:
    """The editions of which readers do not have the newest version, or of which a release is planned."""
    planned = EditionRelease.objects.filter(state=EditionRelease.State.PLANNED)
    unfinished = Q(live=False) | Q(has_unpublished_changes=True) | Q(pk__in=planned.values("edition"))
    return EditionPage.objects.filter(unfinished).select_related("latest_revision")
