"""An engine that answers from a second index while the first cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import TypeVar

from search.engine import (
    CompletionRequest,
    GenerationBuilder,
    GenerationWriter,
    IndexState,
    SearchEngine,
    SearchHit,
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

    def search(self, request: SearchRequest) -> SearchResult:
        """See `SearchEngine.search`."""
        try:
            return self.usual.search(request)
        except SearchUnavailableError:
            return replace(self.standby.search(request), is_degraded=True)

    def complete(self, request: CompletionRequest) -> tuple[SearchHit, ...]:
        """See `SearchEngine.complete`."""
        return self._from_either(lambda engine: engine.complete(request))

    def explain(self, request: SearchRequest, page_id: int, language: str) -> Mapping[WeightedTerm, float]:
        """See `SearchEngine.explain`."""
        return self._from_either(lambda engine: engine.explain(request, page_id, language))

    def vocabulary(self) -> Mapping[str, int]:
        """See `SearchEngine.vocabulary`."""
        return self._from_either(lambda engine: engine.vocabulary())

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
