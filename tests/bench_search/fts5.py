"""`python -m tests.bench_search.fts5`: SQLite's full-text search over the terms that our engines store, as a measure to compare with.

It stores the five fields of `search.matching` and gives the best documents by its own BM25 with our weights, and how many there are. It
knows nothing of languages served, of expiry, of facets or of passages.
"""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from pathlib import Path

import django

FILE = "fts5.sqlite3"
PAGES = 500


def build() -> None:
    """Make the index anew from the public pages."""
    from pages.paths import batches  # noqa: PLC0415 - Django is set up by then
    from pages.visibility import public_pages  # noqa: PLC0415 - the same
    from search.documents import documents_of  # noqa: PLC0415 - the same
    from search.matching import STEM_WEIGHTS, WORD_WEIGHTS, document_terms  # noqa: PLC0415 - the same
    from search.sources import read_sources  # noqa: PLC0415 - the same

    fields = (*STEM_WEIGHTS, *WORD_WEIGHTS)
    connection = sqlite3.connect(_path())
    connection.execute("DROP TABLE IF EXISTS documents")
    # A term has letters, digits and one mark, which a word may hold here.
    connection.execute(
        f"CREATE VIRTUAL TABLE documents USING fts5({', '.join(fields)}, content='', tokenize=\"unicode61 tokenchars '_'\", detail=column)"
    )
    marks = ", ".join("?" * len(fields))
    for batch in batches(sorted(public_pages().order_by().values_list("pk", flat=True)), PAGES):
        documents = [document for source in read_sources(batch) for document in documents_of(source)]
        rows = [[" ".join(document_terms(document)[field]) for field in fields] for document in documents]
        connection.executemany(f"INSERT INTO documents ({', '.join(fields)}) VALUES ({marks})", rows)  # noqa: S608 - our own names
    connection.execute("INSERT INTO documents (documents) VALUES ('optimize')")
    connection.commit()
    connection.close()


def search(text: str, language: str, first: int) -> int:
    """Read the best documents for a text and return how many there are."""
    from search.matching import STEM_WEIGHTS, WORD_WEIGHTS, wanted_terms  # noqa: PLC0415 - Django is set up by then
    from search.questions import read_question  # noqa: PLC0415 - the same

    terms = wanted_terms(read_question(text, (language,)).words)
    if not terms:
        return 0
    asked = " OR ".join(f'{{{term.field}}} : "{term.term}"' for term in terms)
    weights = ", ".join(str(weight) for weight in (*STEM_WEIGHTS.values(), *WORD_WEIGHTS.values()))
    best = f"SELECT rowid FROM documents WHERE documents MATCH ? ORDER BY bm25(documents, {weights}) LIMIT ?"  # noqa: S608 - our own numbers
    _connection().execute(best, (asked, first)).fetchall()
    (found,) = _connection().execute("SELECT count(*) FROM documents WHERE documents MATCH ?", (asked,)).fetchone()
    return int(found)


@lru_cache(maxsize=1)
def _connection() -> sqlite3.Connection:
    return sqlite3.connect(f"file:{_path()}?mode=ro", uri=True)


def _path() -> Path:
    from django.conf import settings  # noqa: PLC0415 - Django is set up by then

    return Path(settings.VAR_DIR) / FILE


if __name__ == "__main__":
    django.setup()
    build()
