"""What tests of the endpoint may ask for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.api.settled import settle_everything

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper


@pytest.fixture
def own_index(tmp_path: Path, settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of a search index of this test's own, which follows what the test itself writes."""
    settings.SEARCH_INDEX_DIR = tmp_path
    settle_everything(monkeypatch)
