"""What is left of deleted rows elsewhere: in revisions, in Wagtail's reference and search indexes, in its log, in old paths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey, Model, Q
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from pages.erasure.names import KnownAs
from pages.erasure.report import Report
from pages.models import BasePage, ContentEvent, PagePath, Person, PublicRecord

Erased = Sequence[tuple[type[Model], int]]


def scrub(erased: Erased, known_as: KnownAs, report: Report) -> None:
    """Removes what refers to the erased rows."""
    person_id = next(pk for model, pk in erased if model is Person)
    report.add("revisions of pages", count=_scrub_revisions(person_id))
    _scrub_indexes(erased, report)
    _scrub_log(erased, report)
    report.add("old paths of pages", count=_scrub_paths(known_as))
    report.add("paths in the journal", count=sum(_scrub_stored_paths(model, known_as) for model in (ContentEvent, PublicRecord)))


# --- revisions -----------------------------------------------------------------------------------------------------------------------


def _scrub_revisions(person_id: int) -> int:
    changed = 0
    page_types = ContentType.objects.get_for_models(*_page_models()).values()
    for revision in Revision.objects.filter(content_type__in=page_types).iterator(chunk_size=100):
        model = revision.content_type.model_class()
        if model is not None and scrub_content(model, revision.content, person_id):
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)
            changed += 1
    return changed


def _page_models() -> list[type[Model]]:
    found: list[type[Model]] = [BasePage]
    for model in found:
        found += model.__subclasses__()
    return [model for model in found if not model._meta.abstract]


def scrub_content(model: type[Model], content: dict[str, Any], person_id: int) -> bool:
    """Takes the person out of a revision's content, as its model says where they may stand; returns whether they stood there."""
    found = False
    for field in model._meta.concrete_fields:
        if _leads_to_person(field) and content.get(field.name) == person_id:
            content[field.name], found = None, True
    for field in get_all_child_m2m_relations(model):
        if field.related_model is Person and person_id in (content.get(field.name) or ()):
            content[field.name] = [pk for pk in content[field.name] if pk != person_id]
            found = True
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        columns = [field.name for field in relation.related_model._meta.concrete_fields if _leads_to_person(field)]
        rows = content.get(name) or []
        # A row that names the person says something of them: their role, their words.
        kept = [row for row in rows if not any(row.get(column) == person_id for column in columns)]
        if len(kept) != len(rows):
            content[name], found = kept, True
    return found


def _leads_to_person(field: Any) -> bool:
    return isinstance(field, ForeignKey) and field.related_model is Person


# --- Wagtail's own indexes and log ----------------------------------------------------------------------------------------------------


def _of(erased: Erased, type_column: str, id_column: str) -> Q:
    wanted = Q(pk__in=())
    for model, pk in erased:
        wanted |= Q(**{type_column: ContentType.objects.get_for_model(model), id_column: str(pk)})
    return wanted


def _scrub_indexes(erased: Erased, report: Report) -> None:
    references = _of(erased, "to_content_type", "to_object_id") | _of(erased, "content_type", "object_id")
    report.add("reference index", count=ReferenceIndex.objects.filter(references).delete()[0])
    report.add("the admin's search index", count=IndexEntry.objects.filter(_of(erased, "content_type", "object_id")).delete()[0])


def _scrub_log(erased: Erased, report: Report) -> None:
    entries = ModelLogEntry.objects.filter(_of(erased, "content_type", "object_id")).exclude(label="", data={})
    report.add("names in the admin's log", count=entries.update(label="", data={}))


# --- paths ------------------------------------------------------------------------------------------------------------------------------


def _scrub_paths(known_as: KnownAs) -> int:
    rows = [row.pk for row in PagePath.objects.filter(is_current=False).iterator() if known_as.stand_in_path(row.path)]
    return PagePath.objects.filter(pk__in=rows).delete()[0]


def _scrub_stored_paths(model: type[Model], known_as: KnownAs) -> int:
    """Takes paths that name the person out of the journal, those that pages still have apart: they are listed with the places."""
    current = set(PagePath.objects.filter(is_current=True).values_list("path", flat=True))
    changed = 0
    for pk, paths in model._default_manager.exclude(paths={}).values_list("pk", "paths").iterator():
        kept = {code: path for code, path in paths.items() if path in current or not known_as.stand_in_path(path)}
        if kept != paths:
            model._default_manager.filter(pk=pk).update(paths=kept)
            changed += 1
    return changed
