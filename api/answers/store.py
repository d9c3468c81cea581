"""The answers one process keeps: in bounded memory, the least recently given going first, each known by what it was made from."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from api.loading.made_from import Tag

# What an answer weighs in memory beside its bytes: its objects, and one entry of the index for each tag.
BYTES_OF_AN_ANSWER = 1_000
BYTES_OF_A_TAG = 150
BYTES_OF_A_SPELLING = 150
# Requests that are spelled differently and ask the same (GET and POST, names in another order) are known by digests, so many of them.
SPELLINGS = 8
# Batches of events remembered, to know whether something came while an answer was computed.
REMEMBERED = 1_000
# Seconds without a look at the journal after which nothing kept is given any more.
MOST_SILENCE = 2.0

FOR_EVER = float("inf")


@dataclass(eq=False, slots=True)
class KeptAnswer:
    """An answer as it goes out.

    `valid_until` is in seconds of `time.time()`; `tags` are what it was made from, `cards` the reasons for urgent help that it shows.
    """

    body: bytes
    content_type: str
    tags: frozenset[Tag]
    valid_until: float = FOR_EVER
    cards: frozenset[str] = frozenset()
    status: str = "200 OK"
    is_confidential: bool = False
    """Whether it answers words that speak of danger: nobody beyond this process may keep it."""
    etag: str = ""
    spellings: list[Hashable] = field(default_factory=list)
    key: str = ""
    weight: int = 0
    is_gone: bool = False
    headers: list[tuple[str, str]] = field(default_factory=list)
    """Those that say the same at any moment; set by whoever gives the answer."""
    zipped: bytes = b""
    """The body as gzip, where it is also given so, with headers of its own."""
    zipped_headers: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.etag = f'"{hashlib.blake2b(self.body, digest_size=16).hexdigest()}"'

    @property
    def size(self) -> int:
        """The bytes of its bodies."""
        return len(self.body) + len(self.zipped)


class AnswerStore:
    """Keeps answers up to `max_bytes`; 0 keeps none. `clock` gives seconds since 1970."""

    def __init__(self, max_bytes: int, clock: Callable[[], float] = time.time) -> None:
        self.max_bytes = max_bytes
        self.clock = clock
        self.public_until = FOR_EVER
        """When the clock alone next changes what is public, whatever an answer was made from."""
        self.looked_at = 0.0
        """When the journal was last looked at; nothing is given that could be older than MOST_SILENCE."""
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, KeptAnswer] = OrderedDict()
        self._by_spelling: dict[Hashable, KeptAnswer] = {}
        self._by_tag: dict[Tag, set[str]] = {}
        self._weight = 0
        self._sequence = 0
        self._touched: deque[tuple[int, frozenset[Tag]]] = deque(maxlen=REMEMBERED)

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def weight(self) -> int:
        """The bytes kept, by estimate."""
        return self._weight

    @property
    def sequence(self) -> int:
        """How many times events have touched something: to be read before an answer is computed."""
        return self._sequence

    def by_spelling(self, spelling: Hashable) -> KeptAnswer | None:
        """The answer to a request spelled just so. No lock: this is what nearly every request is answered by."""
        kept = self._by_spelling.get(spelling)
        return kept if kept is not None and self._is_true(kept) else None

    def by_key(self, key: str, spelling: Hashable) -> KeptAnswer | None:
        """The answer to the same question; from now on it is known by this spelling too."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or not self._is_true(kept):
                return None
            self._spell(kept, spelling)
            return kept

    def _is_true(self, kept: KeptAnswer) -> bool:
        now = self.clock()
        if kept.is_gone or now >= kept.valid_until or now >= self.public_until or now - self.looked_at > MOST_SILENCE:
            return False
        # Another thread may just have dropped it; it was true when it was found.
        with suppress(KeyError):
            self._kept.move_to_end(kept.key)
        return True

    def put(self, key: str, spelling: Hashable, answer: KeptAnswer, since: int) -> bool:
        """Keep an answer computed after `sequence` was `since`; False where something it was made from was touched meanwhile."""
        with self._lock:
            if not self.max_bytes or self._was_touched(answer.tags, since):
                return False
            if key in self._kept:
                self._forget(self._kept.pop(key))
            answer.key = key
            answer.weight = BYTES_OF_AN_ANSWER + answer.size + BYTES_OF_A_TAG * len(answer.tags)
            self._kept[key] = answer
            self._weight += answer.weight
            for tag in answer.tags:
                self._by_tag.setdefault(tag, set()).add(key)
            self._spell(answer, spelling)
            while self._weight > self.max_bytes:
                self._forget(self._kept.popitem(last=False)[1])
            return not answer.is_gone

    def drop(self, key: str) -> None:
        """Forget one answer, if it is still here."""
        with self._lock:
            kept = self._kept.pop(key, None)
            if kept is not None:
                self._forget(kept)

    def touch(self, tags: Iterable[Tag]) -> int:
        """Drop every answer made from one of these, and refuse those being computed; returns how many were dropped."""
        touched = frozenset(tags)
        with self._lock:
            self._sequence += 1
            self._touched.append((self._sequence, touched))
            keys = {key for tag in touched for key in self._by_tag.get(tag, ())}
            for key in keys:
                self._forget(self._kept.pop(key))
            return len(keys)

    def clear(self) -> None:
        """Drop everything, and refuse whatever is being computed."""
        with self._lock:
            self._sequence += 1
            self._touched.clear()
            while self._kept:
                self._forget(self._kept.popitem(last=False)[1])

    def _was_touched(self, tags: frozenset[Tag], since: int) -> bool:
        if since == self._sequence:
            return False
        if not self._touched or self._touched[0][0] > since + 1:
            # More has come than is remembered.
            return True
        return any(number > since and not touched.isdisjoint(tags) for number, touched in self._touched)

    def _spell(self, kept: KeptAnswer, spelling: Hashable) -> None:
        if len(kept.spellings) < SPELLINGS and spelling not in self._by_spelling:
            kept.spellings.append(spelling)
            kept.weight += BYTES_OF_A_SPELLING
            self._weight += BYTES_OF_A_SPELLING
            self._by_spelling[spelling] = kept

    def _forget(self, kept: KeptAnswer) -> None:
        """Undo all that leads to an answer that was just taken out."""
        kept.is_gone = True
        self._weight -= kept.weight
        for spelling in kept.spellings:
            self._by_spelling.pop(spelling, None)
        for tag in kept.tags:
            keys = self._by_tag[tag]
            keys.discard(kept.key)
            if not keys:
                del self._by_tag[tag]
