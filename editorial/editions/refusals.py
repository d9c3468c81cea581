"""Why an edition does not go out, or does not come back: sentences that name the pages."""

from __future__ import annotations

from collections.abc import Collection


class EditionRefusedError(Exception):
    """Something keeps the edition as it is, and nothing happened: ``sentences`` say what, for whoever asked."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def refuse_for(sentences: Collection[str]) -> None:
    """Raises ``EditionRefusedError`` where there is any reason to."""
    if sentences:
        raise EditionRefusedError(*sentences)
