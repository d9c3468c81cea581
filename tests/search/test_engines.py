"""The settings choose the engine, and its fingerprint sums up what an index's content depends on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ImproperlyConfigured

from search import analysis
from search.encoder import encoder_version
from search.engines import current_engine
from search.fingerprint import content_fingerprint
from search.meaning import documents, packed
from tests.search.encoders import WordsEncoder

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper


def test_the_same_settings_give_the_same_engine(no_index: None, settings: SettingsWrapper, tmp_path: Path) -> None:
    engine = current_engine()
    assert current_engine() is engine
    settings.SEARCH_INDEX_DIR = tmp_path / "elsewhere"
    settings.SEARCH_INDEX_PREFIX = "elsewhere"
    assert current_engine() is not engine


def test_an_unknown_engine_is_refused(settings: SettingsWrapper) -> None:
    settings.SEARCH_ENGINE = "divination"
    with pytest.raises(ImproperlyConfigured, match="divination"):
        current_engine()


def test_languages_and_libraries_are_part_of_the_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    before = content_fingerprint(("fr", "en"))
    assert content_fingerprint(("fr", "en", "es")) != before
    content_fingerprint.cache_clear()
    assert content_fingerprint(("fr", "en")) == before
    monkeypatch.setattr(analysis, "libraries", lambda: {"PyStemmer": "another"})
    content_fingerprint.cache_clear()
    assert content_fingerprint(("fr", "en")) != before
    content_fingerprint.cache_clear()


def test_the_encoder_is_part_of_the_fingerprint(settings: SettingsWrapper, encoder: WordsEncoder) -> None:
    assert encoder_version() == "words"
    by_meaning = current_engine().fingerprint()
    settings.SEARCH_BY_MEANING = False
    assert encoder_version() == ""
    by_terms = current_engine().fingerprint()
    settings.SEARCH_BY_MEANING = True
    encoder.version = "other words"
    assert len({by_meaning, by_terms, current_engine().fingerprint()}) == 3
    encoder.version = "words"
    assert current_engine().fingerprint() == by_meaning


def test_how_meanings_are_made_and_kept_is_part_of_the_fingerprint(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = content_fingerprint(("fr",))
    changed = tmp_path / "changed.py"
    changed.write_text("# another length of passages")
    for module in (packed, documents):
        with monkeypatch.context() as patch:
            patch.setattr(module, "__file__", str(changed))
            content_fingerprint.cache_clear()
            assert content_fingerprint(("fr",)) != before
    content_fingerprint.cache_clear()


def test_the_code_of_documents_and_analysis_is_part_of_the_fingerprint(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = content_fingerprint(("fr",))
    changed = tmp_path / "french.py"
    changed.write_text("# another list of stop words")
    monkeypatch.setattr(analysis, "__path__", [str(tmp_path)])
    content_fingerprint.cache_clear()
    assert content_fingerprint(("fr",)) != before
    content_fingerprint.cache_clear()
