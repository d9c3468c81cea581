"""Until when a page is true: gathered on its request from the answers it shows, told in the headers of its response."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from website.client.answers import Answer

KEY = "club.website.freshness"
"""Its name among the values of a WSGI request, which no client can send."""

UNTIL = "club.website.until"
"""Where a page leaves until when it holds, in seconds since 1970, whatever its answers say: for who keeps it before us."""

# Seconds that a page is kept at most; by browsers, which cannot be told when something changes, and by caches that are asked again.
LONGEST = 60
LONGEST_IN_BROWSERS = 10


@dataclass
class Freshness:
    """What the answers behind one page say of keeping it.

    `max_age`, in seconds, is the least of theirs; None says that nobody may keep the page. `surrogate_keys` are all the names under which
    it can be called back. A page of no answers is true for as long as the program runs. `is_confidential` says that it is for whoever asked
    alone: set by answers that are, and by the views of drafts and of words that a form sent.
    """

    max_age: int | None = LONGEST
    surrogate_keys: set[str] = field(default_factory=set)
    is_confidential: bool = False
    has_errors: bool = False

    def add(self, answer: Answer) -> None:
        """The page shows this answer, too."""
        if answer.max_age is None or self.max_age is None:
            self.max_age = None
        else:
            self.max_age = min(self.max_age, answer.max_age)
        self.surrogate_keys |= answer.surrogate_keys
        self.is_confidential |= answer.is_confidential
        self.has_errors |= bool(answer.errors)

    @property
    def cache_control(self) -> str:
        """What caches are told."""
        if self.is_confidential:
            return "private, no-store"
        if self.max_age is None or self.has_errors:
            return "no-store"
        return f"public, max-age={min(LONGEST_IN_BROWSERS, self.max_age)}, s-maxage={self.max_age}"


def freshness_of(request: HttpRequest) -> Freshness:
    """That of the page which answers this request; begun at the first call."""
    return cast("Freshness", request.META.setdefault(KEY, Freshness()))


def hold_until(request: HttpRequest, moment: dt.datetime) -> None:
    """The page that answers this request looks at the clock itself, and holds until `moment` (aware)."""
    request.META[UNTIL] = min(request.META.get(UNTIL, float("inf")), moment.timestamp())
    freshness = freshness_of(request)
    if freshness.max_age is not None:
        freshness.max_age = min(freshness.max_age, max(0, int((moment - timezone.now()).total_seconds())))


def tell_freshness(request: HttpRequest, response: HttpResponseBase) -> None:
    """Put it into the headers of the response, unless its view has said how long it may be kept."""
    freshness = freshness_of(request)
    response.headers.setdefault("Cache-Control", freshness.cache_control)
    if freshness.surrogate_keys and not freshness.is_confidential:
        response.headers["Surrogate-Key"] = " ".join(sorted(freshness.surrogate_keys))
