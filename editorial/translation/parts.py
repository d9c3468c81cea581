"""What there is to translate in a page: its parts, read from plain content and the definitions of its blocks; no database.

Content is a page's serializable data: a column per language, streams as stored, rows with their keys. A block of the French and its
translation carry the same id, as the desk writes them; blocks that an editor typed into a language by hand have others, and are paired by
what is on record of them, else by their kind and order (``pairing``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models
from modeltranslation.translator import translator
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from editorial.translation.digests import digest, normalised
from editorial.translation.pairing import Pair, pair_blocks
from pages import languages
from pages.language_publication import words_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Content = Mapping[str, Any]

NOT_TRANSLATED = frozenset({"draft_title", "is_ready", "address", "audio"})
"""Fields with a column per language that hold no words to translate."""
FIRST = ("title", "summary")
LAST = ("share_text", "seo_title", "search_description", "keywords", "easy_read")

SHOWN = "="
"""The last step of the path of what a block shows beside its words: an image, a helpline, a level."""


class Kind(Enum):
    """What a part holds."""

    TEXT = "text"
    RICH = "rich"
    SHOWN = "shown"
    """What a block shows beside its words, as JSON: it is taken over from the French, or chosen anew for a language."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a page in French and in another language.

    ``path`` names it for good: the field; then, in a stream, the id of the block and the names below; in a list, the key of the row and
    its field. ``unit`` is the field, block or row that it belongs to.
    """

    path: str
    unit: str
    kind: Kind
    source: str
    translation: str
    labels: tuple[StrOrPromise, ...] = ()
    """Where it stands, in words, from the outside in."""
    max_length: int | None = None
    definition: Any = field(default=None, repr=False, compare=False)
    """The field or block that holds it."""

    @property
    def is_one_line(self) -> bool:
        """Whether its words stand on one line."""
        return type(self.definition) in (models.CharField, blocks.CharBlock)

    @property
    def is_rich(self) -> bool:
        """Whether its texts are HTML."""
        return self.kind is Kind.RICH

    @property
    def source_digest(self) -> str:
        """What stands for its French."""
        return digest(self.source, is_rich=self.is_rich)

    @property
    def translation_digest(self) -> str:
        """What stands for its text in the other language."""
        return digest(self.translation, is_rich=self.is_rich)

    @property
    def is_empty(self) -> bool:
        """Whether neither language says anything."""
        return not (normalised(self.source, is_rich=self.is_rich) or normalised(self.translation, is_rich=self.is_rich))


class Known:
    """What is on record of the translations of a page into a language: for paths, the digests of texts."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._digests: dict[str, set[str]] = {}
        self._places: set[str] = set()
        for path, text_digest in entries:
            self._digests.setdefault(path, set()).add(text_digest)
            steps = path.split("/")
            self._places.update("/".join(steps[:end]) for end in range(1, len(steps)))

    def of(self, path: str) -> set[str]:
        """The digests of the texts on record as translations of what has this path."""
        return self._digests.get(path, set())

    def has(self, place: str, identity: str) -> bool:
        """Whether anything is on record below this id at a place."""
        return f"{place}/{identity}" in self._places or f"{place}/{identity}" in self._digests


@dataclass(frozen=True, slots=True)
class Leaf:
    """Some words inside a block, under the names that lead to them."""

    steps: tuple[str, ...]
    text: str
    block: blocks.Block
    labels: tuple[StrOrPromise, ...]

    @property
    def kind(self) -> Kind:
        """Rich or plain."""
        return Kind.RICH if isinstance(self.block, blocks.RichTextBlock) else Kind.TEXT


def is_words(block: blocks.Block) -> bool:
    """Whether a block holds words: addresses, choices and dates are none."""
    return isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock)


def translated_fields(model: Any) -> list[str]:
    """The fields of a page type that hold words, in the order in which they are read."""
    names = [name for name in translator.get_options_for_model(model).all_fields if name not in NOT_TRANSLATED]
    own = set(translator.get_options_for_model(model).local_fields) - {*FIRST, *LAST, *NOT_TRANSLATED}
    ordered = [*FIRST, *(field.name for field in model._meta.concrete_fields if field.name in own), *LAST]
    return [name for name in ordered if name in names] + sorted(set(names) - set(ordered))


