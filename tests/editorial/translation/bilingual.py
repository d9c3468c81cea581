"""A public page in French and English, for tests of the desk on a database."""

from __future__ import annotations

import json
from typing import Any

from pages.models import StandardPage
from tests.editorial.conftest import People, live_page_of


def stream(*blocks: dict[str, Any]) -> str:
    """Blocks as a version stores them."""
    return json.dumps(list(blocks))


def bilingual_page(people: People, french: list[dict[str, Any]], english: list[dict[str, Any]]) -> StandardPage:
    """A page with these blocks in each of the two languages, published as it is."""
    return live_page_of(
        people, "Le sommeil", title_en="Sleep", summary_en="Short", ready=["en"], body_fr=stream(*french), body_en=stream(*english)
    )
