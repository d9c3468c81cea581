"""Drafts laid into the tables as their publication would: the row, what belongs to it, its paths. Without signals, journal and files.

Only inside a transaction that is undone (`api.preview.undoing`).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Field, Model, QuerySet
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations

from pages import addresses, consents, languages, paths, releases
from pages.models import BasePage, EditionPage, PageReview
from pages.permissions import sees_drafts_of


def lay(page: BasePage, language: str, editor: Any, now: dt.datetime) -> None:
    """Make the newest version of a page public, `language` ready; of an edition, also the drafts it lists that `editor` may see.

    Raises ValidationError or IntegrityError where the version could not be published either.
    """
    draft = _newest_version(page)
    listed = [row.page_id for row in draft.contents.all()] if isinstance(draft, EditionPage) else []
    _publish(draft, now, also_ready=language)
    for content in BasePage.objects.filter(pk__in=listed, live=False).order_by("pk"):
        if sees_drafts_of(editor, content):
            _publish(_newest_version(content), now)


def _newest_version(page: BasePage) -> BasePage:
    with languages.source_language():
        version: BasePage = page.get_latest_revision_as_object()
    return version


def _publish(draft: BasePage, now: dt.datetime, also_ready: str = "") -> None:
    with languages.source_language():
        draft.live, draft.expired, draft.go_live_at, draft.expire_at = True, False, None, None
        draft.first_published_at, draft.last_published_at = draft.first_published_at or now, now
        draft.languages_published_at = {}
        addresses.settle_addresses(draft)
        languages.drop_unwritten(draft)
        if also_ready:
            languages.set_ready(draft, also_ready)
        for model in (*type(draft)._meta.get_parent_list(), type(draft)):
            _write_columns(draft, model)
        for relation in get_all_child_relations(type(draft)):
            if relation.get_accessor_name() not in releases.NOT_CONTENT:
                _write_rows(draft, relation)
        for field in get_all_child_m2m_relations(type(draft)):
            _write_links(draft, field)
    # Whoever approved what readers have did not read this.
    QuerySet(PageReview).filter(page=draft.pk)._raw_delete(DEFAULT_DB_ALIAS)  # noqa: SLF001
    paths.refresh_paths(draft)
    consents.refresh_languages([draft.pk])


# Plain querysets, as everywhere below: no signal goes out (search and Wagtail's own look-ups would listen), no file is touched, and
# modeltranslation has no hand in the names of columns.


def _write_columns(draft: BasePage, model: type[Model]) -> None:
    columns = [column.attname for column in model._meta.local_concrete_fields if not column.primary_key]
    if columns:
        QuerySet(model).filter(pk=draft.pk).update(**{name: getattr(draft, name) for name in columns})


def _write_rows(draft: BasePage, relation: Any) -> None:
    """The ordered rows of a draft, numbered anew as publication does: a draft's own may have no number yet."""
    rows = list(getattr(draft, relation.get_accessor_name()).all())
    for row in rows:
        row.pk = None
    _replace(relation.related_model, relation.field, draft, rows)


def _write_links(draft: BasePage, field: Any) -> None:
    """The things a draft names in a set."""
    link = field.remote_field.through
    owner, target = link._meta.get_field(field.m2m_field_name()), link._meta.get_field(field.m2m_reverse_field_name())
    rows = [link(**{owner.attname: draft.pk, target.attname: thing.pk}) for thing in getattr(draft, field.name).all()]
    _replace(link, owner, draft, rows)


def _replace(model: type[Model], owner: Field[Any, Any], draft: BasePage, rows: list[Any]) -> None:
    # Deleting by the rules would send signals and collect what hangs on the rows.
    QuerySet(model).filter(**{owner.attname: draft.pk})._raw_delete(DEFAULT_DB_ALIAS)  # noqa: SLF001
    QuerySet(model).bulk_create(rows)
