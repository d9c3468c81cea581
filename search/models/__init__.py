"""What the room keeps in the database: counts of what readers asked, never who asked."""

from search.models.unanswered import DayKey, UnansweredQuestion, VisitorToken, WithheldQuestion

__all__ = ["DayKey", "UnansweredQuestion", "VisitorToken", "WithheldQuestion"]
