"""All that an index holds, for comparing two of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tantivy import Query

from search.embedded import schema
from search.embedded.generations import Generations
from search.embedded.reading import open_index, read_commit
from search.matching import EVERYTHING, TITLE


def contents(folder: Path) -> dict[str, Any]:
    """The documents of the live generation under `folder`: by name, every term of every field and the expiry."""
    name = Generations(folder).live()
    assert name is not None
    searcher = read_commit(open_index(Generations(folder).path(name)), name).searcher
    found: dict[str, Any] = {}
    for _score, address in searcher.search(Query.exists_query(schema.PAGE), limit=1_000).hits:
        key = str(searcher.doc(address).get_first(schema.KEY))
        only_this = Query.term_query(schema.schema(), schema.KEY, key, "basic")
        assert key not in found
        found[key] = {
            field: sorted(term for term, count in searcher.terms_with_prefix(field, "", filter_query=only_this) if count)
            for field in (EVERYTHING, TITLE, schema.SERVED_IN, schema.DEPENDS_ON)
        } | {"page": searcher.fast_field_values(schema.PAGE, [address]), "expires": searcher.fast_field_values(schema.EXPIRES, [address])}
    return found
