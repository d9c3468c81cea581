"""The journal of what the public may see: one row for each change, and what is needed to write and follow it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentEvent(models.Model):
    """Something the public sees appeared, changed or went away. Rows are written once and never changed."""

    class Action(models.TextChoices):
        PUBLISHED = "PUBLISHED", _("Published")
        CHANGED = "CHANGED", _("Changed")
        WITHDRAWN = "WITHDRAWN", _("Withdrawn")

    id = models.BigAutoField(primary_key=True)
    # PostgreSQL: the writing transaction (xid8, read as a number), so that followers can wait for slower ones. SQLite: 0.
    transaction_id = models.BigIntegerField(default=0, editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    action = models.CharField(max_length=10, choices=Action)
    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    object_key = models.UUIDField()
    paths = models.JSONField(default=dict)
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["transaction_id", "id"]
        indexes = [
            models.Index(fields=["transaction_id", "id"], name="journal_order"),
            models.Index(fields=["occurred_at"], name="journal_age"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.action} {self.kind}:{self.object_id}"


class PublicRecord(models.Model):
    """What the journal said last of one thing: the state that the next change is compared with."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    object_key = models.UUIDField()
    is_public = models.BooleanField()
    content_digest = models.CharField(max_length=64)
    # Where a page stands in the order of the tree (its treebeard path); empty for other kinds.
    place = models.CharField(max_length=255, blank=True)
    paths = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_record_per_thing")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"


class JournalIdentity(models.Model):
    """The journal's random name: an index or a cursor made from another journal (a copy, a new database) is told apart by it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    identity = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.identity)


class Follower(models.Model):
    """A durable follower's cursor, and the lease that lets one process at a time follow under its name."""

    name = models.CharField(max_length=60, primary_key=True)
    transaction_id = models.BigIntegerField(default=0)
    event_id = models.BigIntegerField(default=0)
    event_key = models.CharField(max_length=36, blank=True)
    lease_owner = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
