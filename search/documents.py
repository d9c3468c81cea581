"""Documents as pure functions of a page and a language in which it is ready."""

from __future__ import annotations

from collections.abc import Iterator

from pages import languages
from pages.streams import Reference
from search.engine import SearchDocument
from search.searched import THINGS
from search.sources import PageSource, Row, name_of


def documents_of(source: PageSource) -> list[SearchDocument]:
    """One document for each language in which the page is ready; the source language is always one."""
    return [document_in(source, code) for code in source.pieces]


def document_in(source: PageSource, code: str) -> SearchDocument:
    """The document of a page in one of the languages in which it is ready."""
    words: list[str] = []
    names: set[str] = set()
    for piece in source.pieces[code]:
        if isinstance(piece, str):
            words.append(piece)
            continue
        name = name_of(piece)
        # Also of what is hidden or gone: when it comes back, this document is found by its name.
        names.add(name)
        if name in source.things:
            words += _words_of(piece, source.things[name], code)
    return SearchDocument(
        page_id=source.page_id,
        language=code,
        title=str(languages.text(source.row, "title", code) or ""),
        keywords=str(languages.text(source.row, "keywords", code) or ""),
        # A thing shown twice says nothing twice.
        body="\n".join(filter(None, dict.fromkeys(words))),
        served_in=frozenset(languages.languages_served_by(source.row, code)),
        depends_on=frozenset(names),
        expires_at=source.expires_at(code),
    )


def _words_of(reference: Reference, row: Row, code: str) -> Iterator[str]:
    """The words that a thing brings to the page that shows it."""
    if reference.kind == "image":
        if not reference.is_decorative:
            yield reference.alt_text or _translated(row, "alt_text", code)
        yield reference.caption
        return
    thing = THINGS[reference.kind]
    for text in thing.texts:
        yield _translated(row, text, code)
    for column in thing.plain:
        value = row[column]
        yield " ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    yield row.get(f"cues_{code}", "")


def _translated(row: Row, field: str, code: str) -> str:
    return str(languages.text_with_fallback(row, field, code) or "")
