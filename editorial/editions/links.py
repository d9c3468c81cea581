"""The pages of this site that a page's texts lead to."""

from __future__ import annotations

from pages import languages
from pages.editorial_checks.reading import pieces_of
from pages.editorial_checks.texts import Reference
from pages.models import BasePage


def linked_pages(version: BasePage) -> frozenset[int]:
    """The numbers of the pages named or linked in the texts of a version, in the languages in which readers are served."""
    served = languages.ready_languages(version)
    named = (piece for piece in pieces_of(version, lambda _relation: ()) if isinstance(piece, Reference) and piece.model == "BasePage")
    return frozenset(piece.number for piece in named if piece.place.language in served)
