"""How what an answer may show of a document is kept by an engine, which does not look into it: JSON, with the stems of each text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from search.analysis import analyse
from search.engine import SearchDocument, SpokenCue


@dataclass(frozen=True, slots=True)
class KeptPassage:
    """A passage of a text as it is kept, with its stems in order."""

    text: str
    stems: Sequence[str]


@dataclass(frozen=True, slots=True)
class KeptCue:
    """A cue as it is kept, with its stems in order."""

    cue: SpokenCue
    stems: Sequence[str]


def stored_passages(document: SearchDocument) -> str:
    """The passages of a document as an engine keeps them; "" where there is none."""
    return _written([[text, _stems(text, document)] for text in document.passages])


def stored_cues(document: SearchDocument) -> str:
    """The cues of a document as an engine keeps them; "" where there is none."""
    return _written(
        [[cue.start_ms, cue.end_ms, cue.speaker, cue.text, cue.video_id, cue.track_id, _stems(cue.text, document)] for cue in document.cues]
    )


def read_passages(stored: str) -> list[KeptPassage]:
    """The passages that an engine kept."""
    return [KeptPassage(text, stems.split()) for text, stems in _read(stored)]


def read_cues(stored: str) -> list[KeptCue]:
    """The cues that an engine kept."""
    return [KeptCue(SpokenCue(*values), stems.split()) for *values, stems in _read(stored)]


def _stems(text: str, document: SearchDocument) -> str:
    return " ".join(analyse(text, document.language))


def _written(rows: list[list[Any]]) -> str:
    return orjson.dumps(rows).decode() if rows else ""


def _read(stored: str) -> list[list[Any]]:
    return list(orjson.loads(stored)) if stored else []
