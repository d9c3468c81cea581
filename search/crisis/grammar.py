"""What the recogniser knows of a language beside the lists of the editors: small words, denial, who is spoken of, films and school."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from search.analysis.words import folded

NEVER = re.compile(r"(?!)")

Kin = Mapping[str, frozenset[str]]
"""For a first word, the words of which one follows it: my → son, daughter. Under "" the words that say it alone."""


def listed(text: str) -> frozenset[str]:
    """The words of a text, folded, each once."""
    return frozenset(folded(text).split())


@dataclass(frozen=True)
class Grammar:
    """A language, in folded words (`search.analysis.words`). Every set may be empty.

    A clause begins at one of `openers`. What is said in the name of a work or a game ends at one of `breaks`.
    """

    fillers: frozenset[str]
    """They count for nothing, and are left out of phrases."""
    light: frozenset[str]
    """They count for nothing between two words of a phrase."""
    denials: frozenset[str]
    """They turn what follows in their clause into its opposite: not."""
    openers: frozenset[str]
    breaks: frozenset[str]
    works: frozenset[str]
    """What one sings, reads and watches, and what is told of it: film, lyrics."""
    games: frozenset[str]
    studies: frozenset[str]
    """Who asks for these speaks of a subject: essay, definition, law."""
    first: frozenset[str]
    """Who says one of these speaks of themselves."""
    possessives: frozenset[str]
    """So does who says one of these of anything but a child or a friend: *my* pictures."""
    third: frozenset[str]
    """These speak of somebody else."""
    parents: Kin
    witnesses: Kin
    undone_by: frozenset[str] = frozenset()
    """Right behind a denial they undo it: plus *que*."""
    no_denial_after: frozenset[str] = frozenset()
    """Right before a denial they make it something else: *de* plus en plus, they do not *stop*."""
    released_by: frozenset[str] = frozenset()
    """Between a denial and a phrase they take the denial to themselves: cannot *stop* …"""
    denials_after: frozenset[str] = frozenset()
    """They deny a phrase that they follow, unless it ends with an `infinitive`."""
    infinitive: re.Pattern[str] = NEVER
    first_ending: re.Pattern[str] = NEVER
    """Words that speak of the speaker by their ending alone."""
    perhaps_first: frozenset[str] = frozenset()
    """Words that do so, or speak of somebody else who was named: I fled, she fled."""
    elisions: frozenset[str] = frozenset()
    """Small words that stand before an apostrophe, or are typed without it into the next word."""
    endings: frozenset[str] = frozenset()
    """What stands behind an apostrophe and says nothing: I'*m*."""
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What is typed as one word and read as several."""
    readings: Mapping[str, str] = field(default_factory=dict)
    """What a word may also stand for: *ma* for *m'a*."""
    prefixes: tuple[str, ...] = ()
    """Small words written into the next one: a word is also read without them."""
    contractions: Mapping[str, str] = field(default_factory=dict)
    """Such words that shorten the article behind them: a word is also read with the whole article, which leaves room for a typing error."""
    reality: Kin = field(default_factory=dict)
    """What says that no game is meant: real → life."""


def merged(grammars: Iterable[Grammar]) -> Grammar:
    """What any of these languages knows: nobody says in which one they type, and some type in two."""
    known = tuple(grammars)
    made: dict[str, Any] = {}
    for part in fields(Grammar):
        values = [getattr(grammar, part.name) for grammar in known]
        if isinstance(values[0], frozenset):
            made[part.name] = frozenset().union(*values)
        elif isinstance(values[0], re.Pattern):
            made[part.name] = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in values))
        elif isinstance(values[0], tuple):
            made[part.name] = tuple(dict.fromkeys(one for value in values for one in value))
        else:
            made[part.name] = _joined(values)
    return Grammar(**made)


def _joined(mappings: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """One mapping of several; what two say of one word is said together where it can be."""
    made: dict[str, Any] = {}
    for mapping in mappings:
        for word, said in mapping.items():
            made[word] = made[word] | said if isinstance(made.get(word), frozenset) else said
    return made
