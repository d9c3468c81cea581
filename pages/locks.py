"""Who may not touch a page that waits for its time: those who work on it as a whole, while its source language waits.

Translations go out apart (``pages.language_publication``): what is scheduled in other languages keeps its text and its time.
"""

from __future__ import annotations

from typing import Any

from wagtail.locks import ScheduledForPublishLock

from pages import languages
from pages.language_publication import languages_of


class SourceScheduledLock(ScheduledForPublishLock):
    """As Wagtail's, for those whose work would be about another version than the one that goes out."""

    def for_user(self, user: Any) -> bool:
        """Never for translators, nor while only translations wait."""
        revision = self.object.scheduled_revision
        codes = languages_of(revision) if revision is not None else None
        is_whole = codes is None or languages.source() in codes
        return is_whole and self.object.permissions_for_user(user).only_languages is None
