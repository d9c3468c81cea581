"""Somebody leaves: the account is closed, what it held is handed back, and what it wrote keeps its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import WorkflowState

from editorial.second_factor import take_away
from editorial.sessions import end_sessions
from pages.models import BasePage


@dataclass(frozen=True)
class Departure:
    """What was handed back."""

    sessions: int
    locks: int
    submissions: int


@transaction.atomic
def leave(user: Any) -> Departure:
    """Closes the account for good: no log-in, no second factor, no session, no rights; locks are lifted and open submissions withdrawn.

    Versions, approvals and history keep the author. Running it again changes nothing.
    """
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    take_away(user)
    locks = BasePage.objects.filter(locked_by=user).update(locked=False, locked_by=None, locked_at=None)
    submissions = 0
    for state in WorkflowState.objects.active().filter(requested_by=user):
        state.cancel(user=None)
        submissions += 1
    return Departure(sessions=end_sessions(user), locks=locks, submissions=submissions)
