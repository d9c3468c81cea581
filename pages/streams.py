"""The long texts of pages as plain words, read from their stored form: no block is built and nothing is looked up.

What a text shows by its number (an image, a helpline) comes out as a reference, at its place: whoever reads decides, by what the public
may see, which words it brings.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.fields import StreamField
from wagtail.rich_text import get_text_for_indexing


@dataclass(frozen=True, slots=True)
class Reference:
    """Something that a text shows by its number.

    ``kind`` is the journal's word for it ("image", "video", "evidence", "helpline", "page") or "document". An image may have words of
    its own at this place: ``alt_text`` ("" for the image's own), ``caption``; a decorative one is not described at all.
    """

    kind: str
    object_id: int
    alt_text: str = ""
    caption: str = ""
    is_decorative: bool = False


Piece = str | Reference
_Reader = Callable[[Any], Iterator[Piece]]


def _plain(value: Any) -> Iterator[Piece]:
    if isinstance(value, str) and value.strip():
        yield value.strip()


def _rich(value: Any) -> Iterator[Piece]:
    if isinstance(value, str):
        yield from _plain(get_text_for_indexing(value))


def _is_number(value: Any) -> bool:
    # A truth value is a number to Python, but names nothing.
    return isinstance(value, int) and not isinstance(value, bool)


def _number(kind: str) -> _Reader:
    def read(value: Any) -> Iterator[Piece]:
        if _is_number(value):
            yield Reference(kind, value)

    return read


def _each(reader: _Reader) -> _Reader:
    def read(value: Any) -> Iterator[Piece]:
        for item in value if isinstance(value, list) else ():
            # Wagtail stores items with an id of their own, and read bare ones before.
            yield from reader(item["value"] if isinstance(item, Mapping) and "value" in item else item)

    return read


def _fields(**readers: _Reader) -> _Reader:
    def read(value: Any) -> Iterator[Piece]:
        if isinstance(value, Mapping):
            for name, reader in readers.items():
                yield from reader(value.get(name))

    return read


def _image(value: Any) -> Iterator[Piece]:
    if isinstance(value, Mapping) and _is_number(value.get("image")):
        alt_text, caption = (str(value.get(name) or "") for name in ("alt_text", "caption"))
        yield Reference("image", value["image"], alt_text, caption, bool(value.get("is_decorative")))


_CALLOUT = _fields(title=_plain, text=_rich)
_WORDS = _fields(words=_plain, reason=_plain)

READERS: Mapping[str, _Reader] = {
    "heading": _fields(text=_plain),
    "paragraph": _rich,
    "quote": _fields(text=_plain, source=_plain),
    "list": _fields(items=_each(_plain)),
    "step": _fields(title=_plain, text=_rich, image=_number("image")),
    "image": _image,
    "video": _number("video"),
    "document": _number("document"),
    "tip": _CALLOUT,
    "warning": _CALLOUT,
    "key_figure": _number("evidence"),
    "helpline": _number("helpline"),
    "page": _number("page"),
    "say": _WORDS,
    "avoid": _WORDS,
    "question": _fields(question=_plain, answer=_rich),
    "pages": _fields(title=_plain, pages=_each(_number("page"))),
}
"""How each block of ``pages.blocks`` is read, by the name under which it is stored."""


def pieces(stream: Iterable[Any]) -> Iterator[Piece]:
    """The words and references of a stream in its order, from its raw data (a list of mappings with "type" and "value").

    Words are without markup and never empty. Blocks of unknown type and malformed values are passed over, as Wagtail does.
    """
    for block in stream:
        reader = READERS.get(str(block.get("type"))) if isinstance(block, Mapping) else None
        if reader is not None:
            yield from reader(block.get("value"))


def plain_value(column: object, kept: Any) -> Any:
    """What a version keeps of a column, such that what says the same is equal.

    A version keeps a stream as it was written; PostgreSQL puts the names in a row's blocks in an order of its own.
    """
    return json.loads(kept) if isinstance(column, StreamField) and isinstance(kept, str) else kept
