"""Plain content of a guide, as a revision keeps it, for tests without a database."""

from __future__ import annotations

import json
from typing import Any


def step(identity: str, title: str, text: str = "", image: int | None = None) -> dict[str, Any]:
    """A step of a guide."""
    return {"type": "step", "id": identity, "value": {"title": title, "text": f"<p>{text}</p>" if text else "", "image": image}}


def paragraph(identity: str, text: str) -> dict[str, Any]:
    """A paragraph."""
    return {"type": "paragraph", "id": identity, "value": f"<p>{text}</p>"}


def helpline(identity: str, number: int) -> dict[str, Any]:
    """A helpline shown by its number."""
    return {"type": "helpline", "id": identity, "value": number}


def listing(identity: str, **items: str) -> dict[str, Any]:
    """A list of sentences by their ids."""
    return {
        "type": "list",
        "id": identity,
        "value": {"is_ordered": False, "items": [{"type": "item", "id": key, "value": said} for key, said in items.items()]},
    }


def guide(french: list[dict[str, Any]], arabic: list[dict[str, Any]] | None = None, **columns: Any) -> dict[str, Any]:
    """The content of a guide with these steps."""
    return {
        "title_fr": "Le téléphone la nuit",
        "summary_fr": "Dormir sans écran.",
        "steps_fr": json.dumps(french),
        "steps_ar": json.dumps(arabic or []),
        **columns,
    }
