"""Filters of the lists of records: people, themes, key figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene
from django.db.models import QuerySet

from api.loading.operation import Operation
from api.types.enums import CHOICE_ENUMS
from api.types.filters import ANY_OF, named, texts, values
from pages.models import Organisation, PersonKind, Pillar, Theme


class PersonFilter(graphene.InputObjectType):
    """Which people: a person meets everything that is said."""

    kinds = graphene.List(
        graphene.NonNull(CHOICE_ENUMS[frozenset(PersonKind.values)]),
        description=f"Only people who speak in one of these qualities. {ANY_OF}",
    )
    organisations = graphene.List(
        graphene.NonNull(graphene.String), description=f"Only people who belong to one of these organisations, by slug. {ANY_OF}"
    )


class ThemeFilter(graphene.InputObjectType):
    """Which themes: a theme meets everything that is said."""

    pillars = graphene.List(
        graphene.NonNull(CHOICE_ENUMS[frozenset(Pillar.values)]), description=f"Only themes under one of these pillars. {ANY_OF}"
    )
    parents = graphene.List(
        graphene.NonNull(graphene.String), description=f"Only themes right below one of these wider themes, by slug. {ANY_OF}"
    )
    is_top_level = graphene.Boolean(description="Only themes that stand below no other; or, if false, none of them.")


class EvidenceFilter(graphene.InputObjectType):
    """Which key figures."""

    codes = graphene.List(graphene.NonNull(graphene.String), description=f"Only the figures of these codes. {ANY_OF}")


Asked = Mapping[str, Any]


def people(rows: QuerySet[Any], asked: Asked, operation: Operation, _language: str) -> QuerySet[Any]:
    """The people that a filter asks for. Too many values raise BadInputError, here and below."""
    if (kinds := values(asked, "kinds")) is not None:
        rows = rows.filter(kind__in=kinds)
    if (slugs := texts(asked, "organisations")) is not None:
        rows = rows.filter(organisation_id__in=named(operation, Organisation, "slug", slugs))
    return rows


def themes(rows: QuerySet[Any], asked: Asked, operation: Operation, _language: str) -> QuerySet[Any]:
    """The themes that a filter asks for."""
    if (pillars := values(asked, "pillars")) is not None:
        rows = rows.filter(pillar__in=pillars)
    if (slugs := texts(asked, "parents")) is not None:
        rows = rows.filter(parent_id__in=named(operation, Theme, "slug", slugs))
    if asked.get("is_top_level") is not None:
        rows = rows.filter(parent__isnull=asked["is_top_level"])
    return rows


def evidence(rows: QuerySet[Any], asked: Asked, _operation: Operation, _language: str) -> QuerySet[Any]:
    """The key figures that a filter asks for."""
    if (codes := texts(asked, "codes")) is not None:
        rows = rows.filter(code__in=codes)
    return rows
