"""The root: where every operation starts, and the one place where a language is asked for."""

from __future__ import annotations

from typing import Any

import graphene

from api.loading.rows import Row
from api.preview.opening import previewed_page
from api.types import roots
from api.types.arguments import filter_argument, locale_argument, order_argument, speaker_argument
from api.types.changes import ChangeConnection, ChangeFacts, Changes, changes
from api.types.connections import connection_field
from api.types.interfaces import Node, Page
from api.types.limits import MAX_IDS, how_many, page_size
from api.types.page_fields import PageFields
from api.types.record_fields import RecordFields
from api.types.search import Found, SearchConnection, Wanted, found_pages
from api.types.search_filter import SearchFilter, SearchResultOrder
from api.types.site import Entry, NavigationItem, Site, SiteFacts
from api.types.suggestions import DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS, SearchSuggestion, SuggestionFacts, suggestions


class Query(RecordFields, PageFields, graphene.ObjectType):
    """Everything the Club shows the public. Fields of one operation read one state of the site."""

    site = graphene.Field(
        Site, required=True, locale=locale_argument(), description="The site as a whole: languages, menu, current edition."
    )
    navigation = graphene.List(
        graphene.NonNull(NavigationItem),
        required=True,
        locale=locale_argument(),
        description="The main menu, two levels deep: that of the site.",
    )
    search = connection_field(
        SearchConnection,
        "The pages that answer some words, the best answers first.",
        query=graphene.String(required=True, description="Any words; nothing in them is a command."),
        locale=locale_argument(),
        filter_=filter_argument(SearchFilter),
        order_by=order_argument(SearchResultOrder, "RELEVANCE"),
        speaker=speaker_argument("Who asks for help, if they do; what their words say if not said."),
    )
    suggestions = graphene.List(
        graphene.NonNull(SearchSuggestion),
        query=graphene.String(required=True, description="What has been typed; its last word may be unfinished."),
        locale=locale_argument(),
        first=graphene.Int(description=f"How many, 1 to {MAX_SUGGESTIONS}; {DEFAULT_SUGGESTIONS} if not said."),
        description="Themes and titles that the words typed may become; null, with an error, while the index cannot be read.",
    )
    changes = connection_field(
        ChangeConnection,
        "What became public, changed or was withdrawn, the oldest first: the cursor is a place in the journal, from which a copy follows.",
        locale=locale_argument(),
    )
    preview = graphene.Field(
        Page,
        token=graphene.String(required=True, description="A token that an editor made in the admin, half an hour ago at most."),
        locale=locale_argument("The language asked, shown as if it were ready; French if not said."),
        description=(
            "The newest version of one page, as readers would get it once it is published; null with an error where the token opens"
            " none. Asked for once and alone: beside it the root may hold __typename, and nothing else."
        ),
    )
    node = graphene.Field(
        Node,
        id=graphene.ID(required=True, description="An id of any object, as `id` gave it."),
        description="The object with this id, in the language that the id carries; null where there is none readers may see.",
    )
    nodes = graphene.List(
        Node,
        required=True,
        ids=graphene.List(
            graphene.NonNull(graphene.ID), required=True, description=f"Ids of any objects, as `id` gave them; at most {MAX_IDS}."
        ),
        description="The objects with these ids, in their order, each in the language that its id carries; null for what is none.",
    )

    @staticmethod
    def resolve_site(_root: None, info: Any, locale: Any = None) -> SiteFacts:
        """The site."""
        return SiteFacts(info.context, roots.asked(locale))

    @staticmethod
    def resolve_navigation(_root: None, info: Any, locale: Any = None) -> list[Entry]:
        """The menu."""
        return SiteFacts(info.context, roots.asked(locale)).navigation

    @staticmethod
    def resolve_search(_root: None, info: Any, first: int | None = None, after: str | None = None, **wanted: Any) -> Found:
        """The pages found."""
        return found_pages(info.context, Wanted(**wanted), page_size(first), after)

    @staticmethod
    def resolve_suggestions(_root: None, info: Any, query: str, locale: Any = None, first: int | None = None) -> list[SuggestionFacts]:
        """What the words may become."""
        limit = how_many(first, DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS)
        return suggestions(info.context, query, roots.asked(locale), limit)

    @staticmethod
    def resolve_preview(_root: None, info: Any, token: str, locale: Any = None) -> Row:
        """The page that a token opens."""
        return previewed_page(info.context, token, roots.asked(locale))

    @staticmethod
    def resolve_changes(_root: None, info: Any, locale: Any = None, first: int | None = None, after: str | None = None) -> Changes:
        """The changes."""
        return changes(info.context, roots.asked(locale), page_size(first), after)

    @staticmethod
    def resolve_node(_root: None, info: Any, id: str) -> Row | ChangeFacts | None:  # noqa: A002 - the argument's public name
        """One object by id."""
        return roots.node(info.context, id)

    @staticmethod
    def resolve_nodes(_root: None, info: Any, ids: list[str]) -> list[Row | ChangeFacts | None]:
        """Objects by their ids."""
        return roots.nodes(info.context, ids)
