"""Which languages of a page somebody writes and publishes.

Rights on pages are those of Wagtail's groups. A right that comes from a group of translators (``TranslatorGroup``) reaches one language;
whoever has a right at the page's place through any other group works on the page as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.permissions import rights_at, translated_languages

if TYPE_CHECKING:
    from pages.models import BasePage


def languages_for(user: Any, page: BasePage) -> frozenset[str] | None:
    """The languages of the page this person writes and publishes, the others being there to be read; None where they all are.

    Somebody without any right at the page's place gets None as well: what they may not do at all is asked elsewhere.
    """
    if user is None or user.is_superuser:
        return None
    groups = {right.group_id for right in rights_at(user, page)}
    translated = translated_languages(user)
    if not groups or not groups <= translated.keys():
        return None
    return frozenset(translated[group] for group in groups)


def languages_read_by(user: Any) -> frozenset[str]:
    """The languages this person may judge a text in: those of the groups of translators they are in."""
    return frozenset(translated_languages(user).values())
