"""What caches beyond the house are told: how long an answer may be kept, and the names under which it can be called back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from api.loading.made_from import EVERY, MEMBERS, Tag

# Bytes of a Surrogate-Key header: what common networks take.
MOST_BYTES = 4_000

# An answer to words that speak of danger: no browser writes it to a disk that others read, no cache tells that somebody asked.
CONFIDENTIAL = ("Cache-Control", "private, no-store")


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """Seconds that browsers, and shared caches, may keep an answer; and how long those may give it while they ask for a new one."""

    browser: int
    shared: int
    stale: int

    @property
    def longest(self) -> int:
        """The seconds after which nobody gives the answer any more."""
        return max(self.browser, self.shared + self.stale)

    def header(self, remaining: float = float("inf")) -> str:
        """The Cache-Control of an answer that holds for `remaining` seconds more: nothing is promised beyond them."""
        left = max(0, int(min(remaining, self.longest)))
        shared = min(self.shared, left)
        stale = min(self.stale, left - shared)
        return f"public, max-age={min(self.browser, left)}, s-maxage={shared}, stale-while-revalidate={stale}"


def surrogate_keys(tags: Iterable[Tag]) -> str:
    """The names of what an answer was made from: `page-5c0f…`, `theme`, `search`. Beyond 4,000 bytes the kinds alone.

    A kind stands for a list of its things; things and paths are named by `surrogate_key`.
    """
    names, kinds = set(), set()
    for kind, what in tags:
        kinds.add(kind)
        names.add(kind if what in (EVERY, MEMBERS) else surrogate_key(kind, what))
    whole = " ".join(sorted(names))
    return whole if len(whole) <= MOST_BYTES else " ".join(sorted(kinds))


def surrogate_key(kind: str, what: object) -> str:
    """The name under which the answers made from a thing, or from the page at a path, can be called back.

    A keyed digest: an answer is also made from what readers may not see yet, and must not tell that it is there.
    """
    digest = hashlib.blake2b(f"{kind}:{what}".encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=6).hexdigest()
    return f"{kind}-{digest}"
