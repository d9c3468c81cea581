"""What snippets and media share: their key, and the journal told whenever their public row changes."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models, transaction

from pages.signals import record_written


class JournalledModel(models.Model):
    """A record shown to the public beside pages; saving or deleting it is journalled in the same transaction."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the record and writes the event this makes, all or nothing."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            record_written.send(type(self), record=self)
