"""Which media type an answer has: the strict one of GraphQL over HTTP, or that of clients from before it."""

from __future__ import annotations

STRICT_MEDIA_TYPE = "application/graphql-response+json"
USUAL_MEDIA_TYPE = "application/json"


def wants_strict(accepted: str) -> bool:
    """Whether an Accept header names the strict media type, and none of the two with a greater weight."""
    weights = dict(map(_weighted, accepted.lower().split(",")))
    strict = weights.get(STRICT_MEDIA_TYPE, 0.0)
    return strict > 0 and strict >= weights.get(USUAL_MEDIA_TYPE, 0.0)


def _weighted(named: str) -> tuple[str, float]:
    """A media type and its weight; one that cannot be read counts as none given."""
    media_type, *parameters = (part.strip() for part in named.split(";"))
    for parameter in parameters:
        name, _equals, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return media_type, float(value)
            except ValueError:
                break
    return media_type, 1.0
