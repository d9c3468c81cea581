"""The measures of search by meaning: directions that are drawn, questions that find nothing by their words, tables, what is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.embedded.generations import Generations
from search.embedded.meanings import MeaningsWriter
from search.meaning.packed import DIGEST, packed
from tests.bench.load import Sample
from tests.bench_search.building import kept_meanings
from tests.bench_search.drawn import Drawing
from tests.bench_search.encoding import Encoding
from tests.bench_search.endpoint import Memory
from tests.bench_search.measuring import Measures
from tests.bench_search.questions import questions, unknown_questions
from tests.bench_search.report import as_json, report
from tests.bench_search.results import Times
from tests.bench_search.web_process import Web


def reckoned(texts: Sequence[str]) -> NDArray[np.float32]:
    """Directions at right angles to each other."""
    return np.eye(len(texts), 512, dtype=np.float32)


def measures() -> Measures:
    loaded = Sample(cpu_ms=8.0, rps=100.0, p50_ms=9.0, p95_ms=20.0, p99_ms=29.0, errors=0)
    return Measures(
        pages=1_000,
        meaning={
            ("tantivy", ("new", True)): Times(20, 5.0, 8.0, 12.0, 6.0, 5.0, 7.0, 9.0),
            ("tantivy", ("new", False)): Times(20, 1.0, 2.0, 3.0, 2.0, 1.0, 2.0, 3.0),
        },
        web={
            ("tantivy", True): Web(4.0, 3.5, 50.0, 9.0, loaded, loaded, Memory(resident_mb=450.0, own_mb=360.0)),
            ("tantivy", False): Web(3.0, 2.5, 40.0, 6.0, loaded, loaded, Memory(resident_mb=300.0, own_mb=200.0)),
        },
        encoding=Encoding(load_s=1.2, load_cpu_s=1.1, held_mb=120.0, pages=300, passages=4_000, words=20_000, cpu_s=2.5),
        kept=None,
    )


def test_the_same_text_is_drawn_the_same_direction_near_that_of_a_title() -> None:
    drawing = Drawing(reckoned)
    one, again, other = drawing.encode(["un", "un", "deux"])
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)
    assert [round(float(np.linalg.norm(each)), 5) for each in (one, other)] == [1.0, 1.0]
    assert sum(abs(one) > 0.4) == 1
    assert drawing.encode([]).shape[0] == 0


def test_questions_in_english_are_made_of_english_pages() -> None:
    asked = [question.text for question in islice(questions(1_000, language="en"), 200)]
    assert any(text.startswith("what to do") for text in asked)
    assert not any(text.startswith("que faire") for text in asked)


def test_no_question_without_a_known_word_comes_twice() -> None:
    asked = [question.text for question in islice(unknown_questions(), 5_000)]
    assert len(set(asked)) == 5_000


def test_the_report_says_what_the_encoder_costs() -> None:
    lines = report(measures()).splitlines()
    asked, start, held, encoded = (
        next(line.split() for line in lines if line.startswith(start) and figure in line)
        for start, figure in (("tantivy, new ", "12.0"), ("tantivy, encoder", "4.00"), ("tantivy, encoder", "360"), ("1.20", "20,000"))
    )
    assert asked[:8] == ["tantivy,", "new", "20", "5.00", "8.00", "12.0", "MISSED", "10.0"]
    assert asked[-2:] == ["3.00", "0"]
    assert start == ["tantivy,", "encoder", "4.00", "3.50", "1.00", "ok", "1.50", "50.0", "9.00"]
    assert held == ["tantivy,", "encoder", "360", "160", "MISSED", "150", "450"]
    assert encoded[-4:] == ["2.50", "8,000", "ok", "5,000"]


def test_results_by_meaning_have_the_shape_that_programs_read() -> None:
    written = json.loads(json.dumps(as_json(measures())))
    assert written["meaning"]["tantivy new"]["cpu_p99_ms"] == 9.0
    assert written["meaning"]["tantivy new, terms alone"]["cpu_p99_ms"] == 3.0
    assert written["web"]["tantivy, encoder"]["memory"]["own_mb"] == 360.0
    assert written["encoding"]["words"] == 20_000
    assert written["kept"] is None


def test_without_the_encoder_nothing_is_said_of_meaning() -> None:
    assert "meaning" not in report(Measures(pages=1_000))
    assert "meaning" not in as_json(Measures(pages=1_000))


def test_what_is_kept_of_meaning_is_counted(tmp_path: Path) -> None:
    assert kept_meanings(tmp_path) is None
    generations = Generations(tmp_path)
    name = generations.begin()
    writer = MeaningsWriter(generations.path(name))
    writer.add(7, "fr", packed(bytes(DIGEST), reckoned(["one", "two", "three"])))
    writer.commit()
    generations.make_live(name)
    kept = kept_meanings(tmp_path)
    assert kept is not None
    assert (kept.documents, kept.passages, kept.directions_mb) == (1, 3, 64 * 5 / 1e6)
    assert kept.length_mb == 1_024 * (176 + 64) / 1e6
