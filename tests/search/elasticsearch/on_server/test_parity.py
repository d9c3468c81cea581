"""Both engines answer alike: the same hits in the same order, with the same scores, totals and counts."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from search.elasticsearch import ElasticsearchEngine
from search.embedded import TantivyEngine
from search.encoder import DIMENSIONS
from search.engine import (
    CompletionRequest,
    DocumentKey,
    NearestRequest,
    SearchDocument,
    SearchEngine,
    SearchHit,
    SearchOrder,
    SearchRequest,
)
from search.matching import MOST_TERMS, WantedWord, in_language, wanted_terms
from search.meaning.packed import DIGEST, packed, signs, signs_of
from tests.search.examples import NOW, document, fill, position

SEED = 20_201_105
DOCUMENTS, REQUESTS = 400, 300

# Scores nearer to each other than this, as a share, are taken for equal.
ALIKE = 1e-3
# Two steps between numbers of 32 bits near JOINED and PREFERENCE together: one of each engine.
ROUNDED = 0.004

# Words of very different frequency, some of which share a stem, in texts of very different length.
WORDS = [
    f"{start}{end}" for start in ("harcel", "chant", "photo", "ecran", "parent", "jeu", "nuit", "aide") for end in ("", "s", "er", "ement")
]
LANGUAGES = ("fr", "en", "ar")
THEMES = [f"theme:{number}" for number in range(1, 6)]
KINDS = [f"kind:{number}" for number in range(1, 4)]


def seeded() -> random.Random:
    return random.Random(SEED)  # noqa: S311 - no secret


def text(chance: random.Random, least: int, most: int) -> str:
    length = chance.randint(least, most)
    return " ".join(WORDS[min(int(chance.expovariate(0.15)), len(WORDS) - 1)] for _ in range(length))


def some(chance: random.Random, of: list[str], most: int) -> tuple[str, ...]:
    return tuple(chance.sample(of, chance.randint(0, most)))


def documents(chance: random.Random) -> list[SearchDocument]:
    made = []
    for page in range(1, DOCUMENTS + 1):
        language = chance.choice(LANGUAGES)
        made.append(
            document(
                page,
                text(chance, 1, 6),
                text(chance, 0, chance.choice([5, 40, 400])),
                language=language,
                served_in=(language, *(other for other in LANGUAGES if other != language and chance.random() < 0.3)),
                keywords=text(chance, 0, 4) if chance.random() < 0.4 else "",
                depends_on=some(chance, ["video:1", "video:2"], 1),
                expires_at=chance.choice([None, None, NOW, NOW + dt.timedelta(hours=1)]),
                facets=(*some(chance, THEMES, 3), chance.choice(KINDS)),
                dated_at=chance.choice([None, *(NOW - dt.timedelta(days=day) for day in range(10))]),
            )
        )
    return made


def a_request(chance: random.Random) -> SearchRequest:
    asked = chance.choice(LANGUAGES)
    languages = sorted({asked, "fr"})
    words = [
        WantedWord(word, language, chance.choice([1.0, 0.8, 0.3]))
        for word in chance.sample(WORDS, chance.randint(1, 5))
        for language in languages
    ]
    filters = {"theme": some(chance, THEMES, 2), "kind": some(chance, KINDS, 2)}
    return SearchRequest(
        wanted_terms(words),
        asked,
        limit=chance.choice([5, 20, 100]),
        offset=chance.choice([0, 0, 0, 3, 50]),
        at=NOW,
        excluded=frozenset((chance.randint(1, DOCUMENTS), chance.choice(LANGUAGES)) for _ in range(chance.choice([0, 0, 5]))),
        gone=frozenset(some(chance, ["video:1"], 1)),
        filters={dimension: frozenset(values) for dimension, values in filters.items() if values},
        counted=frozenset(some(chance, ["theme", "kind"], 2)),
        order=chance.choice([SearchOrder.RELEVANCE, SearchOrder.RELEVANCE, SearchOrder.NEWEST]),
        preferred_language=chance.choice(["", asked]),
    )


def with_some_meanings(made: list[SearchDocument]) -> list[SearchDocument]:
    """Nine of ten documents with some direction, of passages that differ a little from it."""
    chance = np.random.default_rng(SEED)
    kept = []
    for each in made:
        passages = chance.standard_normal((1, DIMENSIONS)) + 0.3 * chance.standard_normal((chance.integers(1, 5), DIMENSIONS))
        kept.append(replace(each, meaning=packed(bytes(DIGEST), passages.astype(np.float32))) if each.page_id % 10 else each)
    return kept


@pytest.fixture
def both(engine: ElasticsearchEngine, tmp_path: Path) -> tuple[SearchEngine, SearchEngine]:
    """The embedded engine and the server, each with the same documents."""
    embedded = TantivyEngine(tmp_path, "content")
    for each in (embedded, engine):
        fill(each, with_some_meanings(documents(seeded())))
    return embedded, engine


def assert_alike(one: Sequence[SearchHit], other: Sequence[SearchHit]) -> None:
    """The same hits with the same scores in the same order, but for those whose scores cannot be told apart.

    Scores have 32 bits, are summed in another order, and come of mean lengths that differ by the record of the state; with what puts a
    document first on top of them they are rounded to thousandths.
    """
    scores = [hit.score for hit in one]
    assert scores == pytest.approx([hit.score for hit in other], rel=ALIKE, abs=ROUNDED)
    edges = [float("inf"), *scores, 0.0]
    for place, (hit, its) in enumerate(zip(one, other, strict=True)):
        before, score, after = edges[place : place + 3]
        apart = max(score * ALIKE, ROUNDED)
        is_alone = score == 0 or (before > score + apart and after < score - apart and place + 1 < len(one))
        if is_alone:
            assert (hit.page_id, hit.language) == (its.page_id, its.language)


def test_both_engines_answer_alike(both: tuple[SearchEngine, SearchEngine]) -> None:
    chance = seeded()
    found = 0
    for _ in range(REQUESTS):
        asked = a_request(chance)
        one, other = (engine.search(asked) for engine in both)
        assert (one.total, one.counts) == (other.total, other.counts), asked
        assert_alike(one.hits, other.hits)
        found += len(one.hits)
    assert found == 3_944


def test_both_engines_take_the_longest_question(both: tuple[SearchEngine, SearchEngine]) -> None:
    chance = seeded()
    words = [*WORDS, *(f"mot{number}" for number in range(MOST_TERMS))]
    asked = replace(
        a_request(chance),
        terms=wanted_terms(WantedWord(word, language) for word in words for language in LANGUAGES),
        joined=frozenset((page, "fr") for page in range(201, 301)),
        excluded=frozenset((page, "fr") for page in range(1, 101)),
        gone=frozenset(f"video:{number}" for number in range(1, 101)),
        filters={"theme": frozenset(f"theme:{number}" for number in range(3, 103))},
        counted=frozenset({"theme", "kind"}),
        preferred_language="fr",
    )
    assert len(asked.terms) == MOST_TERMS
    one, other = (engine.search(asked) for engine in both)
    assert (one.total, one.counts) == (other.total, other.counts)
    assert one.total
    assert_alike(one.hits, other.hits)


def some_documents(chance: random.Random) -> frozenset[DocumentKey]:
    return frozenset((chance.randint(1, DOCUMENTS), chance.choice(LANGUAGES)) for _ in range(chance.choice([1, 20, 100])))


def test_both_engines_are_joined_alike(both: tuple[SearchEngine, SearchEngine]) -> None:
    chance = seeded()
    for _ in range(REQUESTS):
        asked = a_request(chance)
        terms = asked.terms if chance.random() < 0.8 else ()
        asked = replace(asked, terms=terms, joined=some_documents(chance), with_meaning=True)
        one, other = (engine.search(asked) for engine in both)
        assert (one.total, one.counts) == (other.total, other.counts), asked
        assert_alike(one.hits, other.hits)
        kept = {hit.key: hit.meaning for hit in one.hits}
        assert all(hit.meaning == kept.get(hit.key, hit.meaning) for hit in other.hits)


def test_both_engines_find_the_same_near(both: tuple[SearchEngine, SearchEngine]) -> None:
    chance, numbers = seeded(), np.random.default_rng(SEED)
    found = 0
    for _ in range(REQUESTS):
        asked = NearestRequest(
            signs(numbers.standard_normal(DIMENSIONS).astype(np.float32)),
            chance.choice(LANGUAGES),
            chance.choice([1, 10, 100]),
            NOW,
            but=chance.choice(["", *LANGUAGES]),
            excluded=chance.choice([frozenset(), some_documents(chance)]),
            gone=frozenset(some(chance, ["video:1"], 1)),
        )
        one, other = ({hit.key: differences(hit, asked) for hit in engine.nearest(asked)} for engine in both)
        assert sorted(one.values()) == sorted(other.values())
        furthest = max(one.values(), default=0)
        # Of those that differ as much as the last one either may be taken.
        assert {key for key in one if one[key] < furthest} == {key for key in other if other[key] < furthest}
        found += len(one)
    assert found == 9_102


def differences(hit: SearchHit, asked: NearestRequest) -> int:
    both = (np.frombuffer(each, np.uint8) for each in (signs_of(hit.meaning), asked.signs))
    return int(np.bitwise_count(np.bitwise_xor(*both)).sum())


def test_both_engines_complete_alike(both: tuple[SearchEngine, SearchEngine]) -> None:
    chance = seeded()
    found = 0
    for _ in range(REQUESTS):
        asked = chance.choice(LANGUAGES)
        words = [chance.choice(WORDS) for _ in range(chance.randint(0, 2))]
        begun = chance.choice(WORDS)[: chance.randint(1, 6)]
        spellings = tuple(frozenset(in_language(word, language) for language in {asked, "fr"}) for word in (*words, begun))
        completion = CompletionRequest(spellings, asked, chance.choice([1, 5, 100]), NOW, gone=frozenset(some(chance, ["video:1"], 1)))
        one, other = (engine.complete(completion).hits for engine in both)
        assert_alike(one, other)
        found += len(one)
    assert found == 1_119


def test_both_engines_explain_and_count_words_alike(both: tuple[SearchEngine, SearchEngine]) -> None:
    chance = seeded()
    for _ in range(20):
        asked = replace(a_request(chance), offset=0, filters={})
        for hit in both[0].search(asked).hits[:3]:
            one, other = (dict(engine.explain(asked, hit.page_id, hit.language)) for engine in both)
            assert one
            assert one == pytest.approx(other, rel=3 * ALIKE)
    one, other = (engine.vocabulary() for engine in both)
    assert one == other


def test_both_engines_know_the_same_words_after_changes(both: tuple[SearchEngine, SearchEngine]) -> None:
    for engine in both:
        with engine.update() as writer:
            writer.replace({1}, [document(1, "Un mot nouveau"), document(1, "A new word", language="en")])
            writer.commit(position(1))
    one, other = (engine.vocabulary() for engine in both)
    assert one.keys() == other.keys()
    assert one["fr_nouveau"] == other["fr_nouveau"] == 1
