"""What changed between two texts, word by word: the words that stayed, those that came and those that went. No database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from editorial.translation.marked_words import Shown, Token, as_html, tokens_of


class Fate(Enum):
    """What became of a word."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Change:
    """A word, and what became of it; one that was kept is written as the new text writes it."""

    fate: Fate
    token: Token


def changes(old: Sequence[Token], new: Sequence[Token]) -> list[Change]:
    """How ``old`` became ``new``: what was kept and inserted is the new text, what was kept and deleted the old."""
    matcher = SequenceMatcher(None, [token.said for token in old], [token.said for token in new], autojunk=False)
    return [change for _tag, *span in matcher.get_opcodes() for change in _of_span(old, new, *span, kept=_tag == "equal")]


def _of_span(old: Sequence[Token], new: Sequence[Token], start: int, end: int, to: int, until: int, *, kept: bool) -> Iterator[Change]:
    if kept:
        yield from (Change(Fate.KEPT, token) for token in new[to:until])
        return
    yield from (Change(Fate.DELETED, token) for token in old[start:end])
    yield from (Change(Fate.INSERTED, token) for token in new[to:until])


def is_same(found: Sequence[Change]) -> bool:
    """Whether nothing but spaces changed."""
    return all(change.fate is Fate.KEPT for change in found)


def difference_html(old: str, new: str, *, is_rich: bool) -> SafeString:
    """The new text with what came and what went marked, in words too for those who do not see the marks; "" where no word changed."""
    found = changes(tokens_of(old, is_rich=is_rich), tokens_of(new, is_rich=is_rich))
    if is_same(found):
        return SafeString("")
    around = {
        Fate.KEPT: ("", "", ""),
        Fate.INSERTED: ("ins", *_around("ins", _("added:"))),
        Fate.DELETED: ("del", *_around("del", _("removed:"))),
    }
    return as_html(Shown(change.token, *around[change.fate]) for change in found)


def _around(element: str, told: str) -> tuple[str, str]:
    hidden = format_html('<span class="w-sr-only">[{} </span>', told)
    return f"<{element}>{hidden}", f'<span class="w-sr-only">]</span></{element}>'
