"""What editors are told of a phrase by which no search, or nearly every search, would be recognised."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from search.crisis.grammar import Grammar
from search.crisis.languages import GRAMMARS
from search.crisis.lexicon import slots_in

# Letters of the shortest word that can stand alone.
LEAST_LETTERS_ALONE = 3


def complaint(phrase: str, language: str, **_sent: Any) -> Any:
    """Why a phrase is of no use; None where it is, or where the language has no grammar here."""
    grammar = GRAMMARS.get(language)
    if grammar is None:
        return None
    slots = slots_in(phrase, grammar)
    words = [slot.words | slot.stems for slot in slots]
    small = _small_words(grammar)
    if all(alternatives & small for alternatives in words) or (len(words) == 1 and min(map(len, words[0])) < LEAST_LETTERS_ALONE):
        return _("nearly every search holds these small words: add one that tells.")
    return None


def _small_words(grammar: Grammar) -> frozenset[str]:
    return grammar.fillers | grammar.light | grammar.denials | grammar.openers | grammar.third | grammar.possessives
