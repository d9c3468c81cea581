"""Where pages are, and where the links inside texts lead: current paths of public pages, addresses of public documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.loading.kinds import BlockKind, explicit, rows_of
from api.loading.operation import Operation
from api.loading.rows import Relation, Row
from pages.journal import subjects
from pages.media.links import document_url
from pages.models import PagePath
from pages.visibility import public_documents, public_pages

# How Wagtail's editor stores a link to a page or a document.
STORED_LINK = re.compile(r'<a\b(?=[^>]*\blinktype="(page|document)")(?=[^>]*\bid="(\d+)")[^>]*>')


class Paths(Relation):
    """From pages to their current paths, by language."""

    nothing: Mapping[str, str] = {}

    def load(self, rows: list[Row]) -> Mapping[Row, Mapping[str, str]]:
        """The paths of each page, in every language of the site."""
        known = _current_paths(rows[0].batch.operation, {row.pk for row in rows})
        return {row: known.get(row.pk, {}) for row in rows}


PATHS = Paths()


@dataclass(frozen=True)
class LinkTargets:
    """Where the links of some texts lead. What is not public is not here."""

    paths: Mapping[int, Mapping[str, str]]
    documents: Mapping[int, str]

    def address(self, link_type: str, target: int, language: str) -> str | None:
        """The address of a page (its path in `language`) or of a document; None for what readers may not see."""
        if link_type == "document":
            return self.documents.get(target)
        return self.paths.get(target, {}).get(language)


class TextLinks(Relation):
    """From blocks to the targets of the links in their rich text."""

    nothing = LinkTargets({}, {})

    def starts_at(self, row: Row) -> bool:
        """Whether the block may hold links."""
        return isinstance(row.kind, BlockKind) and bool(row.kind.rich_text)

    def load(self, rows: list[Row]) -> Mapping[Row, LinkTargets]:
        """The targets of all links of all rows: one statement for pages and one for documents, where there are any."""
        wanted: dict[str, set[int]] = {"page": set(), "document": set()}
        for row in rows:
            for name in row.kind.rich_text if isinstance(row.kind, BlockKind) else ():
                for link_type, target in STORED_LINK.findall(row.get(name) or ""):
                    wanted[link_type].add(int(target))
        operation = rows[0].batch.operation
        operation.made_from.things(subjects.PAGE, wanted["page"])
        operation.made_from.things(subjects.DOCUMENT, wanted["document"])
        targets = LinkTargets(
            _public_paths(operation, wanted["page"]) if wanted["page"] else {},
            _document_addresses(operation, wanted["document"]) if wanted["document"] else {},
        )
        return dict.fromkeys(rows, targets)


TEXT_LINKS = TextLinks()


def _current_paths(operation: Operation, pages: Any) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    rows = rows_of(PagePath, operation).filter(page_id__in=pages, is_current=True)
    for pk, code, path in rows.values_list("page_id", "language", "path"):
        found.setdefault(pk, {})[code] = path
    return found


def _public_paths(operation: Operation, pages: set[int]) -> dict[int, dict[str, str]]:
    public = explicit(public_pages(now=operation.now, using=operation.database)).filter(pk__in=pages).order_by()
    return _current_paths(operation, public.values("pk"))


def _document_addresses(operation: Operation, documents: set[int]) -> dict[int, str]:
    rows = public_documents(using=operation.database).filter(pk__in=documents).values_list("pk", "file")
    return {pk: document_url(pk, file) for pk, file in rows}
