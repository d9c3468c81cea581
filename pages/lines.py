"""Lists that editors write one a line."""

from __future__ import annotations


def lines_of(text: str | None) -> list[str]:
    """The lines that hold something, each once, without the blanks around and between their words doubled."""
    return list(dict.fromkeys(line for raw in (text or "").splitlines() if (line := " ".join(raw.split()))))
