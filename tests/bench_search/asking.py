"""`python -m tests.bench_search.asking WAY…`: answers batches of questions inside one process and says how long each took.

A line of standard input is a JSON list: a way, then texts. A line of standard output is a JSON list of [milliseconds, milliseconds of
processor time of this thread, documents found], one for each text; UNANSWERED documents where a server did not answer in time. The
environment says on what: the engine of the settings, SQLite's FTS5 over the same terms, or Wagtail's own search.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import django

FIRST = 10
LANGUAGE = "fr"

UNANSWERED = -1

Prepared = Callable[[], int]
"""A question made ready: called, it is answered, and the number of documents found returned."""


def _engine(text: str, **more: Any) -> Prepared:
    from django.utils import timezone  # noqa: PLC0415 - Django is set up by then

    from search.engine import SearchRequest  # noqa: PLC0415 - the same
    from search.engines import current_engine  # noqa: PLC0415 - the same
    from search.matching import wanted_terms  # noqa: PLC0415 - the same
    from search.questions import read_question  # noqa: PLC0415 - the same

    engine = current_engine()
    terms = wanted_terms(read_question(text, (LANGUAGE,), _speller()).words)
    request = SearchRequest(terms=terms, asked_language=LANGUAGE, limit=FIRST, offset=0, at=timezone.now(), **more)
    return lambda: engine.search(request).total


@lru_cache(maxsize=1)
def _speller() -> Any:
    """What knows the words of the index, once for all: its pages do not change meanwhile."""
    from search.engines import current_engine  # noqa: PLC0415 - Django is set up by then
    from search.spelling import VocabularySpeller  # noqa: PLC0415 - the same

    return VocabularySpeller(current_engine().vocabulary())


def _facets(text: str) -> Prepared:
    from api.types.search_facets import DIMENSIONS  # noqa: PLC0415 - Django is set up by then

    return _engine(text, counted=DIMENSIONS)


def _reading(text: str) -> Prepared:
    from search.questions import read_question  # noqa: PLC0415 - Django is set up by then

    speller = _speller()
    return lambda: len(read_question(text, (LANGUAGE,), speller).words)


def _searched(language: str) -> Callable[[str], Prepared]:
    """All that search does for a reader of a language: the question read, its direction, the engine, the order, what is hidden."""

    def prepared(text: str) -> Prepared:
        from search.queries import Asked, search_pages  # noqa: PLC0415 - Django is set up by then

        _wait_for_words()
        return lambda: search_pages(Asked(text, language, FIRST)).result.total

    return prepared


@lru_cache(maxsize=1)
def _wait_for_words() -> None:
    """A process that has just started reads the words of the index beside its first questions."""
    from search.engines import current_engine  # noqa: PLC0415 - Django is set up by then
    from search.known_words import known_words  # noqa: PLC0415 - the same

    engine = current_engine()
    while not known_words(engine, engine.state()).is_current:
        time.sleep(0.05)


def _direction(text: str) -> Prepared:
    from search.encoder import current_encoder  # noqa: PLC0415 - Django is set up by then

    encoder = current_encoder()
    return (lambda: len(encoder.encode([text]))) if encoder is not None else (lambda: 0)


def _fts5(text: str) -> Prepared:
    from tests.bench_search import fts5  # noqa: PLC0415 - Django is set up by then

    return lambda: fts5.search(text, LANGUAGE, FIRST)


def _wagtail(text: str) -> Prepared:
    from pages.models import BasePage  # noqa: PLC0415 - Django is set up by then

    def answered() -> int:
        found = BasePage.objects.live().search(text, operator="or")
        list(found[:FIRST])
        return int(found.count())

    return answered


WAYS: dict[str, Callable[[str], Prepared]] = {
    "hits": _engine,
    "passages": lambda text: _engine(text, with_passages=True),
    "facets": _facets,
    "cues": lambda text: _engine(text, with_passages=True, with_cues=True),
    "reading": _reading,
    "search": _searched(LANGUAGE),
    "search in English": _searched("en"),
    "direction": _direction,
    "fts5": _fts5,
    "wagtail": _wagtail,
}


def main() -> None:
    """Answer until standard input ends."""
    from search.engine import SearchUnavailableError  # noqa: PLC0415 - Django is set up by then

    for line in sys.stdin:
        way, *texts = json.loads(line)
        told = []
        for text in texts:
            ask = WAYS[way](text)
            start, start_cpu = time.perf_counter(), time.thread_time()
            try:
                found = ask()
            except SearchUnavailableError:
                found = UNANSWERED
            told.append([(time.perf_counter() - start) * 1000, (time.thread_time() - start_cpu) * 1000, found])
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    main()
