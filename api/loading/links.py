"""Where pages are, and where the links inside texts lead: current paths of public pages, addresses of public documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from api.loading import statements
from api.loading.kinds import BlockKind, rows_of
from api.loading.operation import Operation
from api.loading.rows import Relation, Row
from pages.journal import subjects
from pages.media.links import document_url
from pages.models import PagePath
from pages.statements import OneOf, explicit, ids
from pages.visibility import public_documents, public_pages

# How Wagtail's editor stores a link to a page or a document.
STORED_LINK = re.compile(r'<a\b(?=[^>]*\blinktype="(page|document)")(?=[^>]*\bid="(\d+)")[^>]*>')


class Paths(Relation):
    """From pages to their current paths, by language."""

    nothing: Mapping[str, str] = {}

    def load(self, rows: list[Row]) -> Mapping[Row, Mapping[str, str]]:
        """The paths of each page, in every language of the site."""
        known = _by_page(
            statements.rows(
                "paths",
                lambda moment: _current_paths(moment).filter(OneOf("page_id")),
                rows[0].batch.operation,
                {"ids": ids(row.pk for row in rows)},
            )
        )
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


def _current_paths(operation: Operation) -> QuerySet[Any]:
    return rows_of(PagePath, operation).filter(is_current=True).values_list("page_id", "language", "path")


def _by_page(rows: Iterable[tuple[Any, ...]]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for pk, code, path in rows:
        found.setdefault(pk, {})[code] = path
    return found


def _public_paths(operation: Operation, pages: set[int]) -> dict[int, dict[str, str]]:
    def paths(moment: Operation) -> QuerySet[Any]:
        public = explicit(public_pages(now=moment.now, using=moment.database)).filter(OneOf("pk")).order_by()
        return _current_paths(moment).filter(page_id__in=public.values("pk"))

    return _by_page(statements.rows("public paths", paths, operation, {"ids": ids(pages)}))


def _document_addresses(operation: Operation, documents: set[int]) -> dict[int, str]:
    def files(moment: Operation) -> QuerySet[Any]:
        return explicit(public_documents(using=moment.database)).filter(OneOf("pk")).order_by().values_list("pk", "file")

    return {pk: document_url(pk, file) for pk, file in statements.rows("files", files, operation, {"ids": ids(documents)})}
