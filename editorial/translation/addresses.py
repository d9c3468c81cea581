"""Where a text is translated: the addresses of the translator's screen."""

from __future__ import annotations

from django.urls import reverse


def address_of_part(page_id: int, code: str, path: str = "") -> str:
    """The address of a text on the translator's screen; without a path, of the screen."""
    screen = reverse("editorial_translation", args=[page_id, code])
    return f"{screen}#{path}" if path else screen
