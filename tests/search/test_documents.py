"""A document is a pure function of a page and a language: exactly these words, for exactly these readers."""

from __future__ import annotations

from pages.streams import Reference
from search.documents import document_in, documents_of
from search.engine import SearchDocument
from search.sources import PageSource


def source(**changes: object) -> PageSource:
    row = {
        "pk": 7,
        "kind": "guidepage",
        "first_published_at": None,
        "title_fr": "Titre",
        "title_en": "Title",
        "keywords_fr": "mots",
        "keywords_en": None,
    }
    row |= {"expire_at": None, "is_ready_en": True, "is_ready_ar": None} | changes
    pieces = {
        "fr": ("un", Reference("image", 1, "vu ici", "légende"), Reference("image", 2), Reference("person", 3), "un"),
        "en": ("one", Reference("image", 1), Reference("page", 9)),
    }
    things = {
        "image:1": {"pk": 1, "alt_text_fr": "vu ailleurs", "alt_text_en": "", "alt_text_ar": None},
        "person:3": {"pk": 3, "display_name_fr": "Anne", "role_fr": "juge", "display_name_en": "", "role_en": ""},
    }
    return PageSource(row, frozenset({"theme:2"}), pieces, things)


def test_a_document_of_a_page_in_its_source_language() -> None:
    assert document_in(source(), "fr") == SearchDocument(
        page_id=7,
        language="fr",
        title="Titre",
        keywords="mots",
        body="un\nvu ici\nlégende\nAnne\njuge",
        served_in=frozenset({"fr", "ar"}),
        depends_on=frozenset({"image:1", "image:2", "person:3"}),
        expires_at=None,
        facets=frozenset({"theme:2", "kind:guidepage", "language:fr"}),
        passages=("un",),
    )


def test_a_document_in_a_translation_has_nothing_of_another_page_text_but_falls_back_for_what_the_page_shows() -> None:
    assert document_in(source(), "en") == SearchDocument(
        page_id=7,
        language="en",
        title="Title",
        keywords="",
        body="one\nvu ailleurs",
        served_in=frozenset({"en"}),
        depends_on=frozenset({"image:1", "page:9"}),
        expires_at=None,
        facets=frozenset({"theme:2", "kind:guidepage", "language:en"}),
        passages=("one",),
    )


def test_a_page_has_a_document_for_each_language_that_is_ready() -> None:
    assert [document.language for document in documents_of(source())] == ["fr", "en"]


def test_a_decorative_image_is_not_described() -> None:
    image = Reference("image", 1, caption="légende", is_decorative=True)
    page = source()
    assert document_in(PageSource(page.row, page.filed_under, {"fr": (image,)}, page.things), "fr").body == "légende"
