"""What search engines are told of a page in JSON-LD, beyond what the API says: the words of a film."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

FILM = "VideoObject"

# What could end a script element, begin another or a comment, or break a line of JavaScript: in JSON all of it stands inside strings.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def with_transcript(document: str, cues: Sequence[Mapping[str, Any]]) -> str:
    """JSON-LD of the API in which each film has its transcript: what is said, cue by cue; as it stands where nothing is said."""
    if not cues:
        return document
    told = json.loads(document)
    for thing in told["@graph"]:
        if thing.get("@type") == FILM:
            thing["transcript"] = " ".join(cue["text"] for cue in cues)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
