"""The lines of the translator's screen: each part with all that is shown of it, in words and in safe HTML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.rich_text import DraftailRichTextArea

from editorial.models import GlossaryTerm
from editorial.translation import showing, wording
from editorial.translation.glossary import Entry, Glossary, underlined
from editorial.translation.marked_words import Shown, as_html, tokens_of
from editorial.translation.parts import Kind, Part
from editorial.translation.states import Item, Record, State, Verdict
from editorial.translation.word_diff import difference_html
from pages.blocks.text import RICH_TEXT_FEATURES


@dataclass(frozen=True, slots=True)
class Row:
    """One part on the screen."""

    number: int
    item: Item
    name: str
    source_html: SafeString
    translation_html: SafeString
    entries: Sequence[Entry]
    source_shown: Sequence[str]
    translation_shown: Sequence[str]
    difference: SafeString
    note: str
    source_state: str
    """The French as the editor of rich text takes it; "" for other texts."""
    translation_state: str

    @property
    def part(self) -> Part:
        """The part itself."""
        return self.item.part

    @property
    def state_name(self) -> str:
        """Its state in words."""
        return wording.state_name(self.item.state)

    @property
    def is_text(self) -> bool:
        """Whether there is something to write."""
        return self.item.part.kind is not Kind.SHOWN

    @property
    def lines(self) -> int:
        """How many lines its field starts with."""
        longest = max(len(self.part.source), len(self.part.translation))
        return min(10, 1 + longest // 60 + self.part.source.count("\n"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A field, a block or a row of the page, with its parts."""

    name: str
    rows: Sequence[Row]


def rich_text_area() -> DraftailRichTextArea:
    """The editor of rich texts, as the page's form has it."""
    return DraftailRichTextArea(features=RICH_TEXT_FEATURES)


def glossary_of(code: str) -> Glossary:
    """The words of a language."""
    return Glossary(Entry(*row) for row in GlossaryTerm.objects.filter(language=code).values_list("term", "translation", "note"))


def units_of(items: Sequence[Item], shown: Iterable[Item], code: str) -> list[Unit]:
    """The parts to show in their units; ``items`` are all those of the page, by which blocks are numbered."""
    shown = list(shown)
    names = wording.unit_names(item.part for item in items)
    found: dict[str, list[Row]] = {}
    for row in rows_of(shown, code):
        found.setdefault(row.part.unit, []).append(row)
    return [Unit(names[unit], rows) for unit, rows in found.items()]


def rows_of(items: Sequence[Item], code: str) -> list[Row]:
    """The parts, in a number of statements that does not depend on how many they are (but for links to pages in rich texts)."""
    glossary, area = glossary_of(code), rich_text_area()
    objects = showing.objects_shown(item.part for item in items)
    people = get_user_model()._default_manager.in_bulk({item.record.made_by for item in items if item.record and item.record.made_by})
    return [_row(number, item, glossary, area, objects, people) for number, item in enumerate(items, start=1)]


def _row(
    number: int,
    item: Item,
    glossary: Glossary,
    area: DraftailRichTextArea,
    objects: showing.Objects,
    people: Mapping[Any, Any],
) -> Row:
    part = item.part
    is_text = part.kind is not Kind.SHOWN
    html, entries = underlined(part.source, glossary, is_rich=part.is_rich) if is_text else (SafeString(""), [])
    return Row(
        number=number,
        item=item,
        name=_name(part),
        source_html=html,
        translation_html=readable(part.translation, is_rich=part.is_rich) if is_text else SafeString(""),
        entries=entries,
        source_shown=() if is_text else showing.told(part, part.source, objects),
        translation_shown=() if is_text else showing.told(part, part.translation, objects),
        difference=_difference(item) if is_text else SafeString(""),
        note=note_of(item, people),
        source_state=area.format_value(part.source) if part.is_rich else "",
        translation_state=area.format_value(part.translation) if part.is_rich else "",
    )


def _name(part: Part) -> str:
    return wording.own_name(part) or (_("What the block shows") if part.kind is Kind.SHOWN else "")


def readable(text: str, *, is_rich: bool) -> SafeString:
    """A text to read: nothing of it leads anywhere."""
    return as_html(Shown(token) for token in tokens_of(text, is_rich=is_rich))


def _difference(item: Item) -> SafeString:
    if item.state is not State.STALE or item.record is None or not item.record.source:
        return SafeString("")
    return difference_html(item.record.source, item.part.source, is_rich=item.part.is_rich)


def note_of(item: Item, people: Mapping[Any, Any]) -> str:
    """Who said what of the text that stands, and when."""
    if item.record is None or item.record.made_at is None:
        return _("Nobody knows which French this was made from.") if item.state in (State.REVIEW, State.STALE) else ""
    told = _told(item.state, item.record) % {
        "who": _person(people.get(item.record.made_by)),
        "date": date_format(timezone.localtime(item.record.made_at), "SHORT_DATE_FORMAT"),
    }
    return _("%(told)s “%(reason)s”") % {"told": told, "reason": item.record.reason} if item.record.reason else told


def _told(state: State, record: Record) -> str:
    if state is State.SKIPPED:
        return _("Left empty by %(who)s on %(date)s.")
    if state is State.REVIEW and record.verdict is Verdict.REVIEW:
        return _("%(who)s asked on %(date)s that somebody look at it.")
    if state is State.STALE:
        return _("Translated by %(who)s on %(date)s, from the French of then.")
    if state is State.MISSING:
        return _("Taken out; last word by %(who)s on %(date)s.")
    return _("By %(who)s on %(date)s.")


def _person(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user is not None else _("somebody")


def as_json(row: Row) -> dict[str, Any]:
    """What a saved part is answered with."""
    return {
        "path": row.part.path,
        "state": row.item.state.value,
        "state_name": row.state_name,
        "note": row.note,
        "source": row.part.source,
        "source_html": row.source_html,
        "source_content": json.loads(row.source_state) if row.source_state else None,
        "translation": row.part.translation,
        "translation_html": row.translation_html,
        "translation_content": json.loads(row.translation_state) if row.translation_state else None,
        "source_shown": list(row.source_shown),
        "translation_shown": list(row.translation_shown),
        "source_digest": row.part.source_digest,
        "translation_digest": row.part.translation_digest,
    }
