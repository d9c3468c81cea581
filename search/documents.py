"""Documents as pure functions of a page and a language in which it is ready."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pages import languages
from pages.streams import Reference
from search.ages import words_of_band
from search.engine import SearchDocument, SpokenCue
from search.passages import cut
from search.searched import NAMES, THINGS
from search.sources import PageSource, Row, Said, name_of

# The dimensions of facets that are no kind of the journal.
KIND = "kind"
LANGUAGE = "language"


def documents_of(source: PageSource) -> list[SearchDocument]:
    """One document for each language in which the page is ready; the source language is always one."""
    return [document_in(source, code) for code in source.pieces]


def document_in(source: PageSource, code: str) -> SearchDocument:
    """The document of a page in one of the languages in which it is ready."""
    words: list[str] = []
    own: list[str] = []
    cues: list[SpokenCue] = []
    names: set[str] = set()
    for piece in source.pieces[code]:
        if isinstance(piece, str):
            words.append(piece)
            own.append(piece)
            continue
        name = name_of(piece)
        # Also of what is hidden or gone: when it comes back, this document is found by its name.
        if name not in names and name in source.things:
            cues += _said(source.things[name], code).cues
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
        facets=source.filed_under | {f"{KIND}:{source.kind}", f"{LANGUAGE}:{code}"},
        dated_at=source.row["first_published_at"],
        passages=tuple(passage for text in dict.fromkeys(own) for line in text.splitlines() for passage in cut(line)),
        cues=tuple(cues),
        names=_names(source, names, code),
    )


def _names(source: PageSource, things: Iterable[str], code: str) -> Mapping[str, str]:
    """By language, the names of things as readers of other languages see them who get a text in this one."""
    others = [other for other in languages.languages_served_by(source.row, code) if other != code]
    kinds = {name: name.partition(":")[0] for name in sorted(things) if name in source.things}
    fields = [(source.things[name], NAMES[kind]) for name, kind in kinds.items() if kind in NAMES]
    written = {other: [str(languages.text(row, field, other) or "") for row, field in fields] for other in others}
    return {other: "\n".join(filter(None, names)) for other, names in written.items() if any(names)}


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
    if reference.kind == "ageband":
        yield " ".join(words_of_band(row["code"]))
    yield "\n".join(_said(row, code).words)


def _said(row: Row, code: str) -> Said:
    said = row.get(f"said_{code}")
    return said if isinstance(said, Said) else Said()


def _translated(row: Row, field: str, code: str) -> str:
    return str(languages.text_with_fallback(row, field, code) or "")
