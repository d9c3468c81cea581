"""Durable followers: a cursor that survives restarts, and a lease so that one process at a time follows under a name."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from pages.journal.reading import Position
from pages.models import Follower


class LeaseLostError(RuntimeError):
    """Another process follows under this name now; whatever was being done must stop."""


class DurableFollower:
    """The cursor and lease of one named follower.

    ``owner`` is a name unique to the process. Delivery is at least once: advance only after the work is safely done.
    """

    def __init__(self, name: str, owner: str) -> None:
        self.name = name
        self.owner = owner

    def acquire(self, seconds: float) -> bool:
        """Takes or renews the lease for ``seconds``; False while another process holds it."""
        Follower.objects.get_or_create(name=self.name)
        now = timezone.now()
        free = Q(lease_owner=self.owner) | Q(lease_owner="") | Q(lease_until__isnull=True) | Q(lease_until__lte=now)
        taken = Follower.objects.filter(Q(name=self.name) & free).update(
            lease_owner=self.owner, lease_until=now + dt.timedelta(seconds=seconds)
        )
        return taken == 1

    def release(self) -> None:
        """Gives the lease back, if still held."""
        Follower.objects.filter(name=self.name, lease_owner=self.owner).update(lease_owner="", lease_until=None)

    def position(self) -> Position:
        """Where this follower is."""
        row, _created = Follower.objects.get_or_create(name=self.name)
        return Position(row.transaction_id, row.event_id, row.event_key)

    def advance(self, position: Position) -> None:
        """Notes that everything up to ``position`` is done. Raises ``LeaseLostError`` if another process took over."""
        with transaction.atomic():
            moved = Follower.objects.filter(name=self.name, lease_owner=self.owner).update(
                transaction_id=position.transaction_id, event_id=position.event_id, event_key=position.key
            )
            if moved != 1:
                raise LeaseLostError(self.name)
