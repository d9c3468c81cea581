"""How long an answer may be kept, read from the headers of HTTP (RFC 9111, RFC 5861) as a shared cache reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Seconds for which an answer is fresh, and for which it may be given after that while a new one is fetched.

    `is_public`: it may be kept at all. `is_private`: its words are the visitor's own, no cache may learn of it.
    """

    is_public: bool
    is_private: bool = False
    fresh: int = 0
    stale: int = 0


def lifetime_of(headers: Mapping[str, str]) -> Lifetime:
    """What an answer's headers (by their names in lower case) allow; whatever does not say that it is public is not kept."""
    said = _directives(headers.get("cache-control", ""))
    if "private" in said:
        return Lifetime(is_public=False, is_private=True)
    if "public" not in said or "no-store" in said:
        return Lifetime(is_public=False)
    # What a cache in between has spent of it is not ours any more.
    spent = _number(headers.get("age", ""))
    fresh = max(0, _number(said.get("s-maxage", said.get("max-age", ""))) - spent)
    return Lifetime(is_public=True, fresh=0 if "no-cache" in said else fresh, stale=_number(said.get("stale-while-revalidate", "")))


def _directives(value: str) -> dict[str, str]:
    parts = (part.strip().partition("=") for part in value.split(","))
    return {name.lower(): said.strip('"') for name, _equals, said in parts if name}


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() else 0
