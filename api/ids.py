"""Global ids: opaque, and different for each language asked, so that a client's cache keeps the languages of one object apart."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from pages import languages


@dataclass(frozen=True, slots=True)
class GlobalId:
    """What an id says: the GraphQL type, the row, and the language it was asked in."""

    type_name: str
    pk: int
    asked: str

    def encoded(self) -> str:
        """The id as readers get it."""
        text = f"{self.type_name}:{self.pk}:{self.asked}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decoded(text: str) -> GlobalId | None:
    """What the id says; None for anything that is not an id of ours."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        type_name, pk, asked = base64.b64decode(padded, altchars=b"-_", validate=True).decode().split(":")
        number = int(pk) if pk.isascii() and pk.isdecimal() and len(pk) < 19 else 0
    except (ValueError, binascii.Error):
        return None
    return GlobalId(type_name, number, asked) if number and asked in languages.codes() else None
