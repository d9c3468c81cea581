"""Versions put down beside the others: what readers have where nobody kept it, and what was merged for them as a version of its own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wagtail.models import Revision

from pages import language_publication, languages
from pages.models import BasePage


def public_version(page: BasePage, before: Revision) -> Revision:
    """A version of what readers have of a page: older than ``before``, so that the draft stays the newest."""
    public = page.specific
    with languages.source_language():
        content, title = public.serializable_data(), str(public)
    return _put_down(before, content, title, before.created_at - dt.timedelta(microseconds=1))


def by_itself(revision: Revision) -> Revision:
    """The version, as one of its own where it was made by merging: such a one goes by the approvals of another (``pages.releases``)."""
    if language_publication.entry_of(revision) is None:
        return revision
    return _put_down(revision, revision.content, revision.object_str, revision.created_at)


def _put_down(like: Revision, content: Any, title: str, created_at: dt.datetime) -> Revision:
    made = Revision(
        content_type_id=like.content_type_id,
        base_content_type_id=like.base_content_type_id,
        object_id=like.object_id,
        created_at=created_at,
        content=content,
        object_str=title,
    )
    # In bulk, which tells nobody: a review that is going on is not about this version.
    return Revision.objects.bulk_create([made])[0]
