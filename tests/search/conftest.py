"""An index of its own for each test that asks for it: of documents made up, or of the pages of the site.

Every test that does runs on each engine there is: on the embedded one always, on Elasticsearch where a server is named (`make test-stack`).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pages.models import HomePage
from search import encoder as encoder_module
from search import indexing
from search.elasticsearch import ElasticsearchEngine
from search.elasticsearch import server as server_module
from search.embedded import TantivyEngine
from search.engine import SearchEngine
from search.meaning import questions
from tests.search.encoders import WordsEncoder
from tests.search.server import PATIENCE, SERVER_URL, client, remove_indices, server_engine

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

ENGINES = ["tantivy", *(["elasticsearch"] if SERVER_URL else [])]


@pytest.fixture(params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """The engine that this run of the test is about."""
    name: str = request.param
    return name


@pytest.fixture
def prefix(engine_name: str) -> Iterator[str]:
    """What the names of this test's indices on the server begin with."""
    name = f"test-{secrets.token_hex(6)}"
    yield name
    if engine_name == "elasticsearch":
        remove_indices(name)


@pytest.fixture
def another_engine(engine_name: str, prefix: str, tmp_path: Path) -> Callable[[str], SearchEngine]:
    """Makes engines over this test's index, as in other processes: of code whose documents have this fingerprint."""
    if engine_name == "elasticsearch":
        return lambda fingerprint: server_engine(prefix, fingerprint)
    return lambda fingerprint: TantivyEngine(tmp_path / "search", fingerprint)


@pytest.fixture
def engine(another_engine: Callable[[str], SearchEngine]) -> SearchEngine:
    """An engine without an index."""
    return another_engine("content")


@pytest.fixture
def generations(engine_name: str, prefix: str, tmp_path: Path) -> Callable[[], list[str]]:
    """Tells the generations that there are, live or not."""
    if engine_name == "elasticsearch":
        return lambda: sorted(client().indices.get(index=f"{prefix}-2*"))
    return lambda: sorted(path.name for path in (tmp_path / "search").iterdir() if path.is_dir())


@pytest.fixture
def damage(engine_name: str, tmp_path: Path) -> Callable[[str], object]:
    """Spoils a generation so that it cannot be read."""
    if engine_name == "elasticsearch":
        return lambda generation: client().delete(index=generation, id="state", refresh=True)
    return lambda generation: (tmp_path / "search" / generation / "meta.json").write_text("damaged")


@pytest.fixture
def no_index(engine_name: str, prefix: str, tmp_path: Path, settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings name this engine, and a place where there is no index yet."""
    monkeypatch.setattr(server_module, "READING_SECONDS", PATIENCE)
    # What is asked right after a change knows its words.
    monkeypatch.setattr(ElasticsearchEngine, "has_words_at_hand", True)
    settings.SEARCH_ENGINE = engine_name
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    settings.SEARCH_URL = (SERVER_URL,)
    settings.SEARCH_INDEX_PREFIX = prefix


@pytest.fixture
def index(home: HomePage, no_index: None) -> None:
    """An index of the home page alone."""
    assert indexing.ensure_index()


@pytest.fixture
def encoder(settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch) -> WordsEncoder:
    """The encoder of this process is one whose directions are known beforehand, and no question was asked yet."""
    made = WordsEncoder()
    settings.SEARCH_BY_MEANING = True
    monkeypatch.setattr(encoder_module, "_encoder", lambda: made)
    monkeypatch.setattr(questions, "_directions", questions._Directions())
    return made
