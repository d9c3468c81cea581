"""The tables that a person reads, with the targets of the project beside, and the shape that programs read."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tests.bench.load import Sample
from tests.bench.report import at_most, number, table
from tests.bench_search.alone import ALL
from tests.bench_search.measuring import PROCESSES, Measures
from tests.bench_search.report_of_meaning import as_json as meaning_as_json
from tests.bench_search.report_of_meaning import by_meaning
from tests.bench_search.results import rounded

TARGET_ENGINE_P99_MS = {"tantivy": 5.0}
TARGET_ENDPOINT_P99_MS = {"tantivy": 30.0, "elasticsearch": 30.0}
TARGET_VISIBLE_S = 1.0
TARGET_WEB_MB = 300.0


def report(measures: Measures) -> str:
    """Everything, as text."""
    parts = (
        _built(measures),
        _alone(measures),
        _kinds(measures),
        _endpoint(measures),
        _busy(measures),
        _visible(measures),
        _memory(measures),
    )
    if measures.meaning:
        parts += by_meaning(measures)
    return "\n\n".join(parts) + "\n"


def _built(measures: Measures) -> str:
    heads = ("", "seconds", "pages/s", "CPU s", "MB of the indexer", "MB on disk")
    rows = [
        (
            name,
            *(number(figure) for figure in (each.seconds, measures.pages / each.seconds, each.cpu_seconds, each.indexer_mb, each.disk_mb)),
        )
        for name, each in measures.built.items()
    ]
    return table(f"Building an index of {measures.pages:,} pages", heads, rows)


def _alone(measures: Measures) -> str:
    heads = ("", "questions", "p50 ms", "p95", "p99", "target", "CPU ms", "CPU p99", "unanswered")
    rows = []
    for (system, way), by_kind in measures.alone.items():
        each = by_kind[ALL]
        target = at_most(each.p99_ms, TARGET_ENGINE_P99_MS.get(system) if way == "hits" else None)
        waits = (number(figure) for figure in (each.p50_ms, each.p95_ms, each.p99_ms))
        name = system if system == way else f"{system}, {way}"
        rows.append((name, str(each.count), *waits, target, number(each.cpu_ms), number(each.cpu_p99_ms), str(each.unanswered)))
    return table("Engines alone, ten hits and the total, each way in turn", heads, rows)


def _kinds(measures: Measures) -> str:
    heads = ("", "kind", "questions", "p50 ms", "p99", "CPU p99")
    rows = [
        (system, kind, str(each.count), number(each.p50_ms), number(each.p99_ms), number(each.cpu_p99_ms))
        for (system, way), by_kind in measures.alone.items()
        for kind, each in by_kind.items()
        if way == "hits" and kind != ALL
    ]
    return table("The same by kind of question (hits)", heads, rows)


def _endpoint(measures: Measures) -> str:
    heads = ("", "CPU ms", "p50 ms", "p95", "p99", "target", "errors")
    rows = []
    for (engine, name), each in measures.endpoint.items():
        target = at_most(each.p99_ms, TARGET_ENDPOINT_P99_MS.get(engine))
        waits = (number(figure) for figure in (each.p50_ms, each.p95_ms, each.p99_ms))
        rows.append((f"{engine}, {name}", number(each.cpu_ms), *waits, target, str(each.errors)))
    return table("Through GraphQL, every answer computed, one reader", heads, rows)


def _busy(measures: Measures) -> str:
    heads = ("", *(f"answers/s, {processes} process{'es' if processes > 1 else ''}" for processes in PROCESSES), "CPU ms")
    rows = []
    for engine, name in dict.fromkeys((engine, name) for engine, name, _processes in measures.busy):
        by_processes = [measures.busy[engine, name, processes] for processes in PROCESSES]
        rows.append((f"{engine}, {name}", *(number(each.rps) for each in by_processes), number(by_processes[-1].cpu_ms)))
    return table("Through GraphQL, four readers for each process", heads, rows)


def _visible(measures: Measures) -> str:
    heads = ("", "publications", "p50 s", "worst s", "target")
    rows = []
    for engine, waits in measures.visible.items():
        middle, worst = measures.visible_figures(engine)
        rows.append((engine, str(len(waits)), number(middle), number(worst), at_most(worst, TARGET_VISIBLE_S)))
    return table("From a publication to the first search that finds it", heads, rows)


def _memory(measures: Measures) -> str:
    heads = ("", "MB of its own", "target", "MB with mapped files")
    rows = [
        (engine, number(each.own_mb), at_most(each.own_mb, TARGET_WEB_MB), number(each.resident_mb))
        for engine, each in measures.memory.items()
    ]
    return table("A web process after the load", heads, rows)


def as_json(measures: Measures) -> dict[str, Any]:
    """Everything, in the shape that JSON=file writes."""

    def sample(each: Sample) -> dict[str, Any]:
        return asdict(each)

    written = {
        "pages": measures.pages,
        "built": {name: asdict(each) for name, each in measures.built.items()},
        "alone": {" ".join(way): {kind: asdict(each) for kind, each in by_kind.items()} for way, by_kind in measures.alone.items()},
        "endpoint": {" ".join(key): sample(each) for key, each in measures.endpoint.items()},
        "busy": {f"{engine} {name} {processes}": sample(each) for (engine, name, processes), each in measures.busy.items()},
        "memory": {engine: asdict(each) for engine, each in measures.memory.items()},
        "visible": measures.visible,
        **meaning_as_json(measures),
    }
    read: dict[str, Any] = rounded(written)
    return read
