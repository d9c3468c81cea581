"""What a block shows beside its words, in words: the title of an image, the number and name of a helpline."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail import blocks

from editorial.translation.parts import Kind, Part, is_words, items_of
from pages.models import BasePage

Objects = Mapping[tuple[type[Any], int], Any]


def objects_shown(parts: Iterable[Part]) -> Objects:
    """Everything that these parts show by its number, in either language; one statement for each kind of thing."""
    wanted: dict[type[Any], set[int]] = {}
    for part in parts:
        if part.kind is Kind.SHOWN:
            for text in (part.source, part.translation):
                for model, key in _references(part.definition, _value(text)):
                    wanted.setdefault(model, set()).add(key)
    return {(model, key): found for model, keys in wanted.items() for key, found in model._default_manager.in_bulk(keys).items()}


def told(part: Part, text: str, objects: Objects) -> list[str]:
    """What a part shows, line by line; ``text`` is its JSON in one of the languages."""
    return list(_lines(part.definition, _value(text), objects, ""))


def _value(text: str) -> Any:
    return json.loads(text) if text else None


def _references(block: blocks.Block, value: Any) -> Iterator[tuple[type[Any], int]]:
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _references(child, value.get(name) if isinstance(value, Mapping) else None)
    elif isinstance(block, blocks.ListBlock):
        for item in items_of(value):
            yield from _references(block.child_block, item["value"])
    elif isinstance(block, blocks.ChooserBlock) and isinstance(value, int):
        yield block.model_class, value


def _lines(block: blocks.Block, value: Any, objects: Objects, label: Any) -> Iterator[str]:
    if value is None or is_words(block):
        return
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _lines(child, value.get(name) if isinstance(value, Mapping) else None, objects, child.label)
    elif isinstance(block, blocks.ListBlock):
        for item in items_of(value):
            yield from _lines(block.child_block, item["value"], objects, block.child_block.label)
    else:
        said = _said(block, value, objects)
        yield _("%(label)s: %(value)s") % {"label": label, "value": said} if label else said


def _said(block: blocks.Block, value: Any, objects: Objects) -> str:
    if isinstance(block, blocks.ChooserBlock):
        return _name(objects.get((block.model_class, value)))
    if isinstance(block, blocks.BooleanBlock):
        return _("yes") if value else _("no")
    if isinstance(block, blocks.ChoiceBlock):
        return str(dict(block.field.choices).get(value, value))
    return str(value)


def _name(shown: Any) -> str:
    if shown is None:
        return _("no longer there")
    if isinstance(shown, BasePage):
        return shown.get_admin_display_title()
    return str(shown)
