"""Drafts laid into the tables as their publication would: the row, what belongs to it, its paths. Without signals, journal and files.

Only inside a transaction that is undone (`api.preview.undoing`).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Field, Model, QuerySet
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import PageViewRestriction

from pages import addresses, consents, languages, paths, releases
from pages.models import BasePage, EditionPage, PageReview
from pages.permissions import sees_drafts_of


def lay(
    page: BasePage, language: str, editor: Any, now: dt.datetime, version: BasePage | None = None, *, is_whatever_written: bool = True
) -> None:
    """Make a version of a page public, the newest if none is given; of an edition, also the drafts it lists that `editor` may see.

    Its `language` is ready then, if need be only where something is written in it (not `is_whatever_written`), as with the drafts listed.
    Raises ValidationError or IntegrityError where the version could not be published either.
    """
    draft = newest_version(page) if version is None else version
    listed = [row.page_id for row in draft.contents.all()] if isinstance(draft, EditionPage) else []
    _publish(draft, now, also_ready=language if is_whatever_written or _is_written(draft, language) else "")
    for content in BasePage.objects.filter(pk__in=listed, live=False).order_by("pk"):
        if sees_drafts_of(editor, content):
            written = newest_version(content)
            _publish(written, now, also_ready=language if _is_written(written, language) else "")


def _is_written(page: BasePage, language: str) -> bool:
    return bool(languages.text(page, "title", language))


def open_up(page: BasePage) -> None:
    """Show a page that was laid to those who write it, although it is restricted or somebody whose story it tells has not consented."""
    places = [page.path[:length] for length in range(page.steplen, len(page.path) + 1, page.steplen)]
    _drop(QuerySet(PageViewRestriction).filter(page__path__in=places))
    witnesses, owner, _person = consents.people_in(BasePage)
    _drop(witnesses.filter(**{owner: page.pk}))
    consents.refresh_languages([page.pk])


def newest_version(page: BasePage) -> BasePage:
    """The version of a page that was saved last."""
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
        is_new = draft.pk is None
        for model in (*reversed(type(draft)._meta.get_parent_list()), type(draft)):
            if is_new:
                _insert_columns(draft, model)
            else:
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


def _insert_columns(draft: BasePage, model: type[Model]) -> None:
    """The row of a page that was never saved, at the place in the tree that it was given."""
    columns = [column for column in model._meta.local_concrete_fields if model is not BasePage or not column.primary_key]
    if model is not BasePage:
        setattr(draft, model._meta.pk.attname, draft.id)
    rows: Any = QuerySet(model)
    # Creating by the rules would send signals, and expects a page whose parents are there.
    [made] = rows._insert([draft], columns, [model._meta.pk], using=DEFAULT_DB_ALIAS)  # noqa: SLF001
    setattr(draft, model._meta.pk.attname, made[0])


def _write_rows(draft: BasePage, relation: Any) -> None:
    """The ordered rows of a draft, numbered anew as publication does: a draft's own may have no number yet."""
    rows = list(getattr(draft, relation.get_accessor_name()).all())
    for row in rows:
        row.pk = None
        setattr(row, relation.field.attname, draft.pk)
    _replace(relation.related_model, relation.field, draft, rows)


def _write_links(draft: BasePage, field: Any) -> None:
    """The things a draft names in a set."""
    link = field.remote_field.through
    owner, target = link._meta.get_field(field.m2m_field_name()), link._meta.get_field(field.m2m_reverse_field_name())
    rows = [link(**{owner.attname: draft.pk, target.attname: thing.pk}) for thing in getattr(draft, field.name).all()]
    _replace(link, owner, draft, rows)


def _replace(model: type[Model], owner: Field[Any, Any], draft: BasePage, rows: list[Any]) -> None:
    _drop(QuerySet(model).filter(**{owner.attname: draft.pk}))
    QuerySet(model).bulk_create(rows)


def _drop(rows: QuerySet[Any]) -> None:
    # Deleting by the rules would send signals and collect what hangs on the rows.
    rows._raw_delete(DEFAULT_DB_ALIAS)  # noqa: SLF001
