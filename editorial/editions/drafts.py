"""The newest versions of many pages, to look at, in a few statements; what is published is read one by one, as Wagtail does."""

from __future__ import annotations

from collections.abc import Iterable

from modelcluster.models import get_all_child_m2m_relations
from wagtail.models import COMMENTS_RELATION_NAME

from pages import languages
from pages.models import BasePage

KEPT = ("pk", "path", "depth", "numchild", "url_path", "content_type_id", "live", "live_revision_id", "latest_revision_id", "owner_id")
"""What a page is whatever its version says."""


def newest_versions(rows: Iterable[BasePage]) -> dict[int, BasePage]:
    """The newest version of each of these pages (rows with their ``latest_revision``), by number, as instances of their types.

    Records they name (themes, people) are there by their numbers alone, and not asked whether they still exist. Pages without a version
    are as readers have them.
    """
    rows = list(rows)
    found = {row.pk: _version(row) for row in rows if row.latest_revision is not None}
    bare = [row.pk for row in rows if row.pk not in found]
    if bare:
        found |= {page.pk: page for page in BasePage.objects.filter(pk__in=bare).specific()}
    return found


def _version(row: BasePage) -> BasePage:
    model, content = row.specific_class, row.latest_revision.content
    many = {relation.name: relation.related_model for relation in get_all_child_m2m_relations(model)}
    own = {name: value for name, value in content.items() if name not in many and name != COMMENTS_RELATION_NAME}
    with languages.source_language():
        version: BasePage = model.from_serializable_data(own, check_fks=False)
        for name, related in many.items():
            setattr(version, name, [related(pk=pk) for pk in content.get(name, ())])
        setattr(version, COMMENTS_RELATION_NAME, [])
    for name in (*KEPT, languages.CONSENTED):
        setattr(version, name, getattr(row, name))
    return version
