"""What readers are told of approvals: those of exactly the words they have, language by language, kept in step with the page's public row.

A review lasts as long as the words it was given to: any edit of a language drops it there, and an edit of another language does not. The
source text has with it everything that is the same in all languages.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from modelcluster.models import get_all_child_relations
from wagtail.models import Revision

from pages import languages, release_rules, releases, version_content
from pages.language_ticks import columns_in
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


def words_digests(page: BasePage) -> dict[str, str]:
    """The digest of what a version says in each language."""
    content = version_content.content_of(page)
    rows = {str(relation.get_accessor_name()): relation.related_model for relation in get_all_child_relations(type(page))}
    translated = {code: _words(page, content, rows, code) for code in languages.translations()}
    return {languages.source(): version_content.digest_of(_without_translations(page, content, rows))} | {
        code: version_content.digest_of(words) for code, words in translated.items()
    }


def _words(page: BasePage, content: Mapping[str, Any], rows: Mapping[str, Any], code: str) -> list[Any]:
    """The words of a translation: in which order its rows stand is the source text's business."""
    said: list[Any] = [{column: content.get(column) for column in sorted(columns_in(type(page), code))}]
    for relation, model in sorted(rows.items()):
        columns = sorted(columns_in(model, code))
        of_rows = [[row.get(column) for column in columns] for row in content.get(relation, ())]
        said.append(sorted(json.dumps(words, cls=DjangoJSONEncoder) for words in of_rows if any(words)))
    return said


def _without_translations(page: BasePage, content: Mapping[str, Any], rows: Mapping[str, Any]) -> dict[str, Any]:
    plain = _but(content, type(page))
    return plain | {relation: [_but(row, model) for row in plain[relation]] for relation, model in rows.items() if relation in plain}


def _but(values: Mapping[str, Any], model: Any) -> dict[str, Any]:
    translations = {column for code in languages.translations() for column in columns_in(model, code)}
    return {name: value for name, value in values.items() if name not in translations}


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
    words = words_digests(page)
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
    digest, approved = version_content.content_digest(version), words_digests(version)
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
