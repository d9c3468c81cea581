"""When two texts say the same: their digests are equal. White space, and how Unicode composes a letter, say nothing."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

LENGTH = 32
"""Characters of a digest."""

# What the editor's rich text writes for itself, and the space around the tags that begin or end a line anyway.
_KEYS = re.compile(r'\s+data-block-key="[^"]*"')
_AROUND_BLOCKS = re.compile(r"\s*(</?(?:p|ul|ol|li|h\d|blockquote|br|hr)\b[^>]*>)\s*", re.IGNORECASE)
_EMPTY = re.compile(r"<(p|li|ul|ol)>(?:<br ?/?>)*</\1>", re.IGNORECASE)


@lru_cache(maxsize=4096)
def normalised(text: str, *, is_rich: bool = False) -> str:
    """The text with single spaces (no-break ones included), composed letters and, if rich, without what only the editor needs."""
    if is_rich:
        text = _AROUND_BLOCKS.sub(r"\1", _KEYS.sub("", text))
        while (shorter := _EMPTY.sub("", text)) != text:
            text = shorter
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=4096)
def digest(text: str, *, is_rich: bool = False) -> str:
    """What stands for everything a text says: 32 hexadecimal characters."""
    return hashlib.blake2b(normalised(text, is_rich=is_rich).encode(), digest_size=LENGTH // 2).hexdigest()


NOTHING = digest("")
"""The digest of a text that says nothing."""
