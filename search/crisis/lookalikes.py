"""Usual words one letter away from a word that danger is said with: they are never taken for it (nourrir, mourir)."""

from __future__ import annotations

from pathlib import Path

from search.analysis.words import folded

FOLDER = Path(__file__).parent / "lookalikes"

LOOKALIKES = frozenset(word for file in FOLDER.glob("*.txt") for word in folded(file.read_text(encoding="utf-8")).split())
"""Folded. Each language has a file of words in the order of the alphabet; editors add their own to the harmless words of a reason."""
