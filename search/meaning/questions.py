"""The direction of a question. The last ones are remembered by the process under a keyed digest, and written down nowhere."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence

from search.did_you_mean import corrected
from search.encoder import Encoder
from search.meaning.packed import Direction
from search.questions import Question

# Of a question so many characters are read: nobody asks in more, and each takes its time.
MOST_CHARACTERS = 400

# Typing errors are mended in a text that has at most one for so many words.
WORDS_PER_ERROR = 3

# Questions remembered (some 2.2 kB each).
MOST_REMEMBERED = 2_000


class _Directions:
    """The directions met last. The key is drawn when the process starts: what is remembered cannot be looked for by guessing texts."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._known: OrderedDict[bytes, Direction] = OrderedDict()

    def of(self, text: str, encoder: Encoder) -> Direction:
        """The direction of a text."""
        told = f"{encoder.version}\0{text}".encode("utf-8", "surrogatepass")
        name = hashlib.blake2b(told, key=self._key, digest_size=16).digest()
        with self._lock:
            if (known := self._known.get(name)) is not None:
                self._known.move_to_end(name)
                return known
        # Outside the lock: two readers who ask the same at the same time both reckon it.
        direction: Direction = encoder.encode([text])[0]
        with self._lock:
            self._known[name] = direction
            if len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)
        return direction


_directions = _Directions()


def direction_of(text: str, encoder: Encoder) -> Direction:
    """Where what somebody typed points: at most its first MOST_CHARACTERS."""
    return _directions.of(" ".join(text[:MOST_CHARACTERS].split()), encoder)


def mended_direction(text: str, question: Question, languages: Sequence[str], encoder: Encoder | None) -> Direction | None:
    """Where a question points that was read in a text, for a reader of these languages: with its typing errors mended.

    None without an encoder, and for a question without a word that means something. Where much would be mended, the text is rather in
    another language than the words that are known, and stays as it is.
    """
    if encoder is None or not question.words:
        return None
    if question.corrections and len(question.corrections) <= max(1, len(text.split()) / WORDS_PER_ERROR):
        text = corrected(text[:MOST_CHARACTERS], question.corrections, languages, (), lambda _word: []) or text
    return direction_of(text, encoder)
