"""Ways in which nobody knows what pages mean, for tests of what is done then. Each takes the fixtures `settings` and `monkeypatch`."""

from __future__ import annotations

from typing import Any

import pytest

from search.embedded import TantivyEngine
from search.engine import SearchUnavailableError


def switched_off(settings: Any, _monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an encoder."""
    settings.SEARCH_BY_MEANING = False


def away(_settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an engine that cannot answer."""

    def unavailable(*_arguments: Any) -> None:
        raise SearchUnavailableError

    monkeypatch.setattr(TantivyEngine, "nearest", unavailable)


def without_index(settings: Any, _monkeypatch: pytest.MonkeyPatch) -> None:
    """With no index at all."""
    settings.SEARCH_INDEX_DIR = settings.SEARCH_INDEX_DIR / "nowhere"
