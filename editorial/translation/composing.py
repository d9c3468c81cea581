"""Writing translations into the content of a page: plain content in, plain content out, no database.

The translation of a stream has the blocks of the French, in its order and under its ids, with its own words. What a block shows beside its
words comes from the French with the block, and follows the French until somebody chooses something else for the language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField

from editorial.translation.digests import digest
from editorial.translation.pairing import Pair
from editorial.translation.parts import (
    SHOWN,
    Content,
    Known,
    canonical,
    has_words,
    holds_words,
    is_words,
    items_of,
    leaves,
    pairs_of,
    translated_fields,
    words_of_type,
)
from pages import languages

Texts = Mapping[str, str]


def composed(model: Any, content: Content, code: str, texts: Texts, known: Known, following: frozenset[str]) -> dict[str, Any]:
    """The content with these texts (by path) in ``code``; everything else as it is.

    For what a block shows (a path that ends with ``SHOWN``) any text means: as in French. ``following`` are the paths of what was shown as
    in the French of its time, and so goes with it.
    """
    result = deepcopy(dict(content))
    for name in translated_fields(model):
        field = model._meta.get_field(name)
        column = languages.column(name, code)
        if not isinstance(field, StreamField):
            if name in texts:
                result[column] = texts[name]
            continue
        if any(path.startswith(f"{name}/") for path in texts):
            source = content.get(languages.column(name, languages.source()))
            pairs = pairs_of(field.stream_block, name, source, content.get(column), known)
            result[column] = json.dumps(_Stream(field.stream_block, name, texts, following).composed(pairs))
    for relation, fields in words_of_type(model).items():
        for row in result.get(relation) or ():
            for name in fields:
                path = f"{relation}/{row.get('key')}/{name}"
                if path in texts:
                    row[languages.column(name, code)] = texts[path]
    return result


class _Stream:
    """One stream of a language, in the making."""

    def __init__(self, stream: blocks.StreamBlock, field: str, texts: Texts, following: frozenset[str]) -> None:
        self.stream, self.field, self.texts, self.following = stream, field, texts, following

    def composed(self, pairs: list[Pair]) -> list[dict[str, Any]]:
        """The stored blocks of the language: those that say something, and those without words that belong between them."""
        made = [(pair, self._block(pair)) for pair in pairs]
        says_something = any(block is not None for _pair, block in made)
        return [
            block if block is not None else dict(pair.source or {})
            for pair, block in made
            if block is not None or (says_something and self._comes_along(pair))
        ]

    def _comes_along(self, pair: Pair) -> bool:
        block = self._definition(pair)
        return pair.translation is None and block is not None and not has_words(block, pair.source)

    def _definition(self, pair: Pair) -> blocks.Block | None:
        return self.stream.child_blocks.get(str((pair.source or pair.translation or {}).get("type")))

    def _block(self, pair: Pair) -> dict[str, Any] | None:
        """The block of the language; None where there is none (yet, or any more)."""
        block, unit = self._definition(pair), f"{self.field}/{pair.identity}"
        if block is None:
            return dict(pair.translation) if pair.translation is not None else None
        if not holds_words(block) or (pair.translation is None and not has_words(block, pair.source)):
            return self._shown(pair, unit)
        own = pair.translation["value"] if pair.translation is not None else None
        source = pair.source["value"] if pair.source is not None else None
        value = self._value(block, source, own, unit, self._is_shown_as_in_source(block, source, own, unit))
        if not any(leaf.text for leaf in leaves(block, value)):
            # A block whose words are all gone is gone, unless it never had to have any (an image without a caption).
            stays = pair.translation is not None and pair.source is not None and canonical(block, value)
            return {"type": pair.translation["type"], "value": value, "id": pair.identity} if stays and pair.translation else None
        kind = (pair.source or pair.translation or {})["type"]
        return {"type": kind, "value": value, "id": pair.identity}

    def _shown(self, pair: Pair, unit: str) -> dict[str, Any] | None:
        """A block without words: as it is, or as in French where somebody says so, or nobody ever chose otherwise."""
        path = f"{unit}/{SHOWN}"
        if path in self.texts or (pair.translation is not None and path in self.following):
            return dict(pair.source) if pair.source is not None else None
        return {**pair.translation, "id": pair.identity} if pair.translation is not None else None

    def _is_shown_as_in_source(self, block: blocks.Block, source: Any, own: Any, unit: str) -> bool:
        path = f"{unit}/{SHOWN}"
        if own is None or path in self.texts or path in self.following:
            return source is not None
        return source is not None and digest(canonical(block, source)) == digest(canonical(block, own))

    def _value(self, block: blocks.Block, source: Any, own: Any, path: str, as_in_source: bool) -> Any:
        """The stored value of the language, from that of the French, its own (either may be None) and the texts given."""
        if is_words(block):
            return self.texts.get(path, own or "")
        if isinstance(block, blocks.StructBlock):
            ours, theirs = source if isinstance(source, Mapping) else {}, own if isinstance(own, Mapping) else {}
            return {
                name: self._value(child, ours.get(name), theirs.get(name), f"{path}/{name}", as_in_source)
                for name, child in block.child_blocks.items()
            }
        if isinstance(block, blocks.ListBlock) and holds_words(block):
            return self._items(block, source, own, path, as_in_source)
        return source if as_in_source else own

    def _items(self, block: blocks.ListBlock, source: Any, own: Any, path: str, as_in_source: bool) -> list[dict[str, Any]]:
        """The items of a list of words: those of the French in its order that have words, then the language's own."""
        theirs = {item["id"]: item["value"] for item in items_of(own)}
        ours = {item["id"]: item["value"] for item in items_of(source)}
        found = []
        for identity in [*ours, *(identity for identity in theirs if identity not in ours)]:
            value = self._value(block.child_block, ours.get(identity), theirs.get(identity), f"{path}/{identity}", as_in_source)
            if any(leaf.text for leaf in leaves(block.child_block, value)):
                found.append({"type": "item", "value": value, "id": identity})
        return found
