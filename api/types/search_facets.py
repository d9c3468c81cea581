"""Facets of a search: how many of the pages found are filed under what, to narrow it further."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import graphene
from django.db.models import Model

from api.loading.catalogue import kind_of
from api.loading.operation import Operation
from api.loading.reading import find
from api.loading.rows import Row
from api.schema.grapple_types import type_of
from api.types.enums import Locale, PageType
from pages.journal import subjects
from pages.models import AgeBand, Audience, Organisation, Theme
from search.documents import KIND, LANGUAGE

# The dimensions that are counted, whichever of them is asked for.
DIMENSIONS = frozenset({*(subjects.kind_of(model) for model in (Theme, AgeBand, Audience, Organisation)), KIND, LANGUAGE})


@dataclass(frozen=True, slots=True)
class FacetFacts:
    """One value and how many pages have it."""

    value: Any
    count: int


def _value(facet: FacetFacts, _info: Any) -> Any:
    return facet.value


def _facet(name: str, type_: Any, thing: str, pages: str, called: str = "") -> Any:
    """The type of the values of one dimension; `name` is the field of the value, and names the type unless it is `called` otherwise."""
    fields = {
        "__doc__": f"{thing}, and how many of the pages found {pages}.",
        name: graphene.Field(type_, required=True, resolver=_value, description=f"{thing}."),
        "count": graphene.Int(required=True, description="How many pages would be found with it."),
    }
    return type(f"{called or name.title()}Facet", (graphene.ObjectType,), fields)


ThemeFacet = _facet("theme", lambda: type_of(Theme), "A theme", "are about it")
AgeFacet = _facet("age", lambda: type_of(AgeBand), "An age", "are meant for it")
AudienceFacet = _facet("audience", lambda: type_of(Audience), "An audience", "are written for it")
OrganisationFacet = _facet("organisation", lambda: type_of(Organisation), "An organisation", "it publishes or signs")
TypeFacet = _facet("type", PageType, "A type of page", "are of it", called="PageType")
LocaleFacet = _facet("locale", Locale, "A language", "answer in it")


def _list(facet: Any, items: str) -> graphene.List:
    return graphene.List(graphene.NonNull(facet), required=True, description=f"{items}, those of most pages first.")


class SearchFacets(graphene.ObjectType):
    """How many of all pages found have what, with the whole filter but for what it says of the same thing."""

    themes = _list(ThemeFacet, "Themes")
    ages = _list(AgeFacet, "Ages")
    audiences = _list(AudienceFacet, "Audiences")
    organisations = _list(OrganisationFacet, "Organisations")
    types = _list(TypeFacet, "Types of page")
    languages = _list(LocaleFacet, "Languages in which pages answer")


class Facets:
    """The values of `SearchFacets`: each list reads its records when it is asked for, in one statement."""

    def __init__(self, operation: Operation, asked: str, counts: Mapping[str, int]) -> None:
        self._operation = operation
        self._asked = asked
        self._counts = counts

    @property
    def themes(self) -> list[FacetFacts]:
        """Of themes."""
        return self._records(Theme)

    @property
    def ages(self) -> list[FacetFacts]:
        """Of ages."""
        return self._records(AgeBand)

    @property
    def audiences(self) -> list[FacetFacts]:
        """Of audiences."""
        return self._records(Audience)

    @property
    def organisations(self) -> list[FacetFacts]:
        """Of organisations."""
        return self._records(Organisation)

    @property
    def types(self) -> list[FacetFacts]:
        """Of types of page."""
        return [FacetFacts(value, count) for value, count in self._of(KIND)]

    @property
    def languages(self) -> list[FacetFacts]:
        """Of languages."""
        return [FacetFacts(value, count) for value, count in self._of(LANGUAGE)]

    def _of(self, dimension: str) -> list[tuple[str, int]]:
        """The values of one dimension and their numbers, the greatest first, equal ones in the order of their names."""
        named = ((name.partition(":"), count) for name, count in self._counts.items())
        return sorted(((value, count) for (kind, _, value), count in named if kind == dimension), key=lambda each: (-each[1], each[0]))

    def _records(self, model: type[Model]) -> list[FacetFacts]:
        counted = [(int(value), count) for value, count in self._of(subjects.kind_of(model))]
        rows: Mapping[tuple[Any, str], Row] = (
            find(kind_of(model), self._operation, [(pk, self._asked) for pk, _count in counted]) if counted else {}
        )
        facts = [FacetFacts(rows[pk, self._asked], count) for pk, count in counted if (pk, self._asked) in rows]
        # Those of equally many pages in the order in which they were made: a number is no name.
        return sorted(facts, key=lambda each: (-each.count, each.value.pk))
