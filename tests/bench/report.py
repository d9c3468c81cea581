"""The tables that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.bench.load import Sample
from tests.bench.results import DJANGO_HELLO, PLAIN, RAW_HELLO, Cell, Measures, raw_wsgi

TARGET_MS = {"Q1": 4.0, "Q2": 6.0, "Q3": 10.0, "Q4": 2.0, "Q5": 5.0, "Q5 new": 8.0}
"""Processor milliseconds without kept answers, on SQLite and on the class of machine that the targets were set on."""
TARGET_TO_STOCK = {"Q1": 0.30, "Q2": 0.33, "Q3": 0.12, "Q4": 0.40, "Q5": 0.04}
TARGET_SHARE = 0.60
TARGET_TO_SQLITE = 1.5
TARGET_COLD_START_S = 3.0
TARGET_WORKERS_MB = 350.0

NOTHING = "-"


def report(measures: Measures) -> str:
    """Everything, as text."""
    parts = []
    for site in measures.sites():
        parts += [_misses(measures, site), _one_connection(measures, site), _kept(measures, site), _not_modified(measures, site)]
    parts += [_ceilings(measures), _footprints(measures)]
    if measures.failed():
        parts.append(_failures(measures))
    return "\n\n".join(parts) + "\n"


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A title, heads and rows in columns, figures to the right."""
    lines = [list(heads), *(list(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heads))]
    written = [
        "  ".join(text.rjust(width) if place else text.ljust(width) for place, (text, width) in enumerate(zip(line, widths, strict=True)))
        for line in lines
    ]
    return "\n".join([title, "", written[0], "  ".join("-" * width for width in widths), *written[1:]])


def _misses(measures: Measures, site: str) -> str:
    heads = ("", "CPU ms", "target", "stock", "ours/stock", "target", "req/s", "stock", "p50 ms", "p95", "p99", "SQL", "stock")
    rows = []
    for query in measures.queries(site, "miss"):
        ours, stock = measures.at(Cell(site, "miss", query)), measures.at(Cell(site, "stock", query))
        cpu, rps, *waits = _figures(ours)
        stock_cpu, stock_rps, *_stock_waits = _figures(stock)
        share = measures.to_stock(site, query)
        compared = (at_most(ours.cpu_ms if ours else None, _target_ms(measures, site, query)), stock_cpu, number(share))
        statements = (_statements(measures, site, way, query) for way in ("miss", "stock"))
        rows.append((query, cpu, *compared, at_most(share, TARGET_TO_STOCK.get(query)), rps, stock_rps, *waits, *statements))
    return table(f"{site}, every answer computed, {measures.busiest} connections", heads, rows)


def _target_ms(measures: Measures, site: str, query: str) -> float | None:
    """On PostgreSQL the target is a multiple of what SQLite took in the same run; on SQLite it is a number."""
    if site == "sqlite":
        return TARGET_MS.get(query)
    embedded = measures.at(Cell("sqlite", "miss", query))
    return embedded.cpu_ms * TARGET_TO_SQLITE if embedded else None


def _one_connection(measures: Measures, site: str) -> str:
    heads = ("", "CPU ms", "req/s", "p50 ms", "p95", "p99", "stock CPU ms", "req/s", "p50 ms", "p95", "p99")
    alone = measures.connections[-1]
    rows = []
    for query in measures.queries(site, "miss"):
        ours, stock = (measures.samples.get(Cell(site, way, query), {}).get(alone) for way in ("miss", "stock"))
        rows.append((query, *_figures(ours), *_figures(stock)))
    return table(f"{site}, every answer computed, one connection", heads, rows)


def _kept(measures: Measures, site: str) -> str:
    heads = ("", "CPU ms", "req/s", "p50 ms", "p95", "p99", "SQL", "raw WSGI req/s", "share", "target")
    rows = []
    for query in measures.queries(site, "hit"):
        cell = Cell(site, "hit", query)
        figures = (*_figures(measures.at(cell)), _statements(measures, site, "hit", query))
        rows.append((query, *figures, *_beside(measures, cell, raw_wsgi(query))))
    return table(f"{site}, answers kept, beside a raw WSGI application with the same bytes, {measures.busiest} connections", heads, rows)


def _not_modified(measures: Measures, site: str) -> str:
    heads = ("", "CPU ms", "req/s", "p50 ms", "p95", "p99", "raw hello req/s", "share", "target")
    rows = []
    for query in measures.queries(site, "not_modified"):
        cell = Cell(site, "not_modified", query)
        rows.append((query, *_figures(measures.at(cell)), *_beside(measures, cell, RAW_HELLO)))
    if not rows:
        return f"{site}: kept answers carry no ETag, nothing can be answered with 304."
    return table(f"{site}, answers not changed (304), {measures.busiest} connections", heads, rows)


def _beside(measures: Measures, cell: Cell, ceiling: Cell) -> tuple[str, str, str]:
    """A ceiling's requests per second, the share of them that a cell reaches, and whether that is enough."""
    share = measures.share(cell, ceiling)
    enough = NOTHING if share is None else f"{'ok' if share >= TARGET_SHARE else 'MISSED'} {TARGET_SHARE:.2f}"
    return _figures(measures.at(ceiling))[1], number(share), enough


def _ceilings(measures: Measures) -> str:
    rows = []
    for name, cell in (("raw WSGI hello", RAW_HELLO), ("Django hello", DJANGO_HELLO)):
        for connections, sample in measures.samples.get(cell, {}).items():
            rows.append((name, str(connections), *_figures(sample)))
    return table("Ceilings", ("", "connections", "CPU ms", "req/s", "p50 ms", "p95", "p99"), rows)


def _footprints(measures: Measures) -> str:
    heads = ("", "first answer after s", "target", "workers", "MB of workers", "target", "MB with parent")
    rows = []
    for (site, way), taken in measures.footprints.items():
        is_ours = site != PLAIN and way != "stock"
        rows.append(
            (
                way if site == PLAIN else f"{way}, {site}",
                number(taken.cold_start_s),
                at_most(taken.cold_start_s, TARGET_COLD_START_S if is_ours else None),
                str(taken.workers),
                number(taken.workers_mb),
                at_most(taken.workers_mb, TARGET_WORKERS_MB if is_ours else None),
                number(taken.whole_mb),
            )
        )
    return table("Servers (memory at the end of the run)", heads, rows)


def _failures(measures: Measures) -> str:
    lines = [f"  {cell.query} {cell.way} on {cell.site}, {at} connections: {errors:,}" for cell, at, errors in measures.failed()]
    return "\n".join(["REQUESTS FAILED; the figures of these say nothing:", *lines])


def _figures(sample: Sample | None) -> tuple[str, str, str, str, str]:
    """Processor time, requests per second, and the three waits."""
    if sample is None:
        return (NOTHING,) * 5
    # Where nothing was answered in time, there is no wait to tell.
    waits = (sample.p50_ms, sample.p95_ms, sample.p99_ms) if sample.rps else (None, None, None)
    cpu, rps, p50, p95, p99 = (number(figure) for figure in (sample.cpu_ms, sample.rps, *waits))
    return cpu, rps, p50, p95, p99


def _statements(measures: Measures, site: str, way: str, query: str) -> str:
    return str(measures.statements.get((site, way), {}).get(query, NOTHING))


def at_most(value: float | None, target: float | None) -> str:
    if value is None or target is None:
        return NOTHING
    return f"{'ok' if value <= target else 'MISSED'} {number(target)}"


def number(value: float | None) -> str:
    """A figure with as many digits as mean something."""
    if value is None:
        return NOTHING
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"
