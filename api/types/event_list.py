"""The list of events: between two moments, of a kind, in a department, near a point."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import graphene
from django.db.models import QuerySet

from api.http.errors import BadInputError
from api.loading.catalogue import kind_of
from api.loading.operation import Operation
from api.pagination import Connection, Ordering, connection
from api.types.limits import moment
from pages import departments
from pages.distances import distance_km
from pages.models import EventPage


class Near(graphene.InputObjectType):
    """A circle on the map."""

    latitude = graphene.Float(required=True, description="Degrees north of the equator, -90 to 90.")
    longitude = graphene.Float(required=True, description="Degrees east of Greenwich, -180 to 180.")
    km = graphene.Float(required=True, description="The radius in kilometres, above 0.")


@dataclass(frozen=True, slots=True)
class EventFilters:
    """What events are asked for; None asks nothing. `near` is (latitude, longitude, km)."""

    begin: dt.datetime | None = None
    end: dt.datetime | None = None
    kind: str | None = None
    department: str | None = None
    near: tuple[float, float, float] | None = None

    def applied_to(self, events: QuerySet[Any]) -> QuerySet[Any]:
        """Those of `events` that are asked for. The first moment asked is in, the last one is not; an event in progress counts."""
        if self.begin is not None:
            events = events.filter(ends_at__gt=self.begin)
        if self.end is not None:
            events = events.filter(starts_at__lt=self.end)
        if self.kind is not None:
            events = events.filter(kind=self.kind)
        if self.department is not None:
            events = events.filter(department=self.department)
        if self.near is not None:
            latitude, longitude, km = self.near
            placed = events.filter(latitude__isnull=False, longitude__isnull=False)
            events = placed.alias(km=distance_km(latitude, longitude)).filter(km__lte=km)
        return events


def checked(
    from_: dt.datetime | None = None,
    to: dt.datetime | None = None,
    kind: Any = None,
    department: str | None = None,
    near: Any = None,
) -> EventFilters:
    """The arguments as filters; what cannot be answered raises BadInputError."""
    begin, end = moment("from", from_), moment("to", to)
    if begin is not None and end is not None and begin > end:
        raise BadInputError("“from” comes after “to”.")
    if department is not None and department not in departments.NAMES:
        raise BadInputError(f"“department” must be INSEE's code of a French department, such as 69, 2A or 974, not “{department}”.")
    return EventFilters(begin, end, None if kind is None else str(kind.value), department, None if near is None else _circle(near))


def _circle(near: Any) -> tuple[float, float, float]:
    for name, bound in (("latitude", 90), ("longitude", 180)):
        if not -bound <= near[name] <= bound:
            raise BadInputError(f"“near.{name}” must be -{bound} to {bound} degrees, not {near[name]:g}.")
    if near["km"] <= 0:
        raise BadInputError(f"“near.km” must be above 0, not {near['km']:g}.")
    return near["latitude"], near["longitude"], near["km"]


def events(operation: Operation, filters: EventFilters, ordering: Ordering, asked: str, first: int, after: str | None) -> Connection:
    """The public events that pass the filters."""
    kind = kind_of(EventPage)
    operation.made_from.every(kind.listed_as)
    return connection(kind, filters.applied_to(kind.queryset(operation)), ordering, operation, asked, first, after)
