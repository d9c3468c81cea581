"""What meaning does to an answer: the best hundred in another order, the nearest among them, and nothing lost on the way down."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine import MOST_HITS, DocumentKey, SearchDocument, SearchEngine, SearchHit, SearchOrder, SearchRequest, SearchResult
from search.meaning import ranking
from search.meaning.documents import with_meaning
from search.meaning.packed import Direction, nearness, packed
from search.meaning.ranking import FEW, LOOKED_AT, MOST_JOINED, NEAR, OTHER_LANGUAGE_TERMS, WINDOW, ranked, reordered, with_nearest
from tests.search.encoders import WordsEncoder
from tests.search.examples import NOW, document, fill, request

# Of another language, or of none that documents have: they mean what the others say.
SAME = {f"word{number}": f"mot{number}" for number in range(10)} | {f"xyz{number}": f"mot{number}" for number in range(10)}


def direction(text: str) -> Direction:
    found: Direction = WordsEncoder(same=SAME).encode([text])[0]
    return found


def index(engine: SearchEngine, documents: Iterable[SearchDocument]) -> list[SearchDocument]:
    """Make an index of documents and their meaning; returns them with it."""
    made = list(with_meaning(documents, {}, WordsEncoder(same=SAME)))
    fill(engine, made)
    return made


def keys(result: SearchResult) -> list[DocumentKey]:
    return [hit.key for hit in result.hits]


# --- the order of a window ------------------------------------------------------------------------------------------------------------

QUESTION = direction("mot1 mot2 mot3 mot4")


def hit(page_id: int, score: float, text: str = "", language: str = "fr") -> SearchHit:
    meaning = packed(b"0123456789abcdef", WordsEncoder().encode([text])) if text else b""
    return SearchHit(page_id, language, score, meaning=meaning)


def near(text: str) -> float:
    [value] = nearness(QUESTION, [hit(1, 1, text).meaning])
    return value


def test_hits_come_by_their_share_of_the_best_score_and_their_nearness() -> None:
    hits = [hit(1, 8.0), hit(2, 6.0, "mot1 mot2"), hit(3, 2.0, "mot1 mot2 mot3"), hit(4, 7.9)]
    found = reordered(hits, request("mot"), QUESTION)
    scores = {1: 1.0, 2: 0.75 + near("mot1 mot2"), 3: 0.25 + near("mot1 mot2 mot3"), 4: 7.9 / 8}
    assert [each.page_id for each in found] == sorted(scores, key=lambda page: -scores[page]) == [2, 3, 1, 4]
    assert [each.score for each in found] == [round(scores[each.page_id] * 8, 3) for each in found]
    # All else of a hit is as it was.
    assert [replace(each, score=0) for each in found] == [replace(hits[place], score=0) for place in (1, 2, 0, 3)]


def test_equal_ones_come_by_page_and_without_a_score_meaning_alone_counts() -> None:
    assert [each.page_id for each in reordered([hit(3, 2.0), hit(1, 2.0), hit(2, 2.0)], request("mot"), QUESTION)] == [1, 2, 3]
    hits = [hit(1, 0.0, "mot9"), hit(2, 0.0, "mot1 mot2 mot3")]
    found = reordered(hits, request("mot"), QUESTION)
    assert [(each.page_id, each.score) for each in found] == [(2, round(near("mot1 mot2 mot3"), 3)), (1, round(near("mot9"), 3))]
    assert reordered([], request("mot"), QUESTION) == ()


def test_the_reader_s_language_comes_first_unless_a_near_page_answers_much_better() -> None:
    asked = request("mot", asked="en", languages=("en", "fr"), preferred_language="en")
    plain, same = "mot5 mot6 mot7", "mot1 mot2 mot3 mot4"
    assert near(plain) < NEAR < near(same)
    # One that is not near comes last, whatever words it has.
    assert [each.page_id for each in reordered([hit(1, 9.0, plain), hit(2, 0.1, plain, "en")], asked, QUESTION)] == [2, 1]
    # One that is near counts as if it had all the words, and a fifth of those that it has once more: what is as near in the reader's
    # language comes first from half of the best score on.
    for score, expected in ((2.6, [2, 1]), (2.4, [1, 2])):
        others = [hit(1, 0.0, same), hit(2, score, same, "en"), hit(3, 5.0, plain, "en")]
        assert [each.page_id for each in reordered(others, asked, QUESTION) if each.page_id != 3] == expected
    found = reordered([hit(1, 2.5, same), hit(2, 0.0, plain), hit(3, 5.0, plain, "en")], asked, QUESTION)
    assert [each.page_id for each in found] == [1, 3, 2]
    assert found[0].score == round((1 + OTHER_LANGUAGE_TERMS * 0.5 + near(same)) * 5, 3)
    # For who reads French alone no language is another one.
    assert reordered([hit(1, 0.0, same), hit(3, 5.0)], request("mot"), QUESTION)[0].score == round(max(near(same), 1) * 5, 3)


# --- who joins ------------------------------------------------------------------------------------------------------------------------


def test_where_terms_find_little_the_nearest_join_and_what_is_not_near_does_not(engine: SearchEngine) -> None:
    index(engine, [document(1, "mot1 mot2"), document(2, "mot7 mot8"), document(3, "mot3")])
    joined, result = with_nearest(engine, request("xyz1 xyz2"), direction("xyz1 xyz2"))
    assert joined.joined == {(1, "fr")}
    assert (keys(result), result.total) == ([(1, "fr")], 1)
    joined, result = with_nearest(engine, request("xyz1 xyz2 mot7"), direction("xyz1 xyz2 mot7"))
    assert (keys(result), result.total) == ([(2, "fr"), (1, "fr")], 2)
    _joined, result = with_nearest(engine, request("autre chose"), direction("autre chose"))
    assert (result.hits, result.total) == ((), 0)


def test_who_is_found_by_ten_documents_of_their_own_words_is_joined_by_none(engine: SearchEngine) -> None:
    others = [document(page_id, "mot5") for page_id in range(2, 11)]
    index(engine, [document(1, "mot1 mot2"), *others])
    assert len(others) == FEW - 1
    joined, result = with_nearest(engine, request("mot5 xyz1 xyz2"), direction("mot5 xyz1 xyz2"))
    assert ((1, "fr") in joined.joined, result.total) == (True, FEW)
    index(engine, [document(1, "mot1 mot2"), *others, document(11, "mot5")])
    joined, result = with_nearest(engine, request("mot5 xyz1 xyz2"), direction("mot5 xyz1 xyz2"))
    assert (joined.joined, result.total) == (frozenset(), FEW)


def test_a_filter_does_not_let_more_join_than_without_it(engine: SearchEngine) -> None:
    found = [document(page_id, "mot5", facets=("theme:1",) if page_id < 4 else ()) for page_id in range(2, 12)]
    index(engine, [document(1, "mot1 mot2", facets=("theme:1", "theme:2")), *found])
    asked = request("mot5 xyz1 xyz2", filters={"theme": frozenset({"theme:1"})}, counted=frozenset({"theme"}))
    joined, result = with_nearest(engine, asked, direction("mot5 xyz1 xyz2"))
    assert (joined.joined, keys(result), result.counts) == (frozenset(), [(2, "fr"), (3, "fr")], {"theme:1": 2})
    joined, result = with_nearest(engine, replace(asked, terms=request("mot9").terms), direction("xyz1 xyz2"))
    assert (joined.joined, keys(result), result.counts) == ({(1, "fr")}, [(1, "fr")], {"theme:1": 1, "theme:2": 1})
    other = replace(asked, filters={"theme": frozenset({"theme:3"})})
    assert with_nearest(engine, replace(other, terms=request("mot9").terms), direction("xyz1 xyz2"))[1].total == 0


def test_those_in_another_language_join_whatever_is_found_in_the_reader_s(engine: SearchEngine) -> None:
    english = [document(page_id, "word5", language="en", served_in=("en",)) for page_id in range(20, 40)]
    index(engine, [document(1, "mot5 mot1", served_in=("fr", "en")), document(2, "mot7", served_in=("fr", "en")), *english])
    asked = request("word5 word1", asked="en", languages=("en", "fr"), preferred_language="en", limit=100)
    joined, result = with_nearest(engine, asked, direction("word5 word1"))
    assert joined.joined == {(1, "fr")}
    # It stands behind those that have half of the words and more.
    assert (keys(result)[-1], result.total) == ((1, "fr"), 21)


def test_ten_join_at_most_the_nearest_and_of_those_looked_at(engine: SearchEngine) -> None:
    made = index(engine, [document(page_id, f"mot1 {'mot2 ' * (page_id % 4)}") for page_id in range(1, 31)])
    joined, result = with_nearest(engine, request("xyz1 xyz2"), direction("xyz1 xyz2"))
    values = nearness(direction("xyz1 xyz2"), [each.meaning for each in made])
    nearest = sorted((-value, each.page_id) for value, each in zip(values, made, strict=True) if value >= NEAR)
    assert len(made) < LOOKED_AT
    assert joined.joined == {(page_id, "fr") for _value, page_id in nearest[:MOST_JOINED]}
    assert result.total == MOST_JOINED


@pytest.mark.parametrize(
    "hidden",
    [
        {"at": NOW},
        {"gone": frozenset({"video:9"})},
        {"excluded": frozenset({(1, "fr")})},
        {"asked": "ar"},
    ],
)
def test_what_a_reader_may_not_find_does_not_join(engine: SearchEngine, hidden: dict[str, Any]) -> None:
    index(engine, [document(1, "mot1 mot2", expires_at=NOW, depends_on=("video:9",)), document(2, "mot3")])
    shown = {"at": NOW - dt.timedelta(seconds=1)}
    assert with_nearest(engine, request("xyz1 xyz2", **shown), direction("xyz1 xyz2"))[1].total == 1
    joined, result = with_nearest(engine, request("xyz1 xyz2", **{**shown, **hidden}), direction("xyz1 xyz2"))
    assert (joined.joined, result.hits, result.total) == (frozenset(), (), 0)


def test_behind_very_many_hidden_ones_the_nearest_that_may_be_found_still_joins(engine: SearchEngine) -> None:
    hidden = [document(page_id, "mot1 mot2", served_in=("ar",)) for page_id in range(2, 900)]
    index(engine, [document(1, "mot1 mot2 mot3"), *hidden])
    assert with_nearest(engine, request("xyz1 xyz2"), direction("xyz1 xyz2"))[0].joined == {(1, "fr")}


def test_without_a_direction_or_a_word_of_documents_all_is_as_the_engine_has_it(engine: SearchEngine) -> None:
    index(engine, [document(1, "mot1 mot2"), document(2, "mot2")])
    asked = request("mot2 xyz1")
    assert with_nearest(engine, asked, None) == (asked, engine.search(asked))
    fill(engine, [document(1, "mot1 mot2"), document(2, "mot2")])
    joined, result = with_nearest(engine, asked, direction("mot2 xyz1"))
    assert joined == asked
    assert keys(result) == keys(engine.search(asked))


# --- pages of an answer -----------------------------------------------------------------------------------------------------------------


def test_texts_are_brought_along_only_for_what_is_shown(engine: SearchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    index(engine, [document(page_id, "mot1", f"mot{page_id % 10}", passages=(f"Passage {page_id}.",)) for page_id in range(1, 31)])
    asked: list[SearchRequest] = []
    search = type(engine).search

    def noted(this: SearchEngine, request: SearchRequest) -> SearchResult:
        asked.append(request)
        return search(this, request)

    monkeypatch.setattr(type(engine), "search", noted)
    result = ranked(engine, request("mot1", limit=3, offset=2, with_passages=True), direction("mot1"))
    assert [(each.with_passages, each.limit) for each in asked] == [(False, WINDOW)]
    assert [f"Passage {found.page_id}." in found.passages for found in result.hits] == [True] * 3
    assert [found.passages for found in ranked(engine, request("mot1"), direction("mot1")).hits] == [""] * 10


def test_a_page_across_the_end_of_the_window_has_both_parts_and_counts_once(engine: SearchEngine) -> None:
    index(engine, [document(page_id, "mot1", "mot2 " * (page_id % 3), facets=("theme:1",)) for page_id in range(1, 131)])
    plain = request("mot1 mot2", limit=100, counted=frozenset({"theme"}))
    engine_order = keys(engine.search(plain)) + keys(engine.search(replace(plain, offset=100)))
    result = ranked(engine, replace(plain, offset=95, limit=10), direction("mot2 mot2"))
    assert (result.total, result.counts) == (130, {"theme:1": 130})
    assert keys(result)[5:] == engine_order[100:105]
    assert set(keys(result)[:5]) < set(engine_order[:100])
    for offset in (100, 101, 129, 130):
        assert keys(ranked(engine, replace(plain, offset=offset), direction("mot2"))) == engine_order[offset:]


@dataclass
class Degraded:
    """An engine that another one answers for from the second question on."""

    engine: SearchEngine
    asked: int = 0

    def search(self, request: SearchRequest) -> SearchResult:
        self.asked += 1
        result = self.engine.search(request)
        older = replace(result.position, event_id=-1)
        return result if self.asked == 1 else replace(result, position=older, is_degraded=True)

    def with_texts(self, hits: tuple[SearchHit, ...], _request: SearchRequest) -> tuple[SearchHit, ...]:
        return hits


def test_where_another_index_answers_for_the_rest_its_place_is_told(engine: SearchEngine) -> None:
    index(engine, [document(page_id, "mot1") for page_id in range(1, 131)])
    whole: Any = Degraded(engine)
    inside = ranked(whole, request("mot1", limit=10, offset=90), direction("mot1"))
    assert (inside.is_degraded, inside.position.event_id) == (False, 0)
    across: Any = Degraded(engine)
    result = ranked(across, request("mot1", limit=20, offset=90), direction("mot1"))
    assert (result.is_degraded, result.position.event_id, len(result.hits)) == (True, -1, 20)


def made_site(chance: Random, number: int) -> Iterator[SearchDocument]:
    """Documents in French and English, some hidden, with few words, so that many are equal."""
    for page_id in range(1, number + 1):
        is_english = chance.random() < 0.4
        words = [f"mot{chance.randrange(10)}" for _ in range(chance.randrange(1, 5))]
        theme = f"theme:{chance.randrange(3)}"
        more: dict[str, Any] = {
            "facets": (theme, f"kind:{chance.randrange(2)}"),
            "dated_at": NOW - dt.timedelta(days=chance.randrange(30)),
            "expires_at": NOW if chance.random() < 0.05 else None,
            "depends_on": ("video:9",) if chance.random() < 0.05 else (),
        }
        yield document(page_id, words[0], " ".join(words[1:]), served_in=("fr",) if is_english else ("fr", "en"), **more)
        if is_english:
            yield document(page_id, words[0].replace("mot", "word"), "word", language="en", served_in=("en",), **more)


def request_of(chance: Random, asked: str, order: SearchOrder) -> tuple[str, SearchRequest]:
    own = "word" if asked == "en" else "mot"
    text = " ".join(f"{chance.choice([own, own, 'xyz'])}{chance.randrange(10)}" for _ in range(chance.randrange(1, 4)))
    filters = {"theme": frozenset({f"theme:{chance.randrange(3)}", "theme:0"})} if chance.random() < 0.4 else {}
    return text, request(
        text,
        asked=asked,
        languages=("en", "fr") if asked == "en" else ("fr",),
        preferred_language="en" if asked == "en" else "",
        filters=filters,
        counted=frozenset({"theme", "kind"}),
        order=order,
        excluded=frozenset({(chance.randrange(1, 20), "fr")}),
        gone=frozenset({"video:9"}),
        limit=MOST_HITS,
    )


def all_of(engine: SearchEngine, asked: SearchRequest) -> list[SearchHit]:
    """Every hit of a request, in the engine's own order."""
    found = [engine.search(replace(asked, limit=100, offset=offset, with_meaning=True)).hits for offset in range(0, 600, 100)]
    return [hit for hits in found for hit in hits]


