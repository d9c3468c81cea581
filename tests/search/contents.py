"""All that the live index of the settings holds, for comparing two of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from tantivy import Query

from search import fields
from search.elasticsearch import mapping
from search.elasticsearch.library import Elasticsearch
from search.embedded import schema
from search.embedded.generations import Generations
from search.embedded.reading import open_index, read_commit
from search.matching import STEM_WEIGHTS, WORD_WEIGHTS
from tests.search.server import client


def contents() -> dict[str, Any]:
    """The documents of the live generation by name, each with all that it has."""
    return contents_on_server() if settings.SEARCH_ENGINE == "elasticsearch" else _contents_of_folder(Path(settings.SEARCH_INDEX_DIR))


def contents_on_server(server: Elasticsearch | None = None) -> dict[str, Any]:
    """The documents on the server by name: what it keeps of them, and their words."""
    found: dict[str, Any] = {}
    pages = (server or client()).search(
        index=settings.SEARCH_INDEX_PREFIX,
        query={"exists": {"field": fields.PAGE}},
        size=10_000,
        source=True,
        stored_fields=[fields.PASSAGES, fields.CUES],
        docvalue_fields=[mapping.VOCABULARY],
    )
    for hit in pages["hits"]["hits"]:
        words = sorted(hit["fields"].pop(mapping.VOCABULARY, []))
        texts = {name: values[0] for name, values in hit["fields"].items()}
        found[hit["_id"]] = hit["_source"] | texts | {mapping.VOCABULARY: words}
    return found


def _contents_of_folder(folder: Path) -> dict[str, Any]:
    name = Generations(folder).live()
    assert name is not None
    path = Generations(folder).path(name)
    commit = read_commit(open_index(path), path)
    searcher = commit.searcher
    found: dict[str, Any] = {}
    for _score, address in searcher.search(Query.exists_query(fields.PAGE), limit=1_000).hits:
        [page], [number] = (searcher.fast_field_values(name, [address]) for name in (fields.PAGE, fields.LANGUAGE))
        key = fields.document_key(int(page or 0), schema.language_of_number(int(number or 0)))
        only_this = Query.term_query(schema.schema(), schema.KEY, key, "basic")
        assert key not in found
        found[key] = {
            field: sorted(term for term, count in searcher.terms_with_prefix(field, "", filter_query=only_this) if count)
            for field in (*STEM_WEIGHTS, *WORD_WEIGHTS, fields.SERVED_IN, fields.DEPENDS_ON, fields.FACETS)
        }
        stored = searcher.doc(address)
        found[key] |= commit.meanings.of_pages([int(page or 0)])
        found[key] |= {name: searcher.fast_field_values(name, [address]) for name in (fields.EXPIRES, fields.DATED)}
        found[key] |= {name: bytes(stored.get_first(name) or b"") for name in (fields.PASSAGES, fields.CUES)}
    return found
