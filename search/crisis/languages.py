"""The languages whose grammar is known. Lists in another one are kept, and found once it has a grammar here."""

from __future__ import annotations

from collections.abc import Mapping

from search.crisis.arabic import ARABIC
from search.crisis.english import ENGLISH
from search.crisis.french import FRENCH
from search.crisis.grammar import Grammar, merged

GRAMMARS: Mapping[str, Grammar] = {"fr": FRENCH, "en": ENGLISH, "ar": ARABIC}

ANY = merged(GRAMMARS.values())
"""The grammar of what is typed, whose language nobody says."""
