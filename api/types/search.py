"""Search: pages found, in the order in which the engine found them."""

from __future__ import annotations

from functools import cache

from api.http.errors import BadInputError, ErrorCode
from api.loading.catalogue import any_page
from api.loading.operation import Operation
from api.loading.reading import find
from api.pagination import Connection, Edge, Page, decoded_cursor, encoded_cursor
from api.types.connections import connection_type
from api.types.interfaces import Page as PageType
from pages.journal import subjects
from search.engine import DEEPEST_OFFSET, SearchResult, SearchUnavailableError
from search.queries import Asked, search_pages

SearchConnection = type(
    "SearchConnection",
    (connection_type("Search", lambda: PageType, "pages found", may_fail=True),),
    {"__doc__": "The pages found, page by page. What comes from the search index is null, with an error, while that cannot be read."},
)


def found_pages(operation: Operation, text: str, asked: str, first: int, after: str | None) -> Connection:
    """The public pages that answer `text`.

    A wrong cursor raises BadInputError at once; an index that cannot answer raises it, with a code of its own, where it is read.
    """
    offset = _offset(after)
    operation.made_from.search()
    # What is hidden is left out, and counted out, before the index follows; so is what depends on something withdrawn.
    operation.made_from.every(subjects.PAGE)
    for kind in subjects.KINDS:
        operation.made_from.members(kind)
    # A word of a synonym, or a phrase of a promoted answer, changes what is found.
    for kind in subjects.UNSHOWN:
        operation.made_from.every(kind)

    @cache
    def result() -> SearchResult:
        try:
            return search_pages(Asked(text, asked, first, offset), using=operation.database, now=operation.now).result
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

    return Connection(fetch, lambda: result().total, starts_after=after is not None)


def _offset(after: str | None) -> int:
    if after is None:
        return 0
    match decoded_cursor(after):
        case ["search", int(offset)] if 0 < offset <= DEEPEST_OFFSET:
            return offset
    raise BadInputError("“after” is no cursor of a search.")
