"""The journal inside a test's own transaction."""

from __future__ import annotations

import pytest

from pages.journal import reading
from pages.models import ContentEvent


def settle_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets readers have the events of the test itself: on PostgreSQL, while its transaction lasts, none of them would be settled."""
    monkeypatch.setattr(reading, "_settled", lambda using: ContentEvent.objects.using(using).order_by("transaction_id", "id"))
