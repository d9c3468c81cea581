"""The filter of events: when, of which kinds, where, in which languages, led by whom, and what all pages are filed under."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat, Lower, Replace

from api.http.errors import BadInputError
from api.loading.operation import Operation
from api.types.enums import CHOICE_ENUMS
from api.types.filters import ANY_OF, linked, texts, values
from api.types.limits import moment
from api.types.page_filters import FiledPages, filed
from pages import departments
from pages.distances import distance_km
from pages.models import EventKind, EventPage


class Near(graphene.InputObjectType):
    """A circle on the map."""

    latitude = graphene.Float(required=True, description="Degrees north of the equator, -90 to 90.")
    longitude = graphene.Float(required=True, description="Degrees east of Greenwich, -180 to 180.")
    km = graphene.Float(required=True, description="The radius in kilometres, above 0.")


class EventFilter(FiledPages, graphene.InputObjectType):
    """Which events: an event meets everything that is said."""

    from_ = graphene.DateTime(name="from", description="Only events that end after this moment, given with its offset from UTC.")
    to = graphene.DateTime(description="Only events that begin before this moment, given with its offset from UTC.")
    kinds = graphene.List(graphene.NonNull(CHOICE_ENUMS[frozenset(EventKind.values)]), description=f"Only events of these kinds. {ANY_OF}")
    departments = graphene.List(
        graphene.NonNull(graphene.String),
        description=f"Only events that take place in these departments, by INSEE's code: 69, 2A, 974. {ANY_OF}",
    )
    is_online = graphene.Boolean(
        description="Only events that one can join online; or, if false, only those that take place somewhere. An event may do both."
    )
    languages = graphene.List(
        graphene.NonNull(graphene.String), description=f"Only events at which one of these languages is spoken, as BCP 47 tags. {ANY_OF}"
    )
    hosts = graphene.List(graphene.NonNull(graphene.String), description=f"Only events that one of these people leads, by slug. {ANY_OF}")
    near = graphene.InputField(Near, description="Only events that take place in this circle.")


def events(rows: QuerySet[Any], asked: Mapping[str, Any], operation: Operation, language: str) -> QuerySet[Any]:
    """The events that a filter asks for. What cannot be answered raises BadInputError."""
    rows = _in_time(rows, asked)
    if (kinds := values(asked, "kinds")) is not None:
        rows = rows.filter(kind__in=kinds)
    if (codes := texts(asked, "departments")) is not None:
        for code in codes:
            if code not in departments.NAMES:
                raise BadInputError(f"“departments” must list INSEE's codes of French departments, such as 69, 2A or 974, not “{code}”.")
        rows = rows.filter(department__in=codes)
    if asked.get("is_online") is not None:
        rows = rows.exclude(**{"platform" if asked["is_online"] else "venue_name": ""})
    if (tags := texts(asked, "languages")) is not None:
        rows = _spoken(rows, tags)
    if (slugs := texts(asked, "hosts")) is not None:
        rows = rows.filter(pk__in=linked(operation, EventPage, "hosts.person", "slug", slugs))
    if asked.get("near") is not None:
        latitude, longitude, km = _circle(asked["near"])
        placed = rows.filter(latitude__isnull=False, longitude__isnull=False)
        rows = placed.alias(km=distance_km(latitude, longitude)).filter(km__lte=km)
    return filed(rows, asked, operation, language)


def _in_time(rows: QuerySet[Any], asked: Mapping[str, Any]) -> QuerySet[Any]:
    """The first moment asked is in, the last one is not; an event in progress counts."""
    begin, end = moment("from", asked.get("from_")), moment("to", asked.get("to"))
    if begin is not None and end is not None and begin > end:
        raise BadInputError("“from” comes after “to”.")
    if begin is not None:
        rows = rows.filter(ends_at__gt=begin)
    return rows if end is None else rows.filter(starts_at__lt=end)


def _spoken(rows: QuerySet[Any], tags: list[str]) -> QuerySet[Any]:
    """The column holds tags between commas, as editors type them."""
    comma = Value(",")
    listed = Concat(comma, Replace(Lower("languages_spoken"), Value(" "), Value("")), comma)
    wanted = Q(pk__in=())
    for tag in tags:
        # A comma belongs to no tag.
        if "," in tag:
            continue
        wanted |= Q(listed__contains=f",{tag.lower()},")
    found: QuerySet[Any] = rows.alias(listed=listed).filter(wanted)
    return found


def _circle(near: Any) -> tuple[float, float, float]:
    for name, bound in (("latitude", 90), ("longitude", 180)):
        if not -bound <= near[name] <= bound:
            raise BadInputError(f"“near.{name}” must be -{bound} to {bound} degrees, not {near[name]:g}.")
    if near["km"] <= 0:
        raise BadInputError(f"“near.km” must be above 0, not {near['km']:g}.")
    return near["latitude"], near["longitude"], near["km"]
