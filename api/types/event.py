"""Events: what the clock makes of them, their place, their entry in calendars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from api.loading.reading import own_columns
from api.loading.rows import Row
from api.types.enums import CHOICE_ENUMS
from pages import departments
from pages.event_status import EventStatus, effective_status, is_over


class Department(graphene.ObjectType):
    """A department of France."""

    code = graphene.String(required=True, description="INSEE's code, such as 69, 2A or 974.")
    name = graphene.String(required=True, description="The name, in French.")


class Venue(graphene.ObjectType):
    """A place where people meet."""

    name = graphene.String(required=True, description="What the place is called.")
    address = graphene.String(description="Street and number; may have several lines.")
    postcode = graphene.String(description="The postcode.")
    city = graphene.String(description="The town.")
    department = graphene.Field(Department, description="The department.")
    commune_code = graphene.String(description="INSEE's code of the commune, such as 69123.")
    latitude = graphene.Float(description="Degrees north of the equator (WGS 84).")
    longitude = graphene.Float(description="Degrees east of Greenwich (WGS 84).")


@dataclass(frozen=True, slots=True)
class DepartmentFacts:
    """The values of a `Department`."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class VenueFacts:
    """The values of a `Venue`."""

    name: str
    address: str | None
    postcode: str | None
    city: str | None
    department: DepartmentFacts | None
    commune_code: str | None
    latitude: float | None
    longitude: float | None


class EventPageAdditions(graphene.ObjectType):
    """What is computed for an event."""

    status = graphene.Field(
        CHOICE_ENUMS[frozenset(EventStatus.values)],
        required=True,
        description="Where the event stands now: by the clock, unless the organisers have said otherwise.",
    )
    is_over = graphene.Boolean(
        required=True,
        description="Whether nothing more comes of it: it has ended, or was cancelled and its time has passed; a postponed one is not.",
    )
    venue = graphene.Field(Venue, description="Where people meet; null where they meet online only.")
    languages_spoken = graphene.List(graphene.NonNull(graphene.String), required=True, description="The languages spoken, as BCP 47 tags.")
    calendar_uid = graphene.String(
        required=True, description="Names the event in calendars for ever, whatever becomes of it (UID of RFC 5545)."
    )

    @staticmethod
    def resolve_status(event: Row, _info: Any) -> str:
        """The status at the moment of the operation."""
        return _status(event).value

    @staticmethod
    def resolve_is_over(event: Row, _info: Any) -> bool:
        """Whether it is over at that moment."""
        return is_over(_status(event), _own(event).get("ends_at"), event.batch.operation.now)

    @staticmethod
    def resolve_venue(event: Row, _info: Any) -> VenueFacts | None:
        """The place, if it has one."""
        own = _own(event)
        if not own.get("venue_name"):
            return None
        code = own.get("department")
        return VenueFacts(
            name=own.get("venue_name"),
            address=own.get("venue_address") or None,
            postcode=own.get("postcode") or None,
            city=own.get("city") or None,
            department=DepartmentFacts(code, departments.NAMES[code]) if code else None,
            commune_code=own.get("commune_code") or None,
            latitude=own.get("latitude"),
            longitude=own.get("longitude"),
        )

    @staticmethod
    def resolve_languages_spoken(event: Row, _info: Any) -> list[str]:
        """The languages, one by one."""
        return [tag.strip() for tag in _own(event).get("languages_spoken").split(",")]

    @staticmethod
    def resolve_calendar_uid(event: Row, _info: Any) -> str:
        """The key of the page: a random UUID, as RFC 7986 wants it, which survives moves, new addresses and withdrawals."""
        return str(event.get("translation_key"))


def _own(event: Row) -> Row:
    own: Row = event.related(own_columns(event.kind))
    return own


def _status(event: Row) -> EventStatus:
    own = _own(event)
    starts, ends, operation = own.get("starts_at"), own.get("ends_at"), event.batch.operation
    operation.holds_until(starts, ends)
    return effective_status(own.get("status"), starts, ends, operation.now)
