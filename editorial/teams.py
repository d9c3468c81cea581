"""Who works for whom: what the groups of a person say."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission

from editorial.models import Team
from pages.models import TranslatorGroup


def organisations_of_all(users: Collection[int]) -> frozenset[int]:
    """The associations any of these people (by id) work for."""
    return _organisations(Team.objects.filter(Q(editors__user__in=users) | Q(publishers__user__in=users)))


def publishes_for(user: Any) -> frozenset[int]:
    """The associations a person publishes for."""
    return _organisations(Team.objects.filter(publishers__user=user))


def _organisations(teams: QuerySet[Team]) -> frozenset[int]:
    return frozenset(pk for pk in teams.values_list("organisation_id", flat=True) if pk is not None)


def is_publisher(user: Any) -> bool:
    """Whether a person publishes anything: for an association, for the coordination, one language, or through a group made by hand."""
    if Team.objects.filter(publishers__user=user).exists():
        return True
    return GroupPagePermission.objects.filter(group__user=user, permission__codename="publish_basepage").exists()


def is_coordinator(user: Any) -> bool:
    """Whether a person is of the coordination (superusers are)."""
    return bool(user.is_superuser) or Team.objects.filter(organisation=None, publishers__user=user).exists()


def is_of_a_team(user: Any) -> bool:
    """Whether a person writes or publishes for an association, or is of the coordination (superusers are)."""
    return bool(user.is_superuser) or Team.objects.filter(Q(editors__user=user) | Q(publishers__user=user)).exists()


def reviewers() -> QuerySet[Any]:
    """Everybody who publishes for an association, coordinates or translates, and can be written to."""
    users = get_user_model()._default_manager.filter(is_active=True).exclude(email="")
    publishers = Q(groups__in=Team.objects.exclude(publishers=None).values("publishers"))
    return users.filter(publishers | Q(groups__in=TranslatorGroup.objects.values("group"))).distinct()
