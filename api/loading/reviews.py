"""Who read a page over: found for all peers in one statement."""

from __future__ import annotations

from functools import cache

from api.loading.kinds import Fallback, Kind
from api.loading.relations import Children
from api.loading.rows import Row
from pages.models import PageReview

ORGANISATION = "organisation_id"


@cache
def _reviews() -> Children:
    kind = Kind("Review", PageReview, Fallback.OWNER, ("language", ORGANISATION, "reviewed_at"))
    return Children(kind, "page_id", ("-reviewed_at", "-pk"))


def reviews_of(page: Row) -> list[Row]:
    """The reviews of the text in the language served, the newest first."""
    return [review for review in page.related(_reviews()) if review.get("language") == page.served]
