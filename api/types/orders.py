"""The orders in which lists come: enumerations for readers, and the keysets behind them."""

from __future__ import annotations

import datetime as dt

import graphene
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Coalesce

from api.pagination import Ordering

# Stands for a moment nobody wrote down: before everything else, so that a keyset has no empty place.
_LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_PUBLISHED = Coalesce(F("first_published_at"), Value(_LONG_AGO, output_field=DateTimeField()))


class PageOrder(graphene.Enum):
    """In which order pages come."""

    NEWEST = "newest"
    OLDEST = "oldest"

    @property
    def description(self) -> str:
        """What the value means."""
        return "Last published first." if self.value == "newest" else "First published first."


class EditionOrder(graphene.Enum):
    """In which order editions come."""

    LATEST = "latest"
    EARLIEST = "earliest"

    @property
    def description(self) -> str:
        """What the value means."""
        return "The highest number first." if self.value == "latest" else "The lowest number first."


class EventOrder(graphene.Enum):
    """In which order events come."""

    SOONEST = "soonest"
    LATEST = "latest"

    @property
    def description(self) -> str:
        """What the value means."""
        return "By their beginning, the first to begin first." if self.value == "soonest" else "By their beginning, the last one first."


class NameOrder(graphene.Enum):
    """In which order people, organisations and themes come."""

    NAME = "name"
    NAME_REVERSED = "name-reversed"

    @property
    def description(self) -> str:
        """What the value means."""
        return "By slug: the French name without accents, A to Z." if self.value == "name" else "By slug, Z to A."


PAGES = {
    "newest": Ordering("newest", _PUBLISHED, dt.datetime, is_descending=True),
    "oldest": Ordering("oldest", _PUBLISHED, dt.datetime),
}
EDITIONS = {
    "latest": Ordering("latest", F("number"), int, is_descending=True),
    "earliest": Ordering("earliest", F("number"), int),
}
EVENTS = {
    "soonest": Ordering("soonest", F("starts_at"), dt.datetime),
    "latest": Ordering("latest", F("starts_at"), dt.datetime, is_descending=True),
}
RECORDS = {
    "name": Ordering("name", F("slug"), str),
    "name-reversed": Ordering("name-reversed", F("slug"), str, is_descending=True),
}
