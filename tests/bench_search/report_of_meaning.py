"""The tables of search by meaning: with the encoder beside without, and what the encoder takes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tests.bench.report import NOTHING, at_most, number, table
from tests.bench_search.meaning import AGAIN, NEW, Cell
from tests.bench_search.measuring import Measures
from tests.bench_search.web_process import Web

TARGET_P99_MS = {NEW: 10.0, AGAIN: 4.0}
TARGET_GRAPHQL_P99_MS = 30.0
TARGET_LATER_S = 1.5
TARGET_MORE_MB = 150.0
TARGET_KEPT_MB = 60.0
TARGET_WORDS = 5_000.0


def by_meaning(measures: Measures) -> tuple[str, ...]:
    """The tables, as text."""
    return _searched(measures), _graphql(measures), _starts(measures), _web_memory(measures), _encoding(measures), _kept(measures)


def _searched(measures: Measures) -> str:
    heads = ("", "questions", "p50 ms", "p95", "p99", "target", "CPU ms", "CPU p50", "CPU p95", "CPU p99", "to terms alone", "unanswered")
    rows = []
    for engine, (case, is_on) in measures.meaning:
        each, base = measures.meaning[engine, (case, is_on)], measures.meaning.get((engine, (case, False)))
        waits = (number(figure) for figure in (each.p50_ms, each.p95_ms, each.p99_ms))
        spent = (number(figure) for figure in (each.cpu_ms, each.cpu_p50_ms, each.cpu_p95_ms, each.cpu_p99_ms))
        target = at_most(each.p99_ms, TARGET_P99_MS.get(case) if is_on else None)
        ratio = number(each.cpu_ms / base.cpu_ms) if base and is_on else NOTHING
        rows.append((f"{engine}, {_named((case, is_on))}", str(each.count), *waits, target, *spent, ratio, str(each.unanswered)))
    return table("The whole of a search in one process, by meaning and by terms alone in turn", heads, rows)


def _named(cell: Cell) -> str:
    case, is_on = cell
    return case if is_on else f"{case}, terms alone"


def _graphql(measures: Measures) -> str:
    heads = ("", "CPU ms", "p50 ms", "p95", "p99", "target", "errors")
    rows = []
    for (engine, is_on), web in measures.web.items():
        for case, each in ((NEW, web.new), (AGAIN, web.again)):
            waits = (number(figure) for figure in (each.p50_ms, each.p95_ms, each.p99_ms))
            target = at_most(each.p99_ms, TARGET_GRAPHQL_P99_MS if is_on else None)
            rows.append((f"{engine}, {_named((case, is_on))}", number(each.cpu_ms), *waits, target, str(each.errors)))
    return table("The same through GraphQL, one reader", heads, rows)


def _starts(measures: Measures) -> str:
    heads = ("", "first answer after s", "CPU s", "later by s", "target", "first question ms", "the others p50 ms")
    rows = []
    for name, web, base in _webs(measures):
        later = web.start_s - base.start_s if base else None
        starts = (number(web.start_s), number(web.start_cpu_s), number(later), at_most(later, TARGET_LATER_S))
        rows.append((name, *starts, number(web.first_ms), number(web.others_ms)))
    return table("A web process that starts (its first question opens the index)", heads, rows)


def _web_memory(measures: Measures) -> str:
    heads = ("", "MB of its own", "more", "target", "MB with mapped files")
    rows = []
    for name, web, base in _webs(measures):
        more = web.memory.own_mb - base.memory.own_mb if base else None
        rows.append((name, number(web.memory.own_mb), number(more), at_most(more, TARGET_MORE_MB), number(web.memory.resident_mb)))
    return table("A web process after a load of new questions", heads, rows)


def _webs(measures: Measures) -> list[tuple[str, Web, Web | None]]:
    """The web processes by name, those with an encoder with the one to compare with."""
    return [
        (f"{engine}, {'encoder' if is_on else 'terms alone'}", web, measures.web.get((engine, False)) if is_on else None)
        for (engine, is_on), web in measures.web.items()
    ]


def _encoding(measures: Measures) -> str:
    heads = ("weights read in s", "CPU s", "MB held", "pages", "passages", "words", "CPU s", "words/s and thread", "target")
    each = measures.encoding
    if each is None:
        return table("The encoder by itself", heads, [])
    target = f"{'ok' if each.words_per_second >= TARGET_WORDS else 'MISSED'} {number(TARGET_WORDS)}"
    counts = (f"{count:,}" for count in (each.pages, each.passages, each.words))
    load = (number(figure) for figure in (each.load_s, each.load_cpu_s, each.held_mb))
    return table("The encoder by itself", heads, [(*load, *counts, number(each.cpu_s), number(each.words_per_second), target)])


def _kept(measures: Measures) -> str:
    heads = ("documents", "passages", "MB of directions", "target", "MB of files", "MB on disk")
    each = measures.kept
    rows = []
    if each is not None:
        target = at_most(each.directions_mb, TARGET_KEPT_MB)
        counts = (f"{each.documents:,}", f"{each.passages:,}")
        rows = [(*counts, number(each.directions_mb), target, number(each.length_mb), number(each.disk_mb))]
    return table("What the embedded index keeps of meaning", heads, rows)


def as_json(measures: Measures) -> dict[str, Any]:
    """The same, in the shape that JSON=file writes; nothing where nothing was measured."""
    if not measures.meaning:
        return {}
    return {
        "meaning": {f"{engine} {_named(cell)}": asdict(each) for (engine, cell), each in measures.meaning.items()},
        "web": {name: asdict(web) for name, web, _base in _webs(measures)},
        "encoding": asdict(measures.encoding) if measures.encoding else None,
        "kept": asdict(measures.kept) if measures.kept else None,
    }