@given(st.integers(0, 2**32), st.integers(1, 250), st.integers(1, 100), st.sampled_from(["fr", "en"]), st.sampled_from(list(SearchOrder)))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_read_one_after_another_are_one_ranking_without_repetition_or_loss(
    engine: SearchEngine, seed: int, number: int, size: int, language: str, order: SearchOrder
) -> None:
    chance = Random(seed)  # noqa: S311 - nothing secret hangs on it
    made = {(each.page_id, each.language): each for each in index(engine, made_site(chance, number))}
    text, asked = request_of(chance, language, order)
    points = direction(text)

    seen: list[SearchHit] = []
    results: list[SearchResult] = []
    joined: set[frozenset[DocumentKey]] = set()
    while not results or results[-1].hits:
        with_them, result = with_nearest(engine, replace(asked, limit=size, offset=len(seen)), points)
        joined.add(with_them.joined)
        results.append(result)
        seen += result.hits
    [those] = joined
    assert len({hit.key for hit in seen}) == len(seen)
    assert {result.total for result in results} == {len(seen)}

    # What is found is what the terms find, and those that joined; counted likewise.
    without = replace(asked, filters={})
    found = {hit.key for hit in all_of(engine, without)} | {hit.key for hit in all_of(engine, replace(without, terms=(), joined=those))}
    wanted = asked.filters.get("theme")
    kept = {key for key in found if wanted is None or made[key].facets & wanted}
    assert {hit.key for hit in seen} == kept
    facets = Counter(facet for key in found for facet in made[key].facets if facet.startswith("theme"))
    facets += Counter(facet for key in kept for facet in made[key].facets if facet.startswith("kind"))
    assert all(result.counts == facets for result in results)
    assert not any(made[key].expires_at or made[key].depends_on or key in asked.excluded for key in kept)

    whole = all_of(engine, replace(asked, joined=those))
    if order is SearchOrder.NEWEST:
        newest = sorted(kept, key=lambda key: (-(made[key].dated_at or NOW).timestamp(), key))
        assert [hit.key for hit in seen] == newest == [hit.key for hit in whole]
    else:
        assert [hit.key for hit in seen] == [hit.key for hit in (*reordered(whole[:WINDOW], asked, points), *whole[WINDOW:])]
        # Those that joined are among the first hundred, whatever else is found.
        assert those & kept <= {hit.key for hit in whole[: ranking.WINDOW]}
