"""Blocks as plain words, for readers without markup: summaries, notifications, machines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from api.loading.kinds import BlockKind
from api.loading.rows import Row
from api.loading.texts import inside
from api.rendering import embedded, rich_text
from pages.reader_words import words


def text_plain(blocks: Iterable[Row]) -> str:
    """A text as plain words, an empty line between blocks."""
    return "\n\n".join(filter(None, map(block_plain, blocks)))


def block_plain(block: Row) -> str:
    """One block as plain words; nothing for a block whose object readers may not see."""
    return "\n".join(filter(None, _WORDS.get(getattr(block.kind, "block_type", ""), _parts)(block)))


def _image(block: Row) -> Iterable[str]:
    return [block.get("caption")] if embedded.image(block) else []


def _titled(found: Row | None) -> Iterable[str]:
    return [found.get("title")] if found else []


def _words(block: Row) -> Iterable[str]:
    return [words(getattr(block.kind, "block_type", ""), block.served), block.get("words"), block.get("reason")]


def _key_figure(block: Row) -> Iterable[str]:
    figure = embedded.evidence(block)
    return [f"{figure.get('figure')} {figure.get('statement') or ''}".strip()] if figure else []


def _helpline(block: Row) -> Iterable[str]:
    line = embedded.helpline(block)
    return [f"{line.get('name') or ''} {line.get('number_short')}".strip()] if line else []


def _pages(block: Row) -> Iterable[str]:
    found = embedded.pages(block)
    title = [block.get("title")] if "title" in block.layout and found else []
    return [*title, *(page.get("title") for page in found)]


def _parts(block: Row) -> Iterator[str]:
    """A block without words of its own making: its parts, in order."""
    kind = block.kind
    if not isinstance(kind, BlockKind):
        return
    for name in kind.shown:
        if name in kind.inside:
            yield from map(block_plain, block.related(inside(name)))
        elif name in kind.rich_text:
            yield rich_text.plain(block.get(name))
        else:
            yield block.get(name)


_WORDS: dict[str, Callable[[Row], Iterable[str]]] = {
    "heading": lambda block: [block.get("text")],
    "paragraph": lambda block: [rich_text.plain(block.get("paragraph"))],
    "quote": lambda block: [block.get("text"), block.get("source")],
    "list": lambda block: block.get("items") or [],
    "step": lambda block: [block.get("title"), rich_text.plain(block.get("text"))],
    "say": _words,
    "avoid": _words,
    "question": lambda block: [block.get("question"), rich_text.plain(block.get("answer"))],
    "image": _image,
    "video": lambda block: _titled(embedded.video(block)),
    "document": lambda block: _titled(embedded.document(block)),
    "tip": lambda block: [block.get("title"), rich_text.plain(block.get("text"))],
    "warning": lambda block: [block.get("title"), rich_text.plain(block.get("text"))],
    "key_figure": _key_figure,
    "helpline": _helpline,
    "page": _pages,
    "pages": _pages,
}
