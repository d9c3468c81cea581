"""What tests of the journal share: the events since a moment, in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pages.models import ContentEvent


@contextmanager
def events() -> Iterator[list[tuple[str, str, int]]]:
    """Fills a list, at the end of the block, with the (action, kind, object id) written meanwhile, in order."""
    last = ContentEvent.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    written: list[tuple[str, str, int]] = []
    yield written
    written += ContentEvent.objects.filter(pk__gt=last).order_by("pk").values_list("action", "kind", "object_id")
