"""What tests of the endpoint may ask for."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import override_settings

from search import indexing
from tests.api.hidden import HiddenHalf, half_hidden_site
from tests.api.settled import settle_everything
from tests.scenes import scene

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper


@pytest.fixture
def own_index(tmp_path: Path, settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of a search index of this test's own, which follows what the test itself writes."""
    settings.SEARCH_INDEX_DIR = tmp_path
    settle_everything(monkeypatch)


def _indexed(half: HiddenHalf) -> tuple[HiddenHalf, Path]:
    folder = Path(mkdtemp(dir=settings.VAR_DIR))
    with pytest.MonkeyPatch.context() as monkeypatch, override_settings(SEARCH_INDEX_DIR=folder):
        settle_everything(monkeypatch)
        indexing.ensure_index()
    return half, folder


# A site of which half is hidden; the same, and the folder of its index.
half = scene("half", half_hidden_site)
half_and_index = scene("half_and_index", _indexed, upon="half")


@pytest.fixture
def indexed_half(half_and_index: tuple[HiddenHalf, Path], settings: SettingsWrapper) -> HiddenHalf:
    """The site of which half is hidden, and its index is searched."""
    made, settings.SEARCH_INDEX_DIR = half_and_index
    return made
