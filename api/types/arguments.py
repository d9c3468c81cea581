"""The arguments that fields of the root share."""

from __future__ import annotations

from typing import Any

import graphene

from api.types.connections import connection_field, connection_type
from api.types.enums import CHOICE_ENUMS, Locale
from pages.models import Speaker

LOCALE = "The language asked; French if not said."
PATH = "A path the page has or had, in any language: “/a/b”."
ID = "The id of the page. Its language is asked unless `locale` says another."


def locale_argument(description: str = LOCALE) -> graphene.Argument:
    """The language asked."""
    return graphene.Argument(Locale, description=description)


def speaker_argument(description: str = "Who asks; anybody if not said.") -> graphene.Argument:
    """Who asks for urgent help."""
    return graphene.Argument(CHOICE_ENUMS[frozenset(Speaker.values)], description=description)


def order_argument(enum: Any, first: str) -> graphene.Argument:
    """The order of a list; `first` names the one where nothing is said."""
    return graphene.Argument(enum, description=f"In which order; {first} if not said.")


def filter_argument(input_type: Any) -> graphene.Argument:
    """The filter of a list."""
    return graphene.Argument(input_type, name="filter", description="Which of them; all if not said.")


def connection_of(name: str, node_type: Any, items: str, description: str, **arguments: Any) -> graphene.Field:
    """A list in a language: its type is called after `name`, its `items` (plural) are of `node_type`."""
    return connection_field(connection_type(name, node_type, items), description, locale=locale_argument(), **arguments)
