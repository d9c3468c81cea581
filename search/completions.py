"""What somebody is typing, to the pages whose titles it may become."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from search.analysis import QUERY_CHARACTERS, bare_and_stem, words
from search.engine import CompletionRequest, SearchHit
from search.engines import current_engine
from search.known_words import known_words
from search.matching import in_language
from search.spelling import Speller, nearest_of
from search.visible import Since, reader_languages, served_keys, since

# Words of a title that are looked at; the last ones count, since they are being typed.
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Completion:
    """The pages found. `is_passing` says the same as that of `search.queries.Answer`."""

    hits: list[SearchHit]
    is_passing: bool


def complete_titles(text: str, language: str, limit: int, *, using: str, now: dt.datetime) -> Completion:
    """The pages, at most `limit`, whose title has all of the words typed, the last of which may be unfinished; the best come first.

    In the language asked, and in the source language where a page answers in it. Two statements while the index is up to date. Raises
    SearchUnavailableError.
    """
    engine = current_engine()
    with engine.asking():
        state = engine.state()
        known = known_words(engine, state)
        wanted = completion_words(text, reader_languages(language), known.speller)
        unknown = since(state.position, language, now, using) if state is not None else Since()
        found = engine.complete(CompletionRequest(wanted, language, limit, now, unknown.excluded, unknown.gone))
    served = served_keys({hit.page_id for hit in found.hits}, language, now, using)
    hits = [hit for hit in found.hits if (hit.page_id, hit.language) in served]
    return Completion(hits, is_passing=found.is_degraded or not known.is_current)


def completion_words(text: str, languages: Sequence[str], speller: Speller | None = None) -> tuple[frozenset[str], ...]:
    """The words typed, each with its spellings in these languages; small words are passed over, unless nothing else was typed."""
    typed = list(words(text, QUERY_CHARACTERS))[-MOST_WORDS:]
    found = []
    for place, word in enumerate(typed, start=1):
        spellings = _spellings(word, languages, speller if place < len(typed) else None)
        if not spellings and len(typed) == 1:
            # "a", "le": the beginning of something, as likely as not.
            spellings = {in_language(word, language) for language in languages}
        if spellings:
            found.append(frozenset(spellings))
    return tuple(found)


def _spellings(word: str, languages: Sequence[str], speller: Speller | None) -> set[str]:
    """How a word stands in titles; none for a small word of the first language, which titles do not hold."""
    bare = {language: kept for language in languages if (kept := bare_and_stem(word, language)[0])}
    if languages[0] not in bare:
        return set()
    spellings = {in_language(kept, language) for language, kept in bare.items()}
    if speller is not None:
        for kept in set(bare.values()):
            for language, nearest in nearest_of(speller, kept, languages).items():
                spellings |= {in_language(near.word, language) for near in nearest}
    return spellings
