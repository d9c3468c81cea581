"""The arithmetic of the measures of search, what the generated pages and questions are like, and the shape of the results."""

from __future__ import annotations

import json
from itertools import islice, pairwise
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.bench.load import Sample, by_post_in_turn
from tests.bench_search.building import Built
from tests.bench_search.corpus import is_interview, languages_of, spoken, text
from tests.bench_search.endpoint import Memory, names, query
from tests.bench_search.measuring import Measures
from tests.bench_search.options import Options
from tests.bench_search.questions import questions
from tests.bench_search.report import as_json, report
from tests.bench_search.results import Times, percentile, times
from tests.bench_search.words import vocabulary


def measures() -> Measures:
    sample = Sample(cpu_ms=4.0, rps=200.0, p50_ms=5.0, p95_ms=9.0, p99_ms=26.0, errors=0)
    return Measures(
        pages=1_000,
        built={"tantivy": Built(seconds=10.0, cpu_seconds=8.0, indexer_mb=150.0, disk_mb=30.0)},
        alone={("tantivy", "hits"): {"all": Times(20, 1.0, 2.0, 4.0, 1.5, 1.2, 3.0, 3.5)}},
        endpoint={("tantivy", "hits"): sample},
        busy={("tantivy", "hits", 1): sample, ("tantivy", "hits", 2): sample},
        memory={"tantivy": Memory(resident_mb=280.0, own_mb=200.0)},
        visible={"tantivy": [0.4, 0.6, 1.2]},
    )


def test_the_same_page_is_written_everywhere_and_each_is_another() -> None:
    assert text(7, "fr") == text(7, "fr")
    assert text(7, "fr") != text(8, "fr")
    assert text(7, "fr").title != text(7, "en").title


def test_of_one_hundred_pages_seven_have_a_film_and_twenty_are_in_english_too() -> None:
    assert sum(is_interview(number) for number in range(100)) == 7
    assert sum(languages_of(number) == ("fr", "en") for number in range(100)) == 20


def test_films_take_minutes_and_their_cues_follow_each_other() -> None:
    cues = list(spoken(3, "fr"))
    assert 3 * 60_000 <= cues[-1][1] + 200 <= 8 * 60_000
    assert all(before[1] < after[0] for before, after in pairwise(cues))


def test_words_are_many_and_used_unevenly() -> None:
    words = vocabulary("fr")
    assert len(words.words) == len(set(words.words)) == 81_436
    assert len(vocabulary("en").words) == 82_834
    assert sum(words.uses[:100]) > sum(words.uses) / 2


def test_no_question_comes_twice() -> None:
    asked = [question.text for question in islice(questions(1_000), 500)]
    assert len(set(asked)) == 500
    assert [question.text for question in islice(questions(1_000), 500)] == asked


@pytest.mark.parametrize(("share", "expected"), [(0.5, 3.0), (0.95, 5.0), (0.99, 5.0), (0.2, 1.0)])
def test_a_percentile_is_one_of_the_values(share: float, expected: float) -> None:
    assert percentile([5.0, 1.0, 4.0, 2.0, 3.0], share) == expected


def test_of_no_value_there_is_no_percentile() -> None:
    with pytest.raises(ValueError, match="Nothing was measured"):
        percentile([], 0.5)


def test_what_a_server_spent_is_spread_over_all_answers() -> None:
    assert times([1.0, 3.0], [0.5, 1.5], server_ms=4.0) == Times(2, 1.0, 3.0, 3.0, 3.0, 0.5, 1.5, 1.5)


def test_bodies_that_are_sent_in_turn_are_lines() -> None:
    written = by_post_in_turn("/graphql", "{ a }", [{"words": "un"}, {"words": "deux\nmots"}]).text()
    bodies = [json.loads(line) for line in written.partition("\n\n")[2].splitlines()]
    assert [body["variables"]["words"] for body in bodies] == ["un", "deux\nmots"]


def test_every_query_shows_what_is_found() -> None:
    assert names() == ["hits", "facets", "moments"]
    assert all("fragment Found" in query(name) for name in names())


def test_the_report_says_which_targets_are_met() -> None:
    lines = report(measures()).splitlines()
    alone, endpoint, visible, memory = (
        next(line for line in lines if line.startswith("tantivy") and figure in line) for figure in ("1.50", "26.0", "1.20", "280")
    )
    assert alone.split()[:7] == ["tantivy,", "hits", "20", "1.00", "2.00", "4.00", "ok"]
    assert "ok 30.0" in endpoint
    assert "MISSED 1.00" in visible
    assert memory.split() == ["tantivy", "200", "ok", "300", "280"]


def test_results_have_the_shape_that_programs_read() -> None:
    written = json.loads(json.dumps(as_json(measures())))
    assert set(written) == {"pages", "built", "alone", "endpoint", "busy", "memory", "visible"}
    assert written["alone"]["tantivy hits"]["all"]["p99_ms"] == 4.0
    assert written["busy"]["tantivy hits 2"]["rps"] == 200.0


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, Options(100_000, ("tantivy", "elasticsearch"), 1_000, 10, 20, None, True, True, None)),
        (
            {"QUICK": "1", "ENGINES": "tantivy", "ENCODER": "off", "JSON": "/a/b.json"},
            Options(5_000, ("tantivy",), 100, 2, 3, None, True, False, Path("/a/b.json")),
        ),
    ],
)
def test_options_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, said: dict[str, str], expected: Options) -> None:
    for name in ("PAGES", "ENGINES", "QUESTIONS", "SECONDS", "PUBLICATIONS", "SITE", "BUILD", "ENCODER", "JSON", "QUICK"):
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    assert Options.of_the_environment() == expected


def test_an_unknown_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENGINES", "tantivy,solr")
    with pytest.raises(ImproperlyConfigured, match="solr"):
        Options.of_the_environment()
