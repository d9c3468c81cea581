"""Is a French text easy enough for a tired parent? Sentences, syllables, and a measure made of both. It warns and refuses nothing."""

from editorial.upkeep.readability.advising import Advice, advice_on

__all__ = ["Advice", "advice_on"]
