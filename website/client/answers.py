"""What the website gets for a question: an answer, or the certainty that there is none now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from website.client.documents import Document
from website.client.lifetimes import Lifetime, lifetime_of

# Seconds after which to try again, where the endpoint does not say.
RETRY_AFTER = 5
# Statuses of an endpoint that is there, and refuses for now: too much is asked, it starts anew, a proxy does not reach it.
REFUSALS = (429, 500, 502, 503, 504)


class UnavailableError(Exception):
    """No answer, or not the whole of it. `retry_after` is in seconds; `codes` are those of the errors, if the endpoint told any."""

    def __init__(self, reason: str, *, retry_after: int = RETRY_AFTER, codes: Iterable[str] = ()) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.codes = frozenset(codes)


@dataclass(frozen=True, slots=True)
class Answer:
    """The data and the errors of an answer, and what is said of keeping it.

    `max_age`, in seconds, is how long caches may keep what shows it; None says that nobody may. `surrogate_keys` are the names under which
    it can be called back. `is_confidential`: it answers words that speak of danger, and nobody else may learn that somebody asked.
    """

    data: dict[str, Any]
    errors: list[dict[str, Any]]
    max_age: int | None
    surrogate_keys: frozenset[str]
    is_confidential: bool

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its errors (`graphql/README.md`)."""
        return frozenset(str(error.get("extensions", {}).get("code", "")) for error in self.errors)


class Client(Protocol):
    """One way to answers."""

    @property
    def is_away(self) -> bool:
        """Whether there are none for the moment, but for those that are kept."""

    def ask(self, document: Document, variables: Mapping[str, Any], address: str) -> Answer:
        """The answer; raises UnavailableError. `address` is the visitor's, told for mutations alone: they are counted by it."""


def answer_of(status: int, headers: Mapping[str, str], body: Mapping[str, Any]) -> Answer:
    """The answer in what an endpoint gave: its HTTP status, its headers and its body. Raises UnavailableError for a refusal."""
    named = {name.lower(): value for name, value in headers.items()}
    if status in REFUSALS:
        raise UnavailableError(f"The endpoint answers {status}.", retry_after=_seconds(named.get("retry-after")), codes=_codes(body))
    return answer_with(body, lifetime_of(named), named.get("surrogate-key", ""))


def answer_with(body: Mapping[str, Any], lifetime: Lifetime, surrogate_key: str) -> Answer:
    """The answer of a body, with what its headers said."""
    errors = list(body.get("errors") or ())
    return Answer(
        data=body.get("data") or {},
        errors=errors,
        max_age=None if errors or not lifetime.is_public else lifetime.fresh,
        surrogate_keys=frozenset(surrogate_key.split()),
        is_confidential=lifetime.is_private,
    )


def _codes(body: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(str(error.get("extensions", {}).get("code", "")) for error in body.get("errors") or ())


def _seconds(value: str | None) -> int:
    return int(value) if value is not None and value.isdecimal() else RETRY_AFTER
