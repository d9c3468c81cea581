"""An index of its own for each test that asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper


@pytest.fixture
def index_folder(tmp_path: Path, settings: SettingsWrapper) -> Path:
    """The empty folder where this test's index will be."""
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    return tmp_path / "search"
