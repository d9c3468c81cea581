"""The tables that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.bench.load import Sample
from tests.bench.results import DJANGO_HELLO, PLAIN, RAW_HELLO, Cell, Measures, raw_wsgi

TARGET_MS = {"Q1": 4.0, "Q2": 6.0, "Q3": 10.0, "Q4": 2.0, "Q5": 5.0}
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
    errors = sum(sample.errors for by_connections in measures.samples.values() for sample in by_connections.values())
    if errors:
        parts.append(f"{errors} REQUESTS FAILED: the figures say little.")
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
    sql, stock_sql = measures.statements.get((site, "miss"), {}), measures.statements.get((site, "stock"), {})
    for query in measures.queries(site, "miss"):
        ours, stock = measures.at(Cell(site, "miss", query)), measures.at(Cell(site, "stock", query))
        most, share = _target_ms(measures, site, query), measures.to_stock(site, query)
        rows.append(
            (
                query,
                _number(ours and ours.cpu_ms),
                _at_most(ours and ours.cpu_ms, most),
                _number(stock and stock.cpu_ms),
                _number(share),
                _at_most(share, TARGET_TO_STOCK.get(query)),
                _number(ours and ours.rps),
                _number(stock and stock.rps),
                *_waits(ours),
                str(sql.get(query, NOTHING)),
                str(stock_sql.get(query, NOTHING)),
            )
        )
    return table(f"{site}, every answer computed, {measures.busiest} connections", heads, rows)


def _target_ms(measures: Measures, site: str, query: str) -> float | None:
    """On PostgreSQL the target is a multiple of what SQLite took in the same run; on SQLite it is a number."""
    if site == "sqlite":
        return TARGET_MS.get(query)
    embedded = measures.at(Cell("sqlite", "miss", query))
    return embedded.cpu_ms * TARGET_TO_SQLITE if embedded else None


def _one_connection(measures: Measures, site: str) -> str:
    heads = ("", "CPU ms", "req/s", "p50 ms", "p95", "p99", "stock CPU ms", "req/s", "p50 ms")
    rows = []
    for query in measures.queries(site, "miss"):
        ours, stock = (measures.samples.get(Cell(site, way, query), {}).get(measures.connections[-1]) for way in ("miss", "stock"))
        figures = (ours and ours.cpu_ms, ours and ours.rps)
        theirs = (stock and stock.cpu_ms, stock and stock.rps, stock and stock.p50_ms)
        rows.append((query, *map(_number, figures), *_waits(ours), *map(_number, theirs)))
    return table(f"{site}, every answer computed, one connection", heads, rows)


def _kept(measures: Measures, site: str) -> str:
    heads = ("", "CPU ms", "req/s", "p50 ms", "p95", "p99", "SQL", "raw WSGI req/s", "share", "target")
    statements = measures.statements.get((site, "hit"), {})
    rows = []
    for query in measures.queries(site, "hit"):
        hit, raw = measures.at(Cell(site, "hit", query)), measures.at(raw_wsgi(query))
        share = measures.share(Cell(site, "hit", query), raw_wsgi(query))
        figures = (_number(hit and hit.cpu_ms), _number(hit and hit.rps), *_waits(hit), str(statements.get(query, NOTHING)))
        rows.append((query, *figures, _number(raw and raw.rps), _number(share), _at_least(share)))
    return table(f"{site}, answers kept, beside a raw WSGI application with the same bytes, {measures.busiest} connections", heads, rows)


def _not_modified(measures: Measures, site: str) -> str:
    heads = ("", "CPU ms", "req/s", "p50 ms", "p95", "p99", "raw hello req/s", "share", "target")
    hello = measures.at(RAW_HELLO)
    rows = []
    for query in measures.queries(site, "not_modified"):
        sample = measures.at(Cell(site, "not_modified", query))
        share = measures.share(Cell(site, "not_modified", query), RAW_HELLO)
        figures = (_number(sample and sample.cpu_ms), _number(sample and sample.rps), *_waits(sample))
        rows.append((query, *figures, _number(hello and hello.rps), _number(share), _at_least(share)))
    if not rows:
        return f"{site}: kept answers carry no ETag, nothing can be answered with 304."
    return table(f"{site}, answers not changed (304), {measures.busiest} connections", heads, rows)


def _ceilings(measures: Measures) -> str:
    rows = []
    for name, cell in (("raw WSGI hello", RAW_HELLO), ("Django hello", DJANGO_HELLO)):
        for connections, sample in measures.samples.get(cell, {}).items():
            rows.append((name, str(connections), _number(sample.cpu_ms), _number(sample.rps), *_waits(sample)))
    return table("Ceilings", ("", "connections", "CPU ms", "req/s", "p50 ms", "p95", "p99"), rows)


def _footprints(measures: Measures) -> str:
    heads = ("", "first answer after s", "target", "workers", "MB of workers", "target", "MB with parent")
    rows = []
    for (site, way), taken in measures.footprints.items():
        is_ours = site != PLAIN and way != "stock"
        rows.append(
            (
                way if site == PLAIN else f"{way}, {site}",
                _number(taken.cold_start_s),
                _at_most(taken.cold_start_s, TARGET_COLD_START_S if is_ours else None),
                str(taken.workers),
                _number(taken.workers_mb),
                _at_most(taken.workers_mb, TARGET_WORKERS_MB if is_ours else None),
                _number(taken.whole_mb),
            )
        )
    return table("Servers (memory at the end of the run)", heads, rows)


def _waits(sample: Sample | None) -> tuple[str, str, str]:
    return (
        _number(sample and sample.p50_ms),
        _number(sample and sample.p95_ms),
        _number(sample and sample.p99_ms),
    )


def _at_most(value: float | None, target: float | None) -> str:
    if value is None or target is None:
        return NOTHING
    return f"{'ok' if value <= target else 'MISSED'} {_number(target)}"


def _at_least(value: float | None) -> str:
    return NOTHING if value is None else f"{'ok' if value >= TARGET_SHARE else 'MISSED'} {TARGET_SHARE:.2f}"


def _number(value: float | None) -> str:
    """A figure with as many digits as mean something."""
    if value is None:
        return NOTHING
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"
