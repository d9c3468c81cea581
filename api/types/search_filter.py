"""What a search may be narrowed to, in which order it comes, and the values that pages are counted by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene
from django.db.models import Model

from api.loading import statements
from api.loading.kinds import rows_of
from api.loading.operation import Operation
from api.types.enums import Locale, PageType
from api.types.filters import ANY_OF, texts, values
from pages.journal import subjects
from pages.models import AgeBand, Audience, Organisation, Theme
from pages.statements import OneOf, ids
from search.documents import KIND, LANGUAGE
from search.engine import SearchOrder


class SearchResultOrder(graphene.Enum):
    """In which order pages found come."""

    RELEVANCE = SearchOrder.RELEVANCE.value
    NEWEST = SearchOrder.NEWEST.value

    @property
    def description(self) -> str:
        """What the value means."""
        if self.value == SearchOrder.NEWEST.value:
            return "Last published first."
        return "The best answers first; those in the language asked before those in French."


def _names(description: str) -> graphene.List:
    return graphene.List(graphene.NonNull(graphene.String), description=f"{description} {ANY_OF}")


class SearchFilter(graphene.InputObjectType):
    """Which pages are found: a page meets everything that is said."""

    themes = _names("Only pages about one of these themes, by slug.")
    ages = _names("Only pages meant for one of these ages, by code.")
    audiences = _names("Only pages written for one of these audiences, by code.")
    organisations = _names("Only pages that one of these organisations publishes or signs with another, by slug.")
    types = graphene.List(graphene.NonNull(PageType), description=f"Only pages of these types. {ANY_OF}")
    languages = graphene.List(graphene.NonNull(Locale), description=f"Only pages that answer in one of these languages. {ANY_OF}")


# What a page is filed under, by the name of the filter: the model and the column that names one of it.
FILED_UNDER: Mapping[str, tuple[type[Model], str]] = {
    "themes": (Theme, "slug"),
    "ages": (AgeBand, "code"),
    "audiences": (Audience, "code"),
    "organisations": (Organisation, "slug"),
}
# Those that are no record.
PLAIN: Mapping[str, str] = {"types": KIND, "languages": LANGUAGE}


def filters(asked: Mapping[str, Any], operation: Operation) -> dict[str, frozenset[str]]:
    """The values of facets that a filter asks for, by dimension: one statement for each list of names. BadInputError for too many."""
    found = {}
    for name, (model, column) in FILED_UNDER.items():
        if (listed := texts(asked, name)) is not None:
            kind = subjects.kind_of(model)
            found[kind] = frozenset(f"{kind}:{pk}" for pk in _named(operation, model, column, listed))
    for name, dimension in PLAIN.items():
        if (listed := values(asked, name)) is not None:
            found[dimension] = frozenset(f"{dimension}:{value}" for value in listed)
    return found


def _named(operation: Operation, model: type[Model], column: str, names: list[str]) -> list[int]:
    operation.made_from.every(subjects.kind_of(model))
    rows = statements.rows(
        ("named", model, column),
        lambda moment: rows_of(model, moment).filter(OneOf(column)).values_list("pk"),
        operation,
        {"ids": ids(names)},
    )
    return [pk for (pk,) in rows]
