"""Which languages of a page somebody writes and publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.permissions import SpacePermissionPolicy, _reaches, space_paths

if TYPE_CHECKING:
    from pages.models import BasePage


def languages_for(user: Any, page: BasePage) -> frozenset[str] | None:
    """The languages of the page this person writes and publishes, the others being there to be read; None where they all are."""
    from pages.models import TranslatorGroup  # noqa: PLC0415 - the models import the forms

    if user is None or user.is_superuser:
        return None
    rights = SpacePermissionPolicy("pages.BasePage").get_cached_permissions_for_user(user)
    groups = {right.group_id for right in rights if _reaches(right.page.path, page.path, space_paths(user))}
    translated = dict(TranslatorGroup.objects.filter(group__in=groups).values_list("group_id", "language"))
    return frozenset(translated.values()) if groups and groups <= translated.keys() else None
