"""The fingerprint of what an index's content depends on: with another one, the same pages give another index."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pages import languages, streams
from search import ages, analysis, documents, fields, matching, passages, searched, sources, stored
from search.meaning import documents as meaning
from search.meaning import packed

# The source itself is summed up, so that nobody has to remember a version number: a rebuild too many costs nothing but its time.
_MODULES = (ages, documents, fields, languages, matching, meaning, packed, passages, searched, sources, stored, streams)


@lru_cache(maxsize=2)
def content_fingerprint(codes: Sequence[str], encoder: str = "") -> str:
    """The fingerprint of documents and analysis in these languages, and of their meaning by this version of an encoder ("": none)."""
    files = [Path(str(module.__file__)) for module in _MODULES]
    files += sorted(Path(analysis.__path__[0]).glob("*.py"))
    told = json.dumps([codes, encoder, analysis.libraries(), *(file.read_text(encoding="utf-8") for file in files)], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()
