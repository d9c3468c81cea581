"""What is near in meaning, on the sample content: its pages speak of one subject, and none says the same as another."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from pages.visibility import public_pages
from search import indexing
from search.documents import documents_of
from search.encoder import current_encoder
from search.engine import SearchDocument
from search.engines import current_engine
from search.meaning.documents import passages
from search.meaning.near import documents_near, documents_saying_the_same, reader_of
from search.sources import read_sources

pytestmark = pytest.mark.django_db

# Words that stand often in the sample content, and others that say nearly the same.
OTHER_WORDS = {
    "enfant": "fils",
    "enfants": "jeunes",
    "votre": "ton",
    "vous": "tu",
    "téléphone": "portable",
    "écran": "smartphone",
    "écrans": "smartphones",
    "parents": "familles",
    "harcelé": "persécuté",
    "harcèlement": "cyberharcèlement",
    "messages": "textos",
    "photo": "image",
    "photos": "images",
    "parler": "discuter",
    "ligne": "internet",
    "demander": "réclamer",
    "garder": "conserver",
    "aide": "secours",
    "vidéo": "film",
    "règles": "consignes",
}


def told_otherwise(document: SearchDocument) -> SearchDocument:
    """A copy with other words, one sentence in six left out."""

    def otherwise(text: str) -> str:
        return re.sub(r"\w+", lambda found: OTHER_WORDS.get(found[0].lower(), found[0]), text)

    sentences = re.split(r"(?<=[.!?])\s+|\n", otherwise(document.body))
    kept = [sentence for place, sentence in enumerate(sentences) if place % 6]
    return replace(document, title=otherwise(document.title), body=" ".join(kept))


@pytest.mark.usefixtures("sample_site")
def test_of_the_sample_content_no_page_says_the_same_as_another_and_a_copy_in_other_words_does(tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_BY_MEANING, settings.SEARCH_INDEX_DIR = True, tmp_path
    indexing.ensure_index()
    engine, encoder = current_engine(), current_encoder()
    assert encoder is not None
    readers = {code: reader_of(engine, code, timezone.now(), "default") for code in ("fr", "en", "ar")}
    documents = [document for source in read_sources(public_pages().values_list("pk", flat=True)) for document in documents_of(source)]

    def same(document: SearchDocument, *but: int) -> list[int]:
        reader = readers[document.language]
        assert reader is not None
        said = encoder.encode(passages(document))
        return [page_id for page_id, _code in documents_saying_the_same(engine, said, reader, frozenset(but))]

    assert {document.title: found for document in documents if (found := same(document, document.page_id))} == {}
    french = [document for document in documents if document.language == "fr"]
    assert {document.title: found for document in french if (found := same(told_otherwise(document))) != [document.page_id]} == {}


def test_nothing_is_near_to_what_nothing_is_known_of(tmp_path: Path, settings: Any, home: Any) -> None:
    settings.SEARCH_BY_MEANING, settings.SEARCH_INDEX_DIR = True, tmp_path
    engine = current_engine()
    assert reader_of(engine, "fr", timezone.now(), "default") is None
    indexing.ensure_index()
    reader = reader_of(engine, "fr", timezone.now(), "default")
    assert reader is not None

    assert documents_near(engine, b"", reader, frozenset()) == []
    [(key, meaning)] = engine.meanings([home.pk]).items()
    assert documents_near(engine, meaning, reader, frozenset()) == [key]
    assert documents_near(engine, meaning, reader, frozenset({home.pk})) == []
