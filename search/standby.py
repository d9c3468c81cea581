"""An engine that answers from a second index while the first cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

from search.engine import (
    CompletionRequest,
    CompletionResult,
    GenerationBuilder,
    GenerationWriter,
    IndexState,
    SearchEngine,
    SearchRequest,
    SearchResult,
    SearchUnavailableError,
    WeightedTerm,
)

Told = TypeVar("Told")


@dataclass(frozen=True)
class EngineWithStandby:
    """Asks `usual`, and `standby` whenever that is unavailable. Only `usual` is written through it."""

    usual: SearchEngine
    standby: SearchEngine

    @contextmanager
    def asking(self) -> Iterator[None]:
        """See `SearchEngine.asking`."""
        with self.usual.asking(), self.standby.asking():
            yield

    def search(self, request: SearchRequest) -> SearchResult:
        """See `SearchEngine.search`."""
        try:
            return self.usual.search(request)
        except SearchUnavailableError:
            return replace(self.standby.search(request), is_degraded=True)

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
