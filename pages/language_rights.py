"""Which languages of a page somebody writes and publishes.

Rights on pages are those of Wagtail's groups. A right that comes from a group of translators (``TranslatorGroup``) reaches one language;
whoever has a right at the page's place through any other group works on the page as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.permissions import rights_at

if TYPE_CHECKING:
    from pages.models import BasePage

_TRANSLATED = "_translated_languages"


def languages_for(user: Any, page: BasePage) -> frozenset[str] | None:
    """The languages of the page this person writes and publishes, the others being there to be read; None where they all are.

    Somebody without any right at the page's place gets None as well: what they may not do at all is asked elsewhere.
    """
    if user is None or user.is_superuser:
        return None
    groups = {right.group_id for right in rights_at(user, page)}
    translated = _languages_of_groups(user)
    if not groups or not groups <= translated.keys():
        return None
    return frozenset(translated[group] for group in groups)


def languages_read_by(user: Any) -> frozenset[str]:
    """The languages this person may judge a text in: those of the groups of translators they are in."""
    return frozenset(_languages_of_groups(user).values())


def _languages_of_groups(user: Any) -> dict[int, str]:
    """The translated language of each such group of the person; asked once for each user object (that is, for each request)."""
    from pages.models import TranslatorGroup  # noqa: PLC0415 - the models import this module

    if not hasattr(user, _TRANSLATED):
        setattr(user, _TRANSLATED, dict(TranslatorGroup.objects.filter(group__user=user).values_list("group_id", "language")))
    known: dict[int, str] = getattr(user, _TRANSLATED)
    return known
