"""Somebody leaves: the account is closed, what it held is handed back, and what it wrote keeps its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from wagtail.models import WorkflowState

from pages.models import BasePage


@dataclass(frozen=True)
class Departure:
    """What was handed back."""

    sessions: int
    locks: int
    submissions: int


@transaction.atomic
def leave(user: Any) -> Departure:
    """Closes the account for good: no log-in, no session, no rights; locks are lifted and open submissions withdrawn.

    Versions, approvals and history keep the author. Running it again changes nothing.
    """
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    locks = BasePage.objects.filter(locked_by=user).update(locked=False, locked_by=None, locked_at=None)
    submissions = 0
    for state in WorkflowState.objects.active().filter(requested_by=user):
        state.cancel(user=None)
        submissions += 1
    return Departure(sessions=_end_sessions(user), locks=locks, submissions=submissions)


def _end_sessions(user: Any) -> int:
    ended = 0
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
            ended += 1
    return ended
