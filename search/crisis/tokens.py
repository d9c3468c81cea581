"""What was typed, as words to recognise: folded, apostrophes and joined words taken apart, with the places where a sentence breaks off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from search.analysis.words import LONGEST_TERM, QUERY_CHARACTERS, folded
from search.crisis.grammar import Grammar

# Words read of the beginning of a text and of its end: who writes a page may cry out in its last line. More is a document.
FIRST_TOKENS = 400
LAST_TOKENS = 200
# Characters in which the last words are looked for.
LAST_CHARACTERS = 1_200
# Letters that a word without its prefix, or a joined word without its elision, must keep.
LEAST_LETTERS = 3

# A dot between two letters is typed for a space: je.veux.mourir.
_PART = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[!?;:،؛؟,]|\.(?![^\W_])|(?<![^\W_])\.")
# A letter held down: mouriiiir.
_HELD = re.compile(r"([^\W\d])\1{2,}")
_COMMAS = ",،"

Knows = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Token:
    """A word: `forms` are what it may stand for, the first as it was typed. `after_break`, `after_comma`: what stands before it."""

    forms: tuple[str, ...]
    after_break: bool = False
    after_comma: bool = False

    @property
    def word(self) -> str:
        """The word as it was typed, folded."""
        return self.forms[0]


def tokens(text: str, grammar: Grammar, knows: Knows) -> list[Token]:
    """The words of a text, of a long one the first and the last. `knows` says whether a word means something by itself."""
    found = _read(text[:QUERY_CHARACTERS], grammar, knows)
    if len(text) > QUERY_CHARACTERS:
        end = _read(text[QUERY_CHARACTERS:][-LAST_CHARACTERS:], grammar, knows)
        found += [replace(token, after_break=True) for token in end[:1]] + end[1:]
    if len(found) > FIRST_TOKENS + LAST_TOKENS:
        found = [*found[:FIRST_TOKENS], replace(found[-LAST_TOKENS], after_break=True), *found[1 - LAST_TOKENS :]]
    return found


def _read(text: str, grammar: Grammar, knows: Knows) -> list[Token]:
    found: list[Token] = []
    after_break = after_comma = False
    for match in _PART.finditer(folded(text)):
        part = match.group()
        if not part[0].isalnum():
            after_comma = after_comma or part in _COMMAS
            after_break = after_break or part not in _COMMAS
            continue
        for word in _words(_HELD.sub(r"\1", part[:LONGEST_TERM]), grammar, knows):
            found.append(Token(_forms(word, grammar), after_break, after_comma))
            after_break = after_comma = False
    return found


def _words(part: str, grammar: Grammar, knows: Knows) -> Iterator[str]:
    whole = part.replace("'", "")
    if whole in grammar.joined:
        yield from grammar.joined[whole]
    elif "'" in part:
        head, *rest = part.split("'")
        yield head
        yield from (word for word in rest if word not in grammar.endings)
    elif knows(part):
        yield part
    else:
        yield from _taken_apart(part, grammar, knows)


def _taken_apart(part: str, grammar: Grammar, knows: Knows) -> tuple[str, ...]:
    """A word with a small one typed into it, without the apostrophe or the space: jpense, mharcele."""
    for elision in grammar.elisions:
        rest = part.removeprefix(elision)
        if rest != part and len(rest) >= LEAST_LETTERS and knows(rest):
            return elision, rest
    return (part,)


def _forms(word: str, grammar: Grammar) -> tuple[str, ...]:
    forms = [word]
    if word in grammar.readings:
        forms.append(grammar.readings[word])
    forms += [word[len(prefix) :] for prefix in grammar.prefixes if word.startswith(prefix) and len(word) - len(prefix) >= LEAST_LETTERS]
    forms += [
        written + word[len(prefix) :]
        for prefix, written in grammar.contractions.items()
        if word.startswith(prefix) and len(word) - len(prefix) >= LEAST_LETTERS
    ]
    return tuple(dict.fromkeys(forms))
