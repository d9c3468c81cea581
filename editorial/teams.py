"""Who works for whom: what the groups of a person say."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission

from editorial.models import Team
from pages.models import TranslatorGroup

_MEMBERSHIPS = "_team_memberships"


class Membership(NamedTuple):
    """One team a person works in; that of the coordination has no association."""

    organisation_id: int | None
    publishes: bool


def _memberships(user: Any) -> tuple[Membership, ...]:
    """The teams of a person, asked once for each user object (that is, for each request): every item of the menu wants to know."""
    if not hasattr(user, _MEMBERSHIPS):
        mine = user.groups.values("pk")
        teams = Team.objects.filter(Q(editors__in=mine) | Q(publishers__in=mine)).annotate(publishes=Q(publishers__in=mine))
        found = (Membership(organisation, bool(publishes)) for organisation, publishes in teams.values_list("organisation_id", "publishes"))
        setattr(user, _MEMBERSHIPS, tuple(found))
    known: tuple[Membership, ...] = getattr(user, _MEMBERSHIPS)
    return known


def organisations_of_all(users: Collection[int]) -> frozenset[int]:
    """The associations any of these people (by id) work for."""
    teams = Team.objects.filter(Q(editors__user__in=users) | Q(publishers__user__in=users), organisation__isnull=False)
    return frozenset(teams.values_list("organisation_id", flat=True))


def organisations_of(user: Any) -> frozenset[int]:
    """The associations a person works for."""
    return frozenset(each.organisation_id for each in _memberships(user) if each.organisation_id is not None)


def publishes_for(user: Any) -> frozenset[int]:
    """The associations a person publishes for."""
    return frozenset(each.organisation_id for each in _memberships(user) if each.organisation_id is not None and each.publishes)


def is_publisher(user: Any) -> bool:
    """Whether a person publishes anything: for an association, for the coordination, one language, or through a group made by hand."""
    if any(each.publishes for each in _memberships(user)):
        return True
    return GroupPagePermission.objects.filter(group__user=user, permission__codename="publish_basepage").exists()


def is_coordinator(user: Any) -> bool:
    """Whether a person is of the coordination (superusers are)."""
    return bool(user.is_superuser) or any(each.organisation_id is None and each.publishes for each in _memberships(user))


def is_of_a_team(user: Any) -> bool:
    """Whether a person writes or publishes for an association, or is of the coordination (superusers are)."""
    return bool(user.is_superuser) or bool(_memberships(user))


def reviewers() -> QuerySet[Any]:
    """Everybody who publishes for an association, coordinates or translates, and can be written to."""
    users = get_user_model()._default_manager.filter(is_active=True).exclude(email="")
    publishers = Q(groups__in=Team.objects.exclude(publishers=None).values("publishers"))
    return users.filter(publishers | Q(groups__in=TranslatorGroup.objects.values("group"))).distinct()
