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
        if self.object.permissions_for_user(user).only_languages is not None:
            return False
        waiting = self.object.revisions.filter(approved_go_live_at__isnull=False)
        scopes = [languages_of(revision) for revision in waiting]
        return any(codes is None or languages.source() in codes for codes in scopes)
