"""From the blocks of a file to the streams of a page, one per language with the same blocks in the same order.

A block is a mapping with one entry, its name and its value. Texts are mappings of languages; images, figures, helplines, videos and pages
are named as in their files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from pages.starter_content.keys import stable_key


@dataclass
class References:
    """The ids of what blocks may name, each kind by its name in the files; an unknown name raises ``KeyError``."""

    images: dict[str, int] = field(default_factory=dict)
    evidence: dict[str, int] = field(default_factory=dict)
    helplines: dict[str, int] = field(default_factory=dict)
    videos: dict[str, int] = field(default_factory=dict)
    documents: dict[str, dict[str, int]] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)


def rich_text(text: str) -> str:
    """Plain text as the rich text of the editor: an empty line begins a paragraph."""
    return "".join(f"<p>{escape(part.strip(), quote=False)}</p>" for part in text.split("\n\n") if part.strip())


def stream(blocks: Sequence[Mapping[str, Any]], owner: str, code: str, references: References) -> list[dict[str, Any]]:
    """The raw data of one language's stream.

    ``owner`` names the page and field: ids of blocks are stable, and the same in all languages.
    """
    raw = []
    for position, block in enumerate(blocks):
        ((name, value),) = block.items()
        identity = str(stable_key("block", owner, position))
        raw.append({"type": name, "value": _CONVERTERS[name](value, code, references, identity), "id": identity})
    return raw


def _heading(value: Any, code: str, _references: References, _identity: str) -> dict[str, Any]:
    return {"text": value["text"][code], "level": value["level"], "anchor": value["anchor"]}


def _paragraph(value: Any, code: str, _references: References, _identity: str) -> str:
    return rich_text(value[code])


def _items(values: Sequence[Any], identity: str) -> list[dict[str, Any]]:
    return [{"type": "item", "value": value, "id": str(stable_key("item", identity, position))} for position, value in enumerate(values)]


def _list(value: Any, code: str, _references: References, identity: str) -> dict[str, Any]:
    return {"is_ordered": value["is_ordered"], "items": _items([item[code] for item in value["items"]], identity)}


def _step(value: Any, code: str, references: References, _identity: str) -> dict[str, Any]:
    image = references.images[value["image"]] if "image" in value else None
    return {"title": value["title"][code], "text": rich_text(value["text"][code]), "image": image}


def _callout(value: Any, code: str, _references: References, _identity: str) -> dict[str, Any]:
    return {"title": value["title"][code], "text": rich_text(value["text"][code])}


def _words(value: Any, code: str, _references: References, _identity: str) -> dict[str, Any]:
    return {"words": value["words"][code], "reason": value["reason"][code]}


def _question(value: Any, code: str, _references: References, _identity: str) -> dict[str, Any]:
    return {"question": value["question"][code], "answer": rich_text(value["answer"][code])}


def _pages(value: Any, code: str, references: References, identity: str) -> dict[str, Any]:
    return {"title": value["title"][code], "pages": _items([references.pages[name] for name in value["pages"]], identity)}


_CONVERTERS: dict[str, Callable[[Any, str, References, str], Any]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "step": _step,
    "tip": _callout,
    "warning": _callout,
    "say": _words,
    "avoid": _words,
    "question": _question,
    "key_figure": lambda value, _code, references, _identity: references.evidence[value],
    "helpline": lambda value, _code, references, _identity: references.helplines[value],
    "video": lambda value, _code, references, _identity: references.videos[value],
    "page": lambda value, _code, references, _identity: references.pages[value],
    "pages": _pages,
}
