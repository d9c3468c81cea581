"""Suggestions while somebody types: themes and titles that the words may become."""

from __future__ import annotations

from dataclasses import dataclass

import graphene

from api.loading.catalogue import any_page, kind_of
from api.loading.operation import Operation
from api.loading.reading import find, read
from api.loading.rows import Row
from api.schema.grapple_types import type_of
from api.types.crisis import danger_in
from api.types.interfaces import Page
from api.types.search import unavailable
from pages.models import Theme
from search.analysis import QUERY_CHARACTERS, words
from search.completions import complete_titles
from search.engine import SearchUnavailableError

# How many suggestions there are, where nothing is said, and at most; and how many of them are themes.
DEFAULT_SUGGESTIONS = 8
MAX_SUGGESTIONS = 20
MOST_THEMES = 3


class SearchSuggestion(graphene.ObjectType):
    """What somebody may be about to ask for: a theme, or a page by its title."""

    text = graphene.String(required=True, description="The name of the theme, or the title of the page.")
    theme = graphene.Field(lambda: type_of(Theme), description="The theme; null for a page.")
    page = graphene.Field(lambda: Page, description="The page; null for a theme.")


@dataclass(frozen=True, slots=True)
class SuggestionFacts:
    """The values of a `SearchSuggestion`."""

    text: str
    theme: Row | None = None
    page: Row | None = None


def suggestions(operation: Operation, text: str, language: str, limit: int) -> list[SuggestionFacts]:
    """Themes, then pages, that have all of the words typed, the last of which may be unfinished; none before a letter is typed.

    None either where the words speak of danger: what is said then is said by the search, before anything else.

    Raises BadInputError while the index cannot be read.
    """
    typed = list(words(text, QUERY_CHARACTERS))
    if not typed or danger_in(operation, text) is not None:
        return []
    themes = [theme for theme in _themes(operation, language) if _is_begun(str(theme.get("name") or ""), typed)][: min(limit, MOST_THEMES)]
    operation.made_from.search()
    try:
        completion = complete_titles(text, language, limit, using=operation.database, now=operation.now)
    except SearchUnavailableError as error:
        raise unavailable() from error
    if completion.is_passing:
        operation.made_from.until(operation.now)
    hits = completion.hits[: limit - len(themes)]
    rows = find(any_page(), operation, [(hit.page_id, language) for hit in hits]) if hits else {}
    pages = [rows[hit.page_id, language] for hit in hits if (hit.page_id, language) in rows]
    return [
        *(SuggestionFacts(str(theme.get("name") or ""), theme=theme) for theme in themes),
        *(SuggestionFacts(str(page.get("title") or ""), page=page) for page in pages),
    ]


def _themes(operation: Operation, language: str) -> list[Row]:
    kind = kind_of(Theme)
    operation.made_from.every(kind.journalled)
    return read("themes to suggest", kind, lambda rows, _moment: rows.order_by("slug"), operation, language)


def _is_begun(name: str, typed: list[str]) -> bool:
    """Whether a name has all of these words, or begins one of its words with the last."""
    held = list(words(name, QUERY_CHARACTERS))
    return all(word in held for word in typed[:-1]) and any(word.startswith(typed[-1]) for word in held)
