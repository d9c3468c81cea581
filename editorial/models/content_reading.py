"""What reading the public content found: kept, because it takes a page some milliseconds to be read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class ContentReading(models.Model):
    """The reading of one page or record. It holds while a reading of today would bear the same stamp (``editorial.upkeep.reading``)."""

    # As the journal says it ("page", "video").
    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    stamp = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_reading_per_thing")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"
