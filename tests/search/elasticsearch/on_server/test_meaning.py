"""What the server keeps of what documents mean, and a server whose index was made before it kept anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from search.elasticsearch import ElasticsearchEngine, answers, generations
from search.elasticsearch.mapping import MAPPINGS, MEANING, SIGNS
from search.engine import MOST_HITS, NearestRequest, SearchHit
from search.meaning.packed import signs
from tests.search.examples import NOW, document, fill, position, request
from tests.search.server import client
from tests.search.test_engine_meaning import DIRECTION, away_by, known, named, nearest


@pytest.fixture
def index_of_before(engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch) -> ElasticsearchEngine:
    """An engine whose live index has no room for what documents mean."""
    properties = {name: told for name, told in MAPPINGS["properties"].items() if name not in (MEANING, SIGNS)}
    with monkeypatch.context() as before:
        before.setattr(generations, "MAPPINGS", {**MAPPINGS, "properties": properties})
        fill(engine, [document(1, "Chantage", passages=("Une phrase.",)), document(2, "Sommeil")])
    return engine


def test_an_index_of_before_answers_as_if_nothing_were_known(index_of_before: ElasticsearchEngine) -> None:
    engine = index_of_before
    assert nearest(engine) == []
    assert engine.meanings({1, 2}) == {}
    result = engine.search(request("chantage", joined=named(2), with_meaning=True, with_passages=True))
    assert [(hit.page_id, hit.meaning, bool(hit.passages)) for hit in result.hits] == [(2, b"", False), (1, b"", True)]
    with engine.update() as writer:
        assert writer.kept_meanings({1, 2}) == {}


def test_an_index_of_before_is_rebuilt_into_one_that_keeps_meanings(index_of_before: ElasticsearchEngine) -> None:
    engine = index_of_before
    with engine.rebuild(wait=False) as builder:
        assert builder.kept_meanings({1, 2}) == {}
        builder.replace((), [known(1, 1)])
        builder.commit(position(1))
        builder.publish()
    assert nearest(engine) == [(1, "fr")]


def test_a_server_that_cannot_tell_what_is_kept_does_not_stop_a_rebuild(
    engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine, [known(1, 1)])
    live = engine._generations.live()
    assert live is not None
    with engine.rebuild(wait=False) as builder:
        client().indices.close(index=live)
        assert builder.kept_meanings({1}) == {}
        builder.replace((), [known(1, 2)])
        builder.commit(position(1))
        builder.publish()
    assert engine.meanings({1}) == {(1, "fr"): away_by(2)}


def test_it_is_kept_once_and_apart_from_what_is_read_of_every_document(engine: ElasticsearchEngine, prefix: str) -> None:
    fill(engine, [known(1, 1), document(2)])
    found = client().get(index=prefix, id="1_fr", stored_fields=[MEANING], source=True)
    assert set(found["_source"]) == {"page_id", "language", "served_in", "depends_on", "facets"}
    assert [answers.read_meaning(each) for each in found["fields"][MEANING]] == [away_by(1)]
    both = client().search(index=prefix, query={"exists": {"field": SIGNS}})
    assert [hit["_id"] for hit in both["hits"]["hits"]] == ["1_fr"]


def test_what_does_not_fit_in_one_answer_comes_in_several(engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MEANINGS", 2)
    fill(engine, [known(page, page) for page in range(1, 8)])
    for pages in ({1, 2, 3, 4}, {1, 2, 3, 5, 7}):
        assert engine.meanings(pages) == {(page, "fr"): away_by(page) for page in pages}


def test_of_those_that_differ_as_much_the_first_pages_are_taken_however_they_were_written(engine: ElasticsearchEngine) -> None:
    numbers = [(number * 37) % 101 + 1 for number in range(101)]
    fill(engine, [known(number, 5) for number in numbers])
    with engine.update() as writer:
        writer.replace({1, 2}, [known(2, 5), known(1, 5)])
        writer.commit(position(1))
    assert nearest(engine, limit=3) == [(1, "fr"), (2, "fr"), (3, "fr")]
    assert [page for page, _language in nearest(engine, limit=MOST_HITS)] == list(range(1, 101))


def test_texts_come_from_the_generation_that_the_question_saw(
    engine: ElasticsearchEngine, another_process: Callable[[], ElasticsearchEngine]
) -> None:
    fill(engine, [known(1, 1, "Chantage", passages=("Avant.",))])
    asked = request("chantage", with_passages=True)
    with engine.asking():
        [hit] = engine.search(replace(asked, with_passages=False)).hits
        fill(another_process(), [known(1, 2, "Chantage", passages=("Après.",))], event_id=1)
        [brought] = engine.with_texts([hit], asked)
        assert "Avant." in brought.passages
        assert engine.meanings({1}) == {(1, "fr"): away_by(1)}
        assert engine.nearest(NearestRequest(signs(DIRECTION), "fr", 1, NOW)) == (SearchHit(1, "fr", 0.0, meaning=away_by(1)),)
    [brought] = engine.with_texts([hit], asked)
    assert "Après." in brought.passages
