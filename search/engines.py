"""The engine that the settings choose."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from pages import languages
from search.embedded import TantivyEngine
from search.engine import SearchEngine
from search.fingerprint import content_fingerprint


def current_engine() -> SearchEngine:
    """The engine of SEARCH_ENGINE, the same object for the same settings. Raises ImproperlyConfigured for one that nobody knows."""
    if settings.SEARCH_ENGINE != "tantivy":
        raise ImproperlyConfigured(f"SEARCH_ENGINE is {settings.SEARCH_ENGINE!r}; known engines: tantivy.")
    return _embedded(Path(settings.SEARCH_INDEX_DIR), content_fingerprint(languages.codes()))


# Two: tests and tools turn to another folder and back.
@lru_cache(maxsize=2)
def _embedded(folder: Path, fingerprint: str) -> SearchEngine:
    return TantivyEngine(folder, fingerprint)
