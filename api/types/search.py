"""Search: pages found, in the order in which the engine found them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from typing import Any

import graphene

from api.http.errors import BadInputError, ErrorCode
from api.loading.catalogue import any_page
from api.loading.operation import Operation
from api.loading.reading import find
from api.loading.rows import Row
from api.pagination import Connection, Page, PageInfo, decoded_cursor, encoded_cursor
from api.types import roots
from api.types.connections import connection_type
from api.types.crisis import Crisis, SupersededNumber, crisis_in, danger_in, superseded_in
from api.types.interfaces import Page as PageType
from api.types.limits import how_many
from api.types.marked import HighlightedFacts, HighlightedText, highlighted
from api.types.quiet_help import MAY_NEED_HELP, QuietHelp, may_need_help, quiet_help_in
from api.types.search_facets import DIMENSIONS, Facets, SearchFacets
from api.types.search_filter import filters
from api.types.search_moments import MomentFacts, Moments, SearchMoment
from pages.journal import subjects
from search.did_you_mean import corrected
from search.engine import DEEPEST_OFFSET, SearchHit, SearchOrder, SearchUnavailableError
from search.moments import MOST_MOMENTS
from search.passages import ranked
from search.promoted import MOST_SHOWN, answers_in, promotion
from search.queries import Answer, Asked, search_pages, texts_with
from search.stored import read_passages
from search.unanswered import counted_question


class SearchHighlights(graphene.ObjectType):
    """What to show of a page found: its title and the passage that answers best, with the words that were searched for."""

    title = graphene.Field(HighlightedText, required=True, description="The title.")
    excerpt = graphene.Field(
        HighlightedText,
        description="The passage of the page's text with most of the words, or its beginning; null where the text has just changed.",
    )


class SearchEdge(graphene.ObjectType):
    """One of the pages found at its place in the list, and why it is there."""

    cursor = graphene.String(required=True, description="The item's place, for `after`. Opaque.")
    node = graphene.Field(lambda: PageType, required=True, description="The page.")
    highlights = graphene.Field(SearchHighlights, required=True, description="What to show of it.")
    moments = graphene.List(
        graphene.NonNull(SearchMoment),
        required=True,
        first=graphene.Int(default_value=MOST_MOMENTS, description=f"How many, 1 to {MOST_MOMENTS}."),
        description="The moments of its films in which the words are said, or where none is, something near in meaning; the best first.",
    )

    @staticmethod
    def resolve_moments(edge: FoundEdge, _info: Any, first: int | None = MOST_MOMENTS) -> list[MomentFacts]:
        """Where the words are said."""
        return edge.found.moments.of(edge.hit)[: how_many(first, MOST_MOMENTS, MOST_MOMENTS)]


NEEDS_HELP = (
    "What to show before anything else where the words speak of danger, in whatever language they are typed; null where they do not."
    " It comes while the index cannot be read too."
)
SUPERSEDED = "A number or name of a line that no longer answers, if it was typed, with what took its place."

SearchConnection = type(
    "SearchConnection",
    (connection_type("Search", lambda: PageType, "pages found", may_fail=True, edge=SearchEdge),),
    {
        "__doc__": "The pages found, page by page. What comes from the search index is null, with an error, while that cannot be read.",
        "crisis": graphene.Field(Crisis, description=NEEDS_HELP),
        "quiet_help": graphene.Field(QuietHelp, description=MAY_NEED_HELP),
        "superseded_number": graphene.Field(SupersededNumber, description=SUPERSEDED),
        "facets": graphene.Field(SearchFacets, description="How many of all pages found have what."),
        "did_you_mean": graphene.String(
            description="The words with mistyped ones mended; they were searched for already. Null where none was mistyped."
        ),
        "promoted": graphene.List(
            graphene.NonNull(PageType),
            required=True,
            description=(
                "Pages that the Club puts first for exactly these words, up to three, in order: to show above the others, among which they"
                " may stand too. Whatever the filter."
            ),
        ),
        "degraded": graphene.Boolean(description="Whether a spare index answered, because the search server is away: it may be behind."),
    },
)


@dataclass(frozen=True)
class Wanted:
    """What is wanted of a search: any words, and what the arguments say besides (values of enumerations, or None)."""

    query: str
    locale: Any = None
    speaker: Any = None
    filter_: Mapping[str, Any] | None = None
    order_by: Any = None


class Found(Connection):
    """The values of a `SearchConnection`: nothing is read, or asked of the engine, before a field needs it, and then once."""

    def __init__(self, operation: Operation, wanted: Wanted, asked: Asked, *, starts_after: bool) -> None:
        super().__init__(self._page, lambda: self.answer.result.total, starts_after=starts_after)
        self.operation = operation
        self.wanted = wanted
        self.asked = asked

    @cached_property
    def crisis(self) -> Row | None:
        """The reason for urgent help that the words speak of."""
        return crisis_in(self.operation, self.wanted.query, self.wanted.speaker, self.wanted.locale)

    @cached_property
    def quiet_help(self) -> QuietHelp | None:
        """The line where somebody listens."""
        return quiet_help_in(self.operation, self.wanted.query, self.asked.language)

    @cached_property
    def superseded_number(self) -> SupersededNumber | None:
        """The number that no longer answers."""
        return superseded_in(self.operation, self.wanted.query, self.asked.language)

    @property
    def answer(self) -> Answer:
        """What the engine found. Raises BadInputError with a code of its own while it cannot answer."""
        if self._answer is None:
            raise unavailable()
        return self._answer

    @cached_property
    def _answer(self) -> Answer | None:
        """The answer; None when the engine could not give it, which is not asked again for every field."""
        try:
            answer = search_pages(self.asked, using=self.operation.database, now=self.operation.now)
        except SearchUnavailableError:
            self.operation.made_from.until(self.operation.now)
            return None
        if answer.is_passing:
            self.operation.made_from.until(self.operation.now)
        if not (answer.result.is_degraded or answer.result.total or self.asked.filters or self.promoted or self.superseded_number):
            is_crisis = danger_in(self.operation, self.asked.text) is not None or may_need_help(self.operation, self.asked.text)
            question = counted_question(self.asked.text, self.asked.language, is_crisis=is_crisis)
            self.operation.made_from.found_nothing(question)
        return answer

    @property
    def page_info(self) -> PageInfo:
        """Where the page stands; the end of everything, where the engine could not answer."""
        return super().page_info if self._answer is not None else PageInfo(False, self.asked.offset > 0, None, None)

    @cached_property
    def promoted(self) -> list[Row]:
        """The pages put first, as far as readers may see them. Asks nothing of the engine."""
        operation, asked = self.operation, self.asked
        found = promotion(asked.text, asked.languages, operation.now, answers_in(asked.languages, operation.now, operation.database))
        operation.holds_until(found.until)
        rows = find(any_page(), operation, [(pk, asked.language) for pk in found.page_ids]) if found.page_ids else {}
        return [rows[pk, asked.language] for pk in found.page_ids if (pk, asked.language) in rows][:MOST_SHOWN]

    @property
    def facets(self) -> Facets:
        """How many of the pages found have what."""
        return Facets(self.operation, self.asked.language, self.answer.result.counts)

    @property
    def did_you_mean(self) -> str | None:
        """The words as they were probably meant."""
        corrections = self.answer.question.corrections
        if not corrections:
            return None
        titles = (str(row.get("title") or "") for row in self.nodes)
        passages = (passage.text for hit in self.answer.result.hits for passage in read_passages(hit.passages))
        standing = partial(texts_with, self.answer, using=self.operation.database)
        return corrected(self.asked.text, corrections, self.asked.languages, chain(titles, passages), standing)

    @property
    def degraded(self) -> bool:
        """Whether another index than the usual one answered."""
        return self.answer.result.is_degraded

    @cached_property
    def moments(self) -> Moments:
        """The moments of all hits."""
        return Moments(self.operation, self.asked.language, self.answer)

    def _page(self) -> Page:
        hits, asked = self.answer.result.hits, self.asked.language
        rows = find(any_page(), self.operation, [(hit.page_id, asked) for hit in hits]) if hits else {}
        edges: list[Any] = [
            FoundEdge(self, hit, encoded_cursor(["search", place]), rows[hit.page_id, asked])
            for place, hit in enumerate(hits, start=self.asked.offset + 1)
            # Beyond the deepest place no cursor leads any further.
            if place <= DEEPEST_OFFSET and (hit.page_id, asked) in rows
        ]
        reached = self.asked.offset + len(hits)
        return Page(edges, has_next=reached < min(self.answer.result.total, DEEPEST_OFFSET))


@dataclass(frozen=True, slots=True)
class FoundEdge:
    """The values of a `SearchEdge`."""

    found: Found
    hit: SearchHit
    cursor: str
    node: Row

    @property
    def highlights(self) -> HighlightFacts:
        """What to show of the page."""
        return HighlightFacts(self.hit, self.node, self.found.answer.stems.get(self.hit.language, {}))


@dataclass(frozen=True, slots=True)
class HighlightFacts:
    """The values of `SearchHighlights`."""

    hit: SearchHit
    page: Row
    stems: Mapping[str, float]

    @property
    def title(self) -> HighlightedFacts:
        """The title, marked."""
        return highlighted(str(self.page.get("title") or ""), self.hit.language, self.stems)

    @property
    def excerpt(self) -> HighlightedFacts | None:
        """The best passage, marked."""
        passages = read_passages(self.hit.passages)
        if not passages:
            return None
        best = next(iter(ranked(passages, self.stems)), 0)
        return highlighted(passages[best].text, self.hit.language, self.stems)


def found_pages(operation: Operation, wanted: Wanted, first: int, after: str | None = None) -> Found:
    """The public pages that answer some words, and what is said before them.

    A wrong cursor or filter raises BadInputError at once; an index that cannot answer raises it where it is read.
    """
    offset = _offset(after)
    operation.made_from.search()
    # Also where no card and no line is asked for: who may keep the answer depends on it.
    may_need_help(operation, wanted.query)
    # A word of a synonym, or a phrase of a promoted answer, changes what is found.
    for kind in subjects.UNSHOWN:
        operation.made_from.every(kind)
    asked = Asked(
        wanted.query,
        roots.asked(wanted.locale),
        first,
        offset,
        filters=filters(wanted.filter_ or {}, operation),
        counted=DIMENSIONS if "facets" in operation.mentions else frozenset(),
        order=SearchOrder.RELEVANCE if wanted.order_by is None else SearchOrder(wanted.order_by.value),
        with_passages=not operation.mentions.isdisjoint(("excerpt", "didYouMean")),
        with_cues="moments" in operation.mentions,
    )
    return Found(operation, wanted, asked, starts_after=after is not None)


def unavailable() -> BadInputError:
    """What readers are told while the index cannot be read."""
    return BadInputError("Search cannot answer now; try again in a moment.", ErrorCode.SEARCH_UNAVAILABLE)


def _offset(after: str | None) -> int:
    if after is None:
        return 0
    match decoded_cursor(after):
        case ["search", int(offset)] if 0 < offset <= DEEPEST_OFFSET:
            return offset
    raise BadInputError("“after” is no cursor of a search.")