def parts_of(model: Any, content: Content, code: str, known: Known | None = None) -> list[Part]:
    """Every part of a page that says something in French or in ``code``, in the order of the page.

    ``known`` is what is on record of translations into ``code``.
    """
    found = [part for field in translated_fields(model) for part in _field(model, field, content, code, known or Known(()))]
    found += [part for relation, fields in words_of_type(model).items() for part in _rows(model, relation, fields, content, code)]
    return [part for part in found if not part.is_empty]


def words_of_type(model: Any) -> Mapping[str, tuple[str, ...]]:
    """The translated fields of the rows of a page type, by the name of the list."""
    return words_of(model).rows


# --- fields ----------------------------------------------------------------------------------------------------------------------


def _field(model: Any, name: str, content: Content, code: str, known: Known) -> Iterator[Part]:
    definition = model._meta.get_field(name)
    source, translation = (content.get(languages.column(name, language)) for language in (languages.source(), code))
    if isinstance(definition, StreamField):
        for pair in pairs_of(definition.stream_block, name, source, translation, known):
            yield from block_parts(definition.stream_block, name, pair, (definition.verbose_name,))
        return
    kind = Kind.RICH if isinstance(definition, RichTextField) else Kind.TEXT
    label = (definition.verbose_name,)
    yield Part(name, name, kind, str(source or ""), str(translation or ""), label, getattr(definition, "max_length", None), definition)


def _rows(model: Any, relation: str, fields: Sequence[str], content: Content, code: str) -> Iterator[Part]:
    row_model = model._meta.get_field(relation).related_model
    for number, row in enumerate(content.get(relation) or (), start=1):
        for name in fields:
            column = row_model._meta.get_field(name)
            unit = f"{relation}/{row.get('key')}"
            source, translation = (str(row.get(languages.column(name, language)) or "") for language in (languages.source(), code))
            labels = (f"{row_model._meta.verbose_name} {number}", column.verbose_name)
            yield Part(f"{unit}/{name}", unit, Kind.TEXT, source, translation, labels, getattr(column, "max_length", None), column)


# --- streams ---------------------------------------------------------------------------------------------------------------------


def stream_of(stored: Any) -> list[dict[str, Any]]:
    """The raw blocks of a stored stream, text or list; those without an id get their place for one."""
    raw = json.loads(stored) if isinstance(stored, str) and stored else stored or []
    return [{**block, "id": block.get("id") or str(place)} for place, block in enumerate(raw) if isinstance(block, Mapping)]


