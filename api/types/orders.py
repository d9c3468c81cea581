"""The orders in which lists come: enumerations for readers, and the keysets behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import graphene
from django.db.models import DateTimeField, ExpressionWrapper, F, OuterRef, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from api.loading.kinds import Kind
from api.loading.operation import Operation
from api.pagination import Ordering
from api.types.served import as_served
from pages import languages
from pages.journal import subjects
from pages.models import SortKey
from pages.models.sort_key import AlphabeticalField

OrderFor = Callable[[Kind, Operation, str], Ordering]
"""The order of a list of a kind, for one operation and the language asked."""

# Stands for a moment nobody wrote down: before everything else, so that a keyset has no empty place.
_LONG_AGO = Value(dt.datetime(1970, 1, 1, tzinfo=dt.UTC), output_field=DateTimeField())
_PUBLISHED = Coalesce(F("first_published_at"), _LONG_AGO)
# Puts pages that answer in French behind all that answer in the language asked: a keyset has one key, and here it is a moment.
_FAR_BACK = ExpressionWrapper(_PUBLISHED - dt.timedelta(days=100_000), output_field=DateTimeField())


class PageOrder(graphene.Enum):
    """In which order pages come."""

    NEWEST = "newest"
    OLDEST = "oldest"
    RECENTLY_UPDATED = "recently-updated"
    TITLE = "title"
    READY_FIRST = "ready-first"

    @property
    def description(self) -> str:
        """What the value means."""
        return {
            "newest": "Last published first.",
            "oldest": "First published first.",
            "recently-updated": "By updatedAt: first the page whose text in the language served was published last.",
            "title": "By the title in the language served, A to Z; accents, capitals and punctuation do not count.",
            "ready-first": "First the pages that answer in the language asked, then the others; of both, last published first.",
        }[str(self.value)]


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
        if self.value == "name":
            return "By the name as it is answered, A to Z; accents, capitals and punctuation do not count."
        return "By the name as it is answered, Z to A."


def _always(ordering: Ordering) -> OrderFor:
    return lambda _kind, _operation, _asked: ordering


def _by_update(_kind: Kind, operation: Operation, asked: str) -> Ordering:
    updated = as_served(operation, asked, languages.published_expression)
    return Ordering(f"recently-updated-{asked}", Coalesce(updated, _LONG_AGO), dt.datetime, is_descending=True)


def _by_title(_kind: Kind, operation: Operation, asked: str) -> Ordering:
    key = as_served(operation, asked, lambda code: _sort_key(subjects.PAGE, code))
    return Ordering(f"title-{asked}", key, str)


def _by_readiness(_kind: Kind, operation: Operation, asked: str) -> Ordering:
    key = as_served(operation, asked, lambda code: _PUBLISHED if code == asked else _FAR_BACK)
    return Ordering(f"ready-first-{asked}", key, dt.datetime, is_descending=True)


def _by_name(kind: Kind, _operation: Operation, asked: str) -> Ordering:
    return Ordering(f"name-{asked}", _sort_key(kind.journalled, asked), str)


def _by_name_reversed(kind: Kind, _operation: Operation, asked: str) -> Ordering:
    return Ordering(f"name-reversed-{asked}", _sort_key(kind.journalled, asked), str, is_descending=True)


def _sort_key(kind: str, code: str) -> Combinable:
    keys = SortKey.objects.filter(kind=kind, object_id=OuterRef("pk"), language=code).values("key")
    text = AlphabeticalField()
    # What has no key (written past the models, before the sweep came by) stands first.
    return Coalesce(Subquery(keys), Value("", output_field=text), output_field=text)


PAGES: dict[str, OrderFor] = {
    "newest": _always(Ordering("newest", _PUBLISHED, dt.datetime, is_descending=True)),
    "oldest": _always(Ordering("oldest", _PUBLISHED, dt.datetime)),
    "recently-updated": _by_update,
    "title": _by_title,
    "ready-first": _by_readiness,
}
EDITIONS: dict[str, OrderFor] = {
    "latest": _always(Ordering("latest", F("number"), int, is_descending=True)),
    "earliest": _always(Ordering("earliest", F("number"), int)),
}
EVENTS: dict[str, OrderFor] = {
    "soonest": _always(Ordering("soonest", F("starts_at"), dt.datetime)),
    "latest": _always(Ordering("latest", F("starts_at"), dt.datetime, is_descending=True)),
}
NAMED: dict[str, OrderFor] = {"name": _by_name, "name-reversed": _by_name_reversed}
BY_CODE: OrderFor = _always(Ordering("code", F("code"), str))


def chosen(orders: Mapping[str, OrderFor], order_by: Any, otherwise: str) -> OrderFor:
    """The order that an argument names; `otherwise` where it says nothing."""
    return orders[order_by.value if order_by is not None else otherwise]
