"""Usual words one letter away from a word of danger: they are never taken for it."""

from __future__ import annotations

from search.crisis.grammar import listed

LOOKALIKES = listed("""
""")
