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
from tests.scenes import SCENES, Scene, Stage

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper


@pytest.fixture
def own_index(tmp_path: Path, settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of a search index of this test's own, which follows what the test itself writes."""
    settings.SEARCH_INDEX_DIR = tmp_path
    settle_everything(monkeypatch)


@pytest.fixture
def standing_half(db: None, stage: Stage) -> HiddenHalf:
    """The site of which half is hidden, as a scene."""
    half: HiddenHalf = stage.shown("half")
    return half


@pytest.fixture
def half(standing_half: HiddenHalf) -> HiddenHalf:
    """A site of which half is hidden."""
    return standing_half


@pytest.fixture
def standing_indexed_half(db: None, stage: Stage, settings: SettingsWrapper) -> HiddenHalf:
    """The site of which half is hidden, and its index, as a scene."""
    half, folder = stage.shown("indexed_half")
    settings.SEARCH_INDEX_DIR = folder
    return half  # type: ignore[no-any-return]


@pytest.fixture
def indexed_half(standing_indexed_half: HiddenHalf) -> HiddenHalf:
    """A site of which half is hidden, and its index."""
    return standing_indexed_half


def _indexed(half: HiddenHalf) -> tuple[HiddenHalf, Path]:
    folder = Path(mkdtemp(dir=settings.VAR_DIR))
    with pytest.MonkeyPatch.context() as monkeypatch, override_settings(SEARCH_INDEX_DIR=folder):
        settle_everything(monkeypatch)
        indexing.ensure_index()
    return half, folder


SCENES["half"] = Scene(half_hidden_site)
SCENES["indexed_half"] = Scene(_indexed, upon="half")
