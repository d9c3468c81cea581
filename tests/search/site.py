"""Pages of the site that tests of indexing and queries speak with, and what readers find of them."""

from __future__ import annotations

from typing import Any

from pages.models import GuidePage
from search.queries import Asked, search_pages
from tests.factories import GuidePageFactory


def guide(title: str, **fields: Any) -> GuidePage:
    """A published guide whose summary does not repeat its title."""
    return GuidePageFactory(title_fr=title, summary_fr="Résumé", **fields)


def found(text: str, asked: str = "fr") -> list[tuple[int, str]]:
    """The pages found and the language of each, in order."""
    return [(hit.page_id, hit.language) for hit in search_pages(Asked(text, asked, limit=100)).result.hits]
