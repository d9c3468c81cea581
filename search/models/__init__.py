"""What the room keeps in the database: how often urgent help was shown, and what readers asked in vain, never who asked."""

from search.models.crisis_counts import CrisisCount
from search.models.unanswered import DayKey, UnansweredQuestion, VisitorToken, WithheldQuestion

__all__ = ["CrisisCount", "DayKey", "UnansweredQuestion", "VisitorToken", "WithheldQuestion"]
