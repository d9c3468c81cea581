"""What readers are told of approvals: those of exactly the words they have, language by language, kept in step with the page's public row.

A review lasts as long as the words it was given to: any edit of a language drops it there, and an edit of another language does not. The
source text has with it everything that is the same in all languages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from wagtail.models import Revision

from pages import languages, release_rules, releases, version_content
from pages.models import BasePage, PageReview, RevisionApproval
from pages.paths import batches

Told = dict[tuple[str, int | None], RevisionApproval]
"""The newest approval that readers of a language are told of, by language and association."""


def refresh(page_ids: Iterable[int]) -> bool:
    """Brings the reviews of these pages in step with what readers have; returns whether that changed any.

    One statement for each batch of pages that nobody ever approved; to be called inside the transaction of the change.
    """
    by_page: dict[int, list[RevisionApproval]] = {}
    for batch in batches(sorted(set(page_ids))):
        for approval in RevisionApproval.objects.filter(page__in=batch):
            by_page.setdefault(approval.page_id, []).append(approval)
    changed = [pk for pk, approvals in by_page.items() if _refresh_page(pk, approvals)]
    return bool(changed)


def _refresh_page(pk: int, approvals: list[RevisionApproval]) -> bool:
    before = list(PageReview.objects.filter(page=pk))
    page = BasePage.objects.filter(pk=pk, live=True).first()
    after = _reviews(page.specific, approvals, before) if page is not None else []
    gone = [row.pk for row in before if row not in after]
    new = [row for row in after if row.pk is None]
    PageReview.objects.filter(pk__in=gone).delete()
    PageReview.objects.bulk_create(new)
    return bool(gone or new)


def _reviews(page: BasePage, approvals: list[RevisionApproval], before: list[PageReview]) -> list[PageReview]:
    """The reviews of the words that readers have: those given to what is live now, and older ones of words that are still the same."""
    words = version_content.words_digests(page)
    standing = {(row.language, row.organisation_id): row for row in before if words.get(row.language) == row.words_digest}
    for (code, organisation), approval in _told(page, words, approvals).items():
        known = standing.get((code, organisation))
        if known is None or known.approval_id != approval.pk:
            standing[code, organisation] = PageReview(
                page_id=page.pk,
                language=code,
                approval=approval,
                organisation_id=organisation,
                reviewed_at=approval.approved_at,
                words_digest=words[code],
            )
    return list(standing.values())


def _told(page: BasePage, words: Mapping[str, str], approvals: list[RevisionApproval]) -> Told:
    """The newest approvals of the version that is live, as far as its words are those that were approved."""
    revision, codes = _published(page)
    given = [approval for approval in approvals if revision is not None and approval.revision_id == revision.pk]
    if revision is None or not given:
        return {}
    version = revision.as_object()
    digest, approved = version_content.content_digest(version), version_content.words_digests(version)
    return {
        (code, approval.organisation_id): approval
        for approval in sorted(given, key=lambda given: (given.approved_at, given.pk))
        for code in codes
        if approval.content_digest == digest
        and approved[code] == words[code]
        and release_rules.readers_are_told(releases.as_approved(approval), code, is_translation=code != languages.source())
    }


def _published(page: BasePage) -> tuple[Revision | None, Collection[str]]:
    """The version somebody may have approved of which readers have these languages."""
    revision = Revision.objects.filter(pk=page.live_revision_id).select_related("languages__merged_from").first()
    entry = getattr(revision, "languages", None)
    if entry is None:
        return revision, languages.codes()
    return entry.merged_from or revision, entry.codes
