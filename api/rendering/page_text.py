"""The whole text of a page: its blocks, and the lists that belong to its type, before or after them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join

from api.loading.kinds import PageKind
from api.loading.relations import owned_rows
from api.loading.rows import Row
from api.loading.texts import BODY
from api.rendering.blocks_html import LAST_LEVEL, text_html
from api.rendering.blocks_text import text_plain
from pages.reader_words import words


def page_html(page: Row, heading_start: int) -> str:
    """The text as HTML, its main headings at level `heading_start`."""
    first, after = ("\n".join(_lists_html(page, heading_start, comes_first)) for comes_first in (True, False))
    return "\n".join(filter(None, (first, text_html(page.related(BODY), heading_start), after)))


def page_plain(page: Row) -> str:
    """The text as plain words, an empty line between blocks and lists."""
    first, after = ("\n\n".join(_lists_plain(page, comes_first)) for comes_first in (True, False))
    return "\n\n".join(filter(None, (first, text_plain(page.related(BODY)), after)))


def _lists_html(page: Row, heading_start: int, comes_first: bool) -> Iterator[str]:
    level = min(heading_start, LAST_LEVEL)
    for name, sentences in _lists(page, comes_first):
        items = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in sentences))
        title = words(name, page.served)
        yield format_html('<section class="{}"><h{}>{}</h{}><ul>{}</ul></section>', name, level, title, level, items)


def _lists_plain(page: Row, comes_first: bool) -> Iterator[str]:
    for name, sentences in _lists(page, comes_first):
        yield "\n".join([words(name, page.served), *sentences])


def _lists(page: Row, comes_first: bool) -> Iterator[tuple[str, list[str]]]:
    """The lists of the page that have something to say in the language served: the name of each, and its sentences in order."""
    if not isinstance(page.kind, PageKind):
        return
    for listed in page.kind.lists:
        if listed.comes_first is comes_first:
            rows = page.related(owned_rows(page.kind.model, listed.relation))
            sentences = [sentence for row in rows if (sentence := row.get(listed.field))]
            if sentences:
                yield listed.relation, sentences
