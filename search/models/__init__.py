"""What search writes down: how often urgent help was shown."""

from search.models.crisis_counts import CrisisCount

__all__ = ["CrisisCount"]
