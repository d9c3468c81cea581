"""An engine that answers from a second index while the first cannot."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar

from search.engine import (
    CompletionRequest,
    CompletionResult,
    DocumentKey,
    GenerationBuilder,
    GenerationWriter,
    IndexState,
    NearestRequest,
    SearchEngine,
    SearchHit,
    SearchRequest,
    SearchResult,
    SearchUnavailableError,
    WeightedTerm,
)

Told = TypeVar("Told")


class _Answered(threading.local):
    """The index that answered the last search of this thread."""

    by: SearchEngine | None = None


@dataclass(frozen=True)
class EngineWithStandby:
    """Asks `usual`, and `standby` whenever that is unavailable. Only `usual` is written through it."""

    usual: SearchEngine
    standby: SearchEngine
    _answered: _Answered = field(default_factory=_Answered, init=False, repr=False, compare=False)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """See `SearchEngine.asking`."""
        with self.usual.asking(), self.standby.asking():
            yield

    def search(self, request: SearchRequest) -> SearchResult:
        """See `SearchEngine.search`."""
        try:
            result = self.usual.search(request)
        except SearchUnavailableError:
            result = replace(self.standby.search(request), is_degraded=True)
        self._answered.by = self.standby if result.is_degraded else self.usual
        return result

    def with_texts(self, hits: Sequence[SearchHit], request: SearchRequest) -> tuple[SearchHit, ...]:
        """See `SearchEngine.with_texts`. The texts come from the index that answered this thread's last search, never from the other.

        That one may be further behind than the hits say, with texts that must not be shown any longer.
        """
        return (self._answered.by or self.usual).with_texts(hits, request)

    def nearest(self, request: NearestRequest) -> tuple[SearchHit, ...]:
        """See `SearchEngine.nearest`."""
        return self._from_either(lambda engine: engine.nearest(request))

    def meanings(self, page_ids: Collection[int]) -> Mapping[DocumentKey, bytes]:
        """See `SearchEngine.meanings`."""
        return self._from_either(lambda engine: engine.meanings(page_ids))

    def complete(self, request: CompletionRequest) -> CompletionResult:
        """See `SearchEngine.complete`."""
        try:
            return self.usual.complete(request)
        except SearchUnavailableError:
            return replace(self.standby.complete(request), is_degraded=True)

    def explain(self, request: SearchRequest, page_id: int, language: str) -> Mapping[WeightedTerm, float]:
        """See `SearchEngine.explain`."""
        return self._from_either(lambda engine: engine.explain(request, page_id, language))

    @property
    def has_words_at_hand(self) -> bool:
        """See `SearchEngine.has_words_at_hand`."""
        return self.usual.has_words_at_hand and self.standby.has_words_at_hand

    def vocabulary(self, generation: str | None = None) -> Mapping[str, int]:
        """See `SearchEngine.vocabulary`. The words of a named generation come from the engine whose it is."""
        return self._from_either(lambda engine: engine.vocabulary(generation))

    def state(self) -> IndexState | None:
        """See `SearchEngine.state`."""
        return self.usual.state() or self.standby.state()

    def fingerprint(self) -> str:
        """See `SearchEngine.fingerprint`."""
        return self.usual.fingerprint()

    def update(self) -> AbstractContextManager[GenerationWriter]:
        """See `SearchEngine.update`."""
        return self.usual.update()

    def rebuild(self, wait: bool) -> AbstractContextManager[GenerationBuilder]:
        """See `SearchEngine.rebuild`."""
        return self.usual.rebuild(wait)

    def remove_superseded(self) -> None:
        """See `SearchEngine.remove_superseded`."""
        self.usual.remove_superseded()

    def _from_either(self, ask: Callable[[SearchEngine], Told]) -> Told:
        try:
            return ask(self.usual)
        except SearchUnavailableError:
            return ask(self.standby)