def pairs_of(stream: blocks.StreamBlock, field: str, source: Any, translation: Any, known: Known) -> list[Pair]:
    """The blocks of a stored stream in both languages, the items of their lists under the same ids."""

    def likeness(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
        block = stream.child_blocks.get(str(one.get("type")))
        path = f"{field}/{one['id']}"
        return _known_words(block, _aligned(block, one.get("value"), other.get("value"), path, known), path, known) if block else 0

    found = pair_blocks(stream_of(source), stream_of(translation), likeness, partial(known.has, field))
    return [_with_aligned_items(stream, field, pair, known) for pair in found]


def _with_aligned_items(stream: blocks.StreamBlock, field: str, pair: Pair, known: Known) -> Pair:
    block = stream.child_blocks.get(str((pair.source or {}).get("type")))
    if block is None or pair.source is None or pair.translation is None:
        return pair
    value = _aligned(block, pair.source.get("value"), pair.translation.get("value"), f"{field}/{pair.identity}", known)
    return Pair(pair.source, {**pair.translation, "value": value})


def _aligned(block: blocks.Block, source: Any, translation: Any, path: str, known: Known) -> Any:
    """A stored value of the language, whose lists of words have their items under the ids of the French."""
    if isinstance(block, blocks.StructBlock):
        ours, theirs = (value if isinstance(value, Mapping) else {} for value in (source, translation))
        return {
            **theirs,
            **{
                name: _aligned(child, ours.get(name), theirs[name], f"{path}/{name}", known)
                for name, child in block.child_blocks.items()
                if name in theirs
            },
        }
    if not isinstance(block, blocks.ListBlock) or not holds_words(block):
        return translation

    def likeness(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
        return _known_words(block.child_block, other["value"], f"{path}/{one['id']}", known)

    pairs = pair_blocks(items_of(source), items_of(translation), likeness, partial(known.has, path))
    return [{**pair.translation, "id": pair.identity} for pair in pairs if pair.translation is not None]


def _known_words(block: blocks.Block, value: Any, path: str, known: Known) -> int:
    """How many of the words of a stored value are on record as the translation of what has this path."""
    return sum(
        digest(leaf.text, is_rich=leaf.kind is Kind.RICH) in known.of("/".join((path, *leaf.steps)))
        for leaf in leaves(block, value)
        if leaf.text
    )


def block_parts(stream: blocks.StreamBlock, field: str, pair: Pair, labels: tuple[StrOrPromise, ...]) -> Iterator[Part]:
    """The parts of one block of a stream, in both languages; none for a block of unknown type."""
    block = stream.child_blocks.get(str((pair.source or pair.translation or {}).get("type")))
    if block is None:
        return
    unit, labels = f"{field}/{pair.identity}", (*labels, block.label)
    for leaf, source, translation in _paired_leaves(block, pair):
        yield Part(
            "/".join((unit, *leaf.steps)),
            unit,
            leaf.kind,
            source,
            translation,
            (*labels, *leaf.labels),
            getattr(getattr(leaf.block, "field", None), "max_length", None),
            leaf.block,
        )
    if pair.translation is not None or not has_words(block, pair.source):
        shown = [canonical(block, each["value"]) if each is not None else "" for each in (pair.source, pair.translation)]
        yield Part(f"{unit}/{SHOWN}", unit, Kind.SHOWN, shown[0], shown[1], labels, definition=block)


def _paired_leaves(block: blocks.Block, pair: Pair) -> Iterator[tuple[Leaf, str, str]]:
    """The words of the French with those of the language, then those that only the language has."""
    said = {leaf.steps: leaf for leaf in leaves(block, pair.translation["value"])} if pair.translation is not None else {}
    for leaf in leaves(block, pair.source["value"]) if pair.source is not None else ():
        own = said.pop(leaf.steps, None)
        yield leaf, leaf.text, own.text if own is not None else ""
    for leaf in said.values():
        yield leaf, "", leaf.text


def leaves(block: blocks.Block, value: Any, steps: tuple[str, ...] = (), labels: tuple[StrOrPromise, ...] = ()) -> Iterator[Leaf]:
    """The words inside a stored block, empty ones included."""
    if is_words(block):
        yield Leaf(steps, str(value or ""), block, labels)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            inner = value.get(name) if isinstance(value, Mapping) else None
            yield from leaves(child, inner, (*steps, name), (*labels, child.label))
    elif isinstance(block, blocks.ListBlock) and holds_words(block):
        for place, item in enumerate(items_of(value), start=1):
            yield from leaves(block.child_block, item["value"], (*steps, item["id"]), (*labels[:-1], f"{block.child_block.label} {place}"))


def holds_words(block: blocks.Block) -> bool:
    """Whether there can be words anywhere in a block."""
    if isinstance(block, blocks.StructBlock):
        return any(holds_words(child) for child in block.child_blocks.values())
    return holds_words(block.child_block) if isinstance(block, blocks.ListBlock) else is_words(block)


def has_words(block: blocks.Block, stored: Mapping[str, Any] | None) -> bool:
    """Whether a stored block says anything."""
    return stored is not None and any(leaf.text for leaf in leaves(block, stored.get("value")))


def items_of(value: Any) -> list[dict[str, Any]]:
    """The items of a stored list, each with an id: Wagtail stores one, and stored bare values before; those have their place for one."""
    items = value if isinstance(value, list) else []
    is_item = [isinstance(item, Mapping) and "value" in item for item in items]
    return [
        {"type": "item", "value": item["value"] if whole else item, "id": (item.get("id") if whole else None) or str(place)}
        for place, (item, whole) in enumerate(zip(items, is_item, strict=True))
    ]


def canonical(block: blocks.Block, value: Any) -> str:
    """What a stored block shows beside its words, as JSON that is equal where it is the same; "" where it shows nothing."""
    shown = _shown_in(block, value)
    return json.dumps(shown, sort_keys=True, ensure_ascii=False) if shown else ""


def _shown_in(block: blocks.Block, value: Any) -> Any:
    """The values of a stored block without its words; None, "", False and empty lists are nothing."""
    if is_words(block):
        return None
    if isinstance(block, blocks.StructBlock):
        given = value if isinstance(value, Mapping) else {}
        inner = {name: _shown_in(child, given.get(name)) for name, child in block.child_blocks.items()}
        return {name: each for name, each in inner.items() if each} or None
    if isinstance(block, blocks.ListBlock):
        # A list of words is as long as the French: its items are parts of their own.
        return None if holds_words(block) else [_shown_in(block.child_block, item["value"]) for item in items_of(value)] or None
    return value or None
