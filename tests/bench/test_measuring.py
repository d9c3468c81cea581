"""The arithmetic of the measures: what /proc says, what wrk says, medians, shares, slopes, and the shape of the results."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.bench import queries
from tests.bench.load import Request, Sample, by_get, by_post, sample
from tests.bench.options import Options
from tests.bench.processes import PAGE_BYTES, Process, parse_stat, tree
from tests.bench.report import report
from tests.bench.results import DJANGO_HELLO, RAW_HELLO, Cell, Footprint, Measures, middle, raw_wsgi
from tests.bench.soak import megabytes_per_hour, settled

STAT = "42 (a (strange) name) S 7 42 42 0 -1 4194560 100 200 0 0 11 22 33 44 20 0 5 0 1000 99999 256 18446744073709551615"
SAID = """Running 2s test @ http://127.0.0.1:1
  16 threads and 16 connections
BENCH {"requests": 84, "microseconds": 2000000, "p50_us": 1500, "p95_us": 2500, "p99_us": 9000, "socket_errors": 1, "status_errors": 2}
"""


def figures(cpu_ms: float, rps: float = 100.0, errors: int = 0) -> Sample:
    return Sample(cpu_ms=cpu_ms, rps=rps, p50_ms=1.0, p95_ms=2.0, p99_ms=3.0, errors=errors)


def measures() -> Measures:
    at_16 = {
        Cell("sqlite", "miss", "Q1"): figures(3.0),
        Cell("sqlite", "stock", "Q1"): figures(12.0),
        Cell("sqlite", "hit", "Q1"): figures(0.03, rps=30_000.0),
        Cell("sqlite", "not_modified", "Q1"): figures(0.02, rps=20_000.0),
        raw_wsgi("Q1"): figures(0.02, rps=40_000.0),
        RAW_HELLO: figures(0.02, rps=50_000.0),
        DJANGO_HELLO: figures(0.15, rps=11_000.0),
    }
    return Measures(
        samples={cell: {16: taken, 1: figures(taken.cpu_ms)} for cell, taken in at_16.items()},
        statements={("sqlite", "miss"): {"Q1": 12}, ("sqlite", "hit"): {"Q1": 0}, ("sqlite", "stock"): {"Q1": 23}},
        footprints={("sqlite", "miss"): Footprint(cold_start_s=2.5, workers=2, workers_mb=200.0, whole_mb=300.0)},
        connections=(16, 1),
    )


def test_a_process_has_its_own_time_and_that_of_the_children_it_waited_for() -> None:
    assert parse_stat(STAT) == Process(pid=42, parent=7, ticks=11 + 22 + 33 + 44, resident_bytes=256 * PAGE_BYTES)


def test_a_tree_is_a_process_and_everything_below_it() -> None:
    processes = [Process(pid, parent, ticks=1, resident_bytes=1) for pid, parent in ((1, 0), (2, 1), (3, 2), (4, 1), (5, 9))]
    assert sorted(process.pid for process in tree([2, 4], processes)) == [2, 3, 4]
    assert tree([8], processes) == []


def test_requests_left_unanswered_at_the_end_are_paid_for_too() -> None:
    assert sample(SAID, connections=16, server_ms=500.0) == Sample(cpu_ms=5.0, rps=42.0, p50_ms=1.5, p95_ms=2.5, p99_ms=9.0, errors=3)


def test_a_load_that_measured_nothing_is_no_sample() -> None:
    with pytest.raises(ValueError, match="unable to connect"):
        sample("unable to connect to 127.0.0.1:1 Connection refused", connections=16, server_ms=0.0)


def test_a_request_is_written_as_the_load_generator_reads_it() -> None:
    expected = 'POST\n/graphql\nContent-Type: application/json\nX-Forwarded-For: 10.1.0.0\n\n{"query": "{ a }"}'
    assert by_post("/graphql", "{ a }").text() == expected
    assert by_get("/graphql", "{ a }") == Request("GET", "/graphql?query=%7B+a+%7D", {"X-Forwarded-For": "10.1.0.0"})


def test_the_middle_is_taken_figure_by_figure_and_errors_add_up() -> None:
    taken = [figures(1.0, rps=30.0, errors=1), figures(5.0, rps=10.0), figures(2.0, rps=20.0, errors=2)]
    assert middle(taken) == figures(2.0, rps=20.0, errors=3)


def test_shares_and_ratios_are_of_the_same_run() -> None:
    taken = measures()
    assert taken.to_stock("sqlite", "Q1") == 0.25
    assert taken.share(Cell("sqlite", "hit", "Q1"), raw_wsgi("Q1")) == 0.75
    assert taken.share(Cell("sqlite", "not_modified", "Q1"), RAW_HELLO) == 0.4
    assert taken.share(Cell("postgresql", "hit", "Q1"), raw_wsgi("Q1")) is None


def test_results_have_the_shape_that_programs_read() -> None:
    written = json.loads(json.dumps(measures().as_json()))
    waits = {"p50_ms": 1.0, "p95_ms": 2.0, "p99_ms": 3.0}

    def shown(cpu_ms: float, rps: float, **more: float) -> dict[str, object]:
        return {"cpu_ms": cpu_ms, "rps": rps, **waits, "at_1": {"cpu_ms": cpu_ms, "rps": 100.0, **waits}, **more}

    assert set(written) == {"sqlite", "ceilings", "servers"}
    assert written["sqlite"] == {
        "miss": {"Q1": shown(3.0, 100.0, sql=12, to_stock=0.25)},
        "hit": {"Q1": shown(0.03, 30_000.0, sql=0, share_of_raw_wsgi=0.75)},
        "not_modified": {"Q1": shown(0.02, 20_000.0, sql=0, share_of_raw_hello=0.4)},
        "stock": {"Q1": shown(12.0, 100.0, sql=23)},
    }
    assert written["servers"] == {"sqlite miss": {"cold_start_s": 2.5, "workers": 2, "workers_mb": 200.0, "whole_mb": 300.0}}


def test_the_report_says_which_targets_are_met() -> None:
    lines = report(measures()).splitlines()
    misses = next(line for line in lines if line.startswith("Q1"))
    kept, unchanged = (next(line for line in lines if line.startswith("Q1") and ceiling in line) for ceiling in ("40,000", "50,000"))
    assert misses.split()[:7] == ["Q1", "3.00", "ok", "4.00", "12.0", "0.25", "ok"]
    assert kept.split()[-4:] == ["40,000", "0.75", "ok", "0.60"]
    assert unchanged.split()[-4:] == ["50,000", "0.40", "MISSED", "0.60"]
    assert "FAILED" not in "\n".join(lines)


def test_a_cell_whose_requests_failed_is_named() -> None:
    taken = measures()
    failing = Measures({RAW_HELLO: {16: figures(1.0, errors=3)}}, {}, {}, (16, 1))
    assert taken.failed() == []
    assert failing.failed() == [(RAW_HELLO, 16, 3)]
    assert failing.as_json()["ceilings"]["raw_hello"]["errors"] == 3
    assert "raw_hello on plain, 16 connections: 3" in report(failing)


def test_the_slope_of_memory_is_by_the_hour_and_leaves_the_warming_out() -> None:
    moments = [(float(minute * 60), 100.0 + 2 * minute) for minute in range(10)]
    assert megabytes_per_hour(moments) == pytest.approx(120.0)
    assert [seconds for seconds, _megabytes in settled(moments)] == [float(minute * 60) for minute in range(2, 10)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, Options(rounds=3, seconds=2, databases=("sqlite", "postgresql"), minutes=30, results=None)),
        (
            {"QUICK": "1", "DATABASES": "sqlite", "MINUTES": "5", "JSON": "bench.json"},
            Options(rounds=1, seconds=1, databases=("sqlite",), minutes=5, results=Path("bench.json")),
        ),
    ],
)
def test_options_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, said: dict[str, str], expected: Options) -> None:
    for name in ("ROUNDS", "SECONDS", "DATABASES", "MINUTES", "JSON", "QUICK"):
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    assert Options.of_the_environment() == expected


def test_an_unknown_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASES", "sqlite,oracle")
    with pytest.raises(ImproperlyConfigured, match="oracle"):
        Options.of_the_environment()


def test_both_systems_are_asked_the_same_five_questions() -> None:
    names = ["Q1", "Q2", "Q3", "Q4", "Q5"]
    assert list(queries.texts(queries.OWN)) == names
    assert list(queries.texts(queries.STOCK)) == names
