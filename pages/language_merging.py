"""What readers have, with some languages of a draft in it: plain content in, plain content out, without a database.

Content is a page's serializable data: a column per language for each translated field, and lists of rows. Rows with words carry a key.
With the source language come the draft's structure and everything that is the same in all languages; without it, what readers have stays
as it is but for the columns of the languages published.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """Where a page type keeps its words: translated fields of its own, and those of its rows by the name of the relation."""

    fields: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]
    column: Callable[[str, str], str]
    """The column of a field in a language."""
    codes: tuple[str, ...]
    source: str


def merged(live: Content, draft: Content, published: Collection[str], words: Words) -> Content:
    """The content readers get when the languages ``published`` of ``draft`` go out and the others stay as they are in ``live``.

    A row that only the draft has comes without words in the languages that stay; one that the draft dropped goes with the source language.
    """
    if words.source in published:
        staying = [code for code in words.codes if code not in published]
        return _with_columns_of(draft, live, staying, words, drops_unmatched=True)
    return _with_columns_of(live, draft, published, words, drops_unmatched=False)


def _with_columns_of(base: Content, other: Content, codes: Collection[str], words: Words, *, drops_unmatched: bool) -> Content:
    """``base`` with the columns of ``codes`` as in ``other``; words of a row that ``other`` does not have are dropped, or stay."""
    result = deepcopy(base)
    for column in _columns(words, words.fields, codes):
        result[column] = deepcopy(other.get(column))
    for relation, fields in words.rows.items():
        known = {row.get("key"): row for row in other.get(relation, [])}
        for row in result.get(relation, []):
            match = known.get(row.get("key"))
            if match is None and not drops_unmatched:
                continue
            for column in _columns(words, fields, codes):
                row[column] = match.get(column) if match is not None else None
    return result


def _columns(words: Words, fields: tuple[str, ...], codes: Collection[str]) -> Iterator[str]:
    return (words.column(field, code) for field in fields for code in codes)
