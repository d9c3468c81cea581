"""`python -m tests.bench_search.drawn ARGUMENTS…`: `manage.py` with the directions of texts drawn instead of reckoned.

To encode every word of 100,000 pages takes an hour, and how long a search takes hangs on how many directions there are, hardly on which.
A drawn one is that of a title, as the real encoder gives it, with a deviation of its own: questions, which the real encoder encodes, have
nearer and farther pages then, as they have in life. The same text has the same direction on every machine.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np

from tests.bench_search.corpus import languages_of, text

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Pages whose titles are encoded, and how much longer a deviation is than the direction that it deviates from.
TITLES = 300
DEVIATION = 1.2


class Drawing:
    """Draws directions around those that `reckon` gives of titles."""

    def __init__(self, reckon: Callable[[Sequence[str]], NDArray[np.float32]]) -> None:
        self._titles = reckon([text(number, code).title for number in range(TITLES) for code in languages_of(number)])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `search.encoder.Encoder.encode`."""
        drawn = np.array([self._drawn(each) for each in texts], np.float32).reshape(-1, self._titles.shape[1])
        drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
        return drawn

    def _drawn(self, told: str) -> NDArray[np.float32]:
        seed = int.from_bytes(hashlib.blake2b(told.encode(), digest_size=8).digest(), "big")
        draw = np.random.Generator(np.random.PCG64(seed))
        numbers = self._titles.shape[1]
        deviation: NDArray[np.float32] = draw.standard_normal(numbers, np.float32)
        deviation *= np.float32(DEVIATION * numbers**-0.5)
        deviation += self._titles[draw.integers(len(self._titles))]
        return deviation


@contextmanager
def drawn_directions() -> Iterator[None]:
    """Have the encoder of this process draw what it would reckon."""
    from search.encoder import UniversalSentenceEncoder  # noqa: PLC0415 - not for those who only draw

    reckoned = UniversalSentenceEncoder.encode
    drawing: list[Drawing] = []

    def encode(encoder: UniversalSentenceEncoder, texts: Sequence[str]) -> Any:
        if not drawing:
            drawing.append(Drawing(lambda titles: reckoned(encoder, titles)))
        return drawing[0].encode(texts)

    with patch.object(UniversalSentenceEncoder, "encode", encode):
        yield


if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    with drawn_directions():
        execute_from_command_line(["manage.py", *sys.argv[1:]])
