"""Search: pages found, in the order in which the engine found them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import graphene

from api.http.errors import BadInputError, ErrorCode
from api.loading.catalogue import any_page
from api.loading.operation import Operation
from api.loading.reading import find
from api.loading.rows import Row
from api.pagination import Connection, Edge, Page, decoded_cursor, encoded_cursor
from api.types import roots
from api.types.connections import connection_type
from api.types.crisis import Crisis, SupersededNumber, crisis_in, superseded_in
from api.types.interfaces import Page as PageType
from pages.journal import subjects
from search.engine import DEEPEST_OFFSET, SearchResult, SearchUnavailableError
from search.queries import search_pages

NEEDS_HELP = (
    "What to show before anything else where the words speak of danger, in whatever language they are typed; null where they do not."
    " It comes while the index cannot be read too."
)
SUPERSEDED = "A number or name of a line that no longer answers, if it was typed, with what took its place."

SearchConnection = type(
    "SearchConnection",
    (connection_type("Search", lambda: PageType, "pages found", may_fail=True),),
    {
        "__doc__": "The pages found, page by page. What comes from the search index is null, with an error, while that cannot be read.",
        "crisis": graphene.Field(Crisis, description=NEEDS_HELP),
        "superseded_number": graphene.Field(SupersededNumber, description=SUPERSEDED),
    },
)


@dataclass(frozen=True)
class Asked:
    """What is asked of a search: any words, the language of the answer, and who asks, if they say so (values of enumerations, or None)."""

    query: str
    locale: Any = None
    speaker: Any = None


class Found(Connection):
    """The pages found, and what is said before them: nothing is read before a field needs it."""

    def __init__(
        self, operation: Operation, asked: Asked, fetch: Callable[[], Page], count: Callable[[], int], *, starts_after: bool
    ) -> None:
        super().__init__(fetch, count, starts_after=starts_after)
        self._operation = operation
        self._asked = asked

    @cached_property
    def crisis(self) -> Row | None:
        """The reason for urgent help that the words speak of."""
        return crisis_in(self._operation, self._asked.query, self._asked.speaker, self._asked.locale)

    @cached_property
    def superseded_number(self) -> SupersededNumber | None:
        """The number that no longer answers."""
        return superseded_in(self._operation, self._asked.query, roots.asked(self._asked.locale))


def found_pages(operation: Operation, wanted: Asked, first: int, after: str | None) -> Found:
    """The public pages that answer some words.

    A wrong cursor raises BadInputError at once; an index that cannot answer raises it, with a code of its own, where it is read.
    """
    offset, asked = _offset(after), roots.asked(wanted.locale)
    operation.made_from.search()
    # What is hidden is left out, and counted out, before the index follows; so is what depends on something withdrawn.
    operation.made_from.every(subjects.PAGE)
    for kind in subjects.KINDS:
        operation.made_from.members(kind)

    @cache
    def result() -> SearchResult:
        try:
            return search_pages(wanted.query, asked, first, offset, using=operation.database, now=operation.now)
        except SearchUnavailableError as error:
            raise BadInputError("Search cannot answer now; try again in a moment.", ErrorCode.SEARCH_UNAVAILABLE) from error

    def fetch() -> Page:
        hits = result().hits
        rows = find(any_page(), operation, [(hit.page_id, asked) for hit in hits]) if hits else {}
        edges = [
            Edge(encoded_cursor(["search", place]), rows[hit.page_id, asked])
            for place, hit in enumerate(hits, start=offset + 1)
            if (hit.page_id, asked) in rows
        ]
        reached = offset + len(hits)
        return Page(edges, has_next=reached < min(result().total, DEEPEST_OFFSET))

    return Found(operation, wanted, fetch, lambda: result().total, starts_after=after is not None)


def _offset(after: str | None) -> int:
    if after is None:
        return 0
    match decoded_cursor(after):
        case ["search", int(offset)] if 0 < offset <= DEEPEST_OFFSET:
            return offset
    raise BadInputError("“after” is no cursor of a search.")
