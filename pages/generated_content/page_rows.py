"""Writes many pages of one type below one parent with a few statements, as the tree, the languages and the catalogue expect them.

Django's ``bulk_create`` refuses models with a parent table, so the shared rows are created in bulk and the rows of the type's own table
are inserted beside them. Paths and journal are the caller's business (``pages.paths``, ``pages.journal.recording``).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F, Model
from wagtail.models import Locale

from pages import languages
from pages.models import BasePage
from pages.paths import STEP
from pages.starter_content.columns import columns

BATCH = 200


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page to write: the columns of the shared table, those of its own (streams as raw data), and where it is filed."""

    key: uuid.UUID
    slug: str
    published_at: dt.datetime
    title: dict[str, str]
    summary: dict[str, str]
    ready: tuple[str, ...]
    own: dict[str, Any]
    shared: dict[str, Any] = field(default_factory=dict)
    themes: tuple[int, ...] = ()
    ages: tuple[int, ...] = ()
    audiences: tuple[int, ...] = ()


def write_pages(model: type[BasePage], parent: BasePage, rows: Sequence[PageRow]) -> list[int]:
    """Writes live pages after the last child of ``parent`` and returns their ids, in order; to be called in a transaction.

    The active language must be the source language (``languages.source_language``), as everywhere that bare translated names are set.
    """
    parent = BasePage.objects.get(pk=parent.pk)
    last = BasePage.objects.filter(path__startswith=parent.path, depth=parent.depth + 1).order_by("path").last()
    first_step = BasePage.numconv_obj().str2int(last.path[-STEP:]) + 1 if last else 1
    content_type, locale = ContentType.objects.get_for_model(model), Locale.get_default()
    pages = [
        _shared_row(row, parent, first_step + position, {"content_type": content_type, "locale": locale})
        for position, row in enumerate(rows)
    ]
    BasePage.objects.bulk_create(pages, batch_size=BATCH)
    ids = [page.pk for page in pages]
    _write_own_rows(model, [(pk, row.own) for pk, row in zip(ids, rows, strict=True)])
    for name in ("themes", "ages", "audiences"):
        _file_under(name, {pk: getattr(row, name) for pk, row in zip(ids, rows, strict=True)})
    BasePage.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(rows))
    return ids


def _shared_row(row: PageRow, parent: BasePage, step: int, fixed: dict[str, Any]) -> BasePage:
    place = BasePage.numconv_obj().int2str(step).rjust(STEP, BasePage.alphabet[0])
    page = BasePage(
        **fixed,
        **columns("title", row.title),
        draft_title=row.title[languages.source()],
        **columns("summary", row.summary),
        **row.shared,
        path=f"{parent.path}{place}",
        depth=parent.depth + 1,
        numchild=0,
        slug=row.slug,
        url_path=f"{parent.url_path}{row.slug}/",
        translation_key=row.key,
        live=True,
        is_sample=True,
        first_published_at=row.published_at,
        last_published_at=row.published_at,
    )
    for code in languages.codes():
        languages.set_ready(page, code, code in row.ready)
    return page


def _write_own_rows(model: type[BasePage], rows: Sequence[tuple[int, dict[str, Any]]]) -> None:
    fields = [column for column in model._meta.local_concrete_fields if not column.primary_key]
    link = model._meta.pk
    quoted = ", ".join(connection.ops.quote_name(column.column) for column in (link, *fields))
    marks = ", ".join(["%s"] * (len(fields) + 1))
    values = [[pk, *(column.get_db_prep_save(_value(column, own), connection) for column in fields)] for pk, own in rows]
    with connection.cursor() as cursor:
        # Names come from the model, values are parameters.
        cursor.executemany(f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({quoted}) VALUES ({marks})", values)  # noqa: S608


def _value(column: Any, own: dict[str, Any]) -> Any:
    """What goes into a column: the value given, or French in the bare column of a translated field, or the default."""
    french = languages.column(column.name, languages.source())
    for name in (column.attname, french):
        if name in own:
            return own[name]
    return column.get_default()


def _file_under(name: str, wanted: dict[int, tuple[int, ...]]) -> None:
    relation = BasePage._meta.get_field(name)
    through: type[Model] = relation.remote_field.through
    owner, other = relation.m2m_field_name(), relation.m2m_reverse_field_name()
    through._default_manager.bulk_create(
        [through(**{f"{owner}_id": pk, f"{other}_id": target}) for pk, targets in wanted.items() for target in targets], batch_size=BATCH
    )
