"""Filters of the lists of pages: what all pages are filed under, and what interviews, editions and resources have besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import graphene
from django.db.models import Q, QuerySet

from api.loading.operation import Operation
from api.loading.reading import CONTENT_TYPE
from api.types.enums import PageType, ResourceType
from api.types.filters import ANY_OF, linked, named, texts, values
from api.types.limits import moment
from api.types.served import served_in
from pages.models import BasePage, InterviewPage, Organisation, Theme, resource_types


def _texts(description: str) -> graphene.List:
    return graphene.List(graphene.NonNull(graphene.String), description=f"{description} {ANY_OF}")


class FiledPages:
    """What every page can be asked for; the filter of a list of pages starts from it."""

    themes = _texts("Only pages about one of these themes, by slug.")
    ages = _texts("Only pages meant for one of these ages, by code.")
    audiences = _texts("Only pages written for one of these audiences, by code.")
    organisations = _texts("Only pages that one of these organisations publishes or signs with another, by slug.")
    only_ready = graphene.Boolean(
        description="Only pages that answer in the language asked; if it is false or not said, the others answer in French."
    )


class PageFilter(FiledPages, graphene.InputObjectType):
    """Which pages of the whole site: a page meets everything that is said."""

    types = graphene.List(graphene.NonNull(PageType), description=f"Only pages of these types. {ANY_OF}")


class ResourceFilter(FiledPages, graphene.InputObjectType):
    """Which resources: a resource meets everything that is said."""

    types = graphene.List(graphene.NonNull(ResourceType), description=f"Only resources of these kinds. {ANY_OF}")
    is_crisis = graphene.Boolean(description="Only pages of urgent help; or, if false, none of them.")
    published_since = graphene.DateTime(
        description="Only pages first published at this moment or later, given with its offset from UTC: see publishedAt."
    )


class InterviewFilter(FiledPages, graphene.InputObjectType):
    """Which interviews: an interview meets everything that is said."""

    speakers = _texts("Only interviews of one of these people, by slug.")


class EditionFilter(FiledPages, graphene.InputObjectType):
    """Which editions: an edition meets everything that is said. Its own theme counts as one it is about."""


Asked = Mapping[str, Any]


def filed(pages: QuerySet[Any], asked: Asked, operation: Operation, language: str) -> QuerySet[Any]:
    """The pages that are filed as a filter asks. Too many values raise BadInputError."""
    if (slugs := texts(asked, "themes")) is not None:
        pages = pages.filter(_about(operation, slugs))
    return _filed_otherwise(pages, asked, operation, language)


def _about(operation: Operation, slugs: list[str]) -> Q:
    return Q(pk__in=linked(operation, BasePage, "themes", "slug", slugs))


def _filed_otherwise(pages: QuerySet[Any], asked: Asked, operation: Operation, language: str) -> QuerySet[Any]:
    for name in ("ages", "audiences"):
        if (codes := texts(asked, name)) is not None:
            pages = pages.filter(pk__in=linked(operation, BasePage, name, "code", codes))
    if (slugs := texts(asked, "organisations")) is not None:
        signed = linked(operation, BasePage, "cosigning_organisations", "slug", slugs)
        pages = pages.filter(Q(organisation_id__in=named(operation, Organisation, "slug", slugs)) | Q(pk__in=signed))
    if asked.get("only_ready"):
        pages = pages.filter(served_in(operation, language))
    return pages


def resources(pages: QuerySet[Any], asked: Asked, operation: Operation, language: str) -> QuerySet[Any]:
    """The resources that a filter asks for, whatever their types."""
    pages = pages.filter(**{f"{CONTENT_TYPE}__in": types_asked(asked, resource_types())})
    if asked.get("is_crisis") is not None:
        pages = pages.filter(is_crisis=asked["is_crisis"])
    if (since := moment("publishedSince", asked.get("published_since"))) is not None:
        pages = pages.filter(first_published_at__gte=since)
    return filed(pages, asked, operation, language)


def pages_of_types(pages: QuerySet[Any], asked: Asked, operation: Operation, language: str) -> QuerySet[Any]:
    """The pages that a filter asks for, whatever their types."""
    if (types := values(asked, "types")) is not None:
        pages = pages.filter(**{f"{CONTENT_TYPE}__in": types})
    return filed(pages, asked, operation, language)


def types_asked(asked: Asked, among: Iterable[type[BasePage]]) -> list[str]:
    """Those of some types of pages that a filter asks for, by the names of their models; all of them where it says nothing."""
    chosen = values(asked, "types")
    return [str(model._meta.model_name) for model in among if chosen is None or model._meta.model_name in chosen]


def interviews(pages: QuerySet[Any], asked: Asked, operation: Operation, language: str) -> QuerySet[Any]:
    """The interviews that a filter asks for."""
    if (slugs := texts(asked, "speakers")) is not None:
        pages = pages.filter(pk__in=linked(operation, InterviewPage, "speakers.person", "slug", slugs))
    return filed(pages, asked, operation, language)


def editions(pages: QuerySet[Any], asked: Asked, operation: Operation, language: str) -> QuerySet[Any]:
    """The editions that a filter asks for."""
    if (slugs := texts(asked, "themes")) is not None:
        pages = pages.filter(_about(operation, slugs) | Q(theme_id__in=named(operation, Theme, "slug", slugs)))
    return _filed_otherwise(pages, asked, operation, language)
