"""The engine that the settings choose, and the indices that this host keeps up to date."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from pages import languages
from search.embedded import TantivyEngine
from search.encoder import encoder_version
from search.engine import SearchEngine
from search.fingerprint import content_fingerprint
from search.standby import EngineWithStandby

# The name of the index that everybody asks, and of the one that this host keeps for itself meanwhile.
USUAL = "search"
STANDBY = "standby"


def current_engine() -> SearchEngine:
    """What readers ask: the engine of SEARCH_ENGINE, with a standby behind it where one is kept.

    The same object for the same settings. Raises ImproperlyConfigured for an engine that nobody knows.
    """
    kept = kept_engines()
    return _with_standby(kept[USUAL], kept[STANDBY]) if STANDBY in kept else kept[USUAL]


def kept_engines() -> Mapping[str, SearchEngine]:
    """The engines whose indices are kept up to date here, by name; what readers usually ask is USUAL."""
    codes = tuple(languages.codes())
    fingerprint = content_fingerprint(languages.codes(), encoder_version())
    embedded = _embedded(Path(settings.SEARCH_INDEX_DIR), fingerprint)
    if settings.SEARCH_ENGINE == "tantivy":
        return {USUAL: embedded}
    if settings.SEARCH_ENGINE != "elasticsearch":
        raise ImproperlyConfigured(f"SEARCH_ENGINE is {settings.SEARCH_ENGINE!r}; known engines: tantivy, elasticsearch.")
    address = (tuple(settings.SEARCH_URL), settings.SEARCH_API_KEY, settings.SEARCH_CA_FILE)
    server = _on_server(address, settings.SEARCH_INDEX_PREFIX, codes, fingerprint)
    return {USUAL: server, STANDBY: embedded} if settings.SEARCH_STANDBY else {USUAL: server}


# Two of each: tests and tools turn to another place and back.
@lru_cache(maxsize=2)
def _embedded(folder: Path, fingerprint: str) -> SearchEngine:
    return TantivyEngine(folder, fingerprint)


@lru_cache(maxsize=2)
def _with_standby(usual: SearchEngine, standby: SearchEngine) -> SearchEngine:
    # What is known about an index is remembered by the engine that was asked: it is made once.
    return EngineWithStandby(usual, standby)


@lru_cache(maxsize=2)
def _on_server(address: tuple[tuple[str, ...], str, Path | None], prefix: str, codes: tuple[str, ...], fingerprint: str) -> SearchEngine:
    # By name: without it nothing of the client is loaded, which takes a third of a second and 35 MB.
    connect = import_string("search.elasticsearch.connected_engine")
    engine: SearchEngine = connect(*address, prefix, codes, fingerprint)
    return engine
