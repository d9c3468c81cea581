"""What readers are told of who read a page over."""

from __future__ import annotations

import datetime as dt

import graphene

from api.loading.relations import related_to
from api.loading.reviews import ORGANISATION
from api.loading.rows import Row
from api.schema.grapple_types import type_of
from api.types.enums import Locale
from pages.models import Organisation


class Review(graphene.ObjectType):
    """Somebody other than its author read the text that readers have, and approved it."""

    locale = graphene.Field(Locale, required=True, description="The language of the text that was read: the one served.")
    organisation = graphene.Field(
        lambda: type_of(Organisation),
        description="The association in whose name; null where a translation was approved by somebody who reads the language, in nobody's.",
    )
    approved_at = graphene.DateTime(required=True, description="When it was approved.")

    @staticmethod
    def resolve_locale(review: Row, _info: object) -> str:
        """The language."""
        return str(review.get("language"))

    @staticmethod
    def resolve_organisation(review: Row, _info: object) -> Row | None:
        """The association."""
        found: Row | None = review.related(related_to(ORGANISATION, Organisation))
        return found

    @staticmethod
    def resolve_approved_at(review: Row, _info: object) -> dt.datetime:
        """The moment."""
        moment: dt.datetime = review.get("reviewed_at")
        return moment
