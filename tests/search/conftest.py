"""An index of its own for each test that asks for it: of documents made up, or of the pages of the site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pages.models import HomePage
from search import indexing
from search.embedded import TantivyEngine
from search.engine import SearchEngine

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper


@pytest.fixture
def index_folder(tmp_path: Path, settings: SettingsWrapper) -> Path:
    """The empty folder where this test's index will be."""
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    return tmp_path / "search"


@pytest.fixture
def engine(tmp_path: Path) -> SearchEngine:
    """The engine over an empty folder."""
    return TantivyEngine(tmp_path / "search", "content")


@pytest.fixture
def index(home: HomePage, index_folder: Path) -> Path:
    """The folder of an index of the home page alone."""
    assert indexing.ensure_index()
    return index_folder
