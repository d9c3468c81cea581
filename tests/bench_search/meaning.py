"""Search by meaning, the whole of it inside one process (`search.queries.search_pages`), with the encoder and without, in turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from tests.bench_search.alone import AT_ONCE, WARMING, Asker
from tests.bench_search.asking import UNANSWERED
from tests.bench_search.questions import Question, questions, unknown_questions
from tests.bench_search.results import Times, times


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of reader: how the process is asked (`asking.WAYS`), which questions, and whether terms alone can answer them."""

    name: str
    way: str
    asked: str
    has_base: bool = True


NEW, AGAIN = "new", "asked before"
CASES = (
    Case(NEW, "search", "French"),
    # The same questions, a moment later: a process remembers their directions.
    Case(AGAIN, "search", "French"),
    # Most pages are in French alone: the nearest of them are looked for, whatever the terms find.
    Case("reader of English", "search in English", "English"),
    # The nearest are looked for because the terms find nothing, and the engine is asked again with them.
    Case("no word known", "search", "unknown"),
    Case("direction alone", "direction", "French", has_base=False),
)

Cell = tuple[str, bool]
"""A case by name, and whether the process has an encoder."""


def asked_in_turn(askers: Mapping[bool, Asker], pages: int, number: int) -> dict[Cell, Times]:
    """The figures of so many questions in each case; `askers` are processes with an encoder (True) and without."""
    asked = {name: [question.text for question in islice(each, number + WARMING)] for name, each in _questions(pages).items()}
    cells = [(case, is_on) for case in CASES for is_on in askers if is_on or case.has_base]
    told: dict[Cell, list[tuple[float, float, int]]] = defaultdict(list)
    server: dict[Cell, float] = defaultdict(float)
    for case, is_on in cells:
        askers[is_on].ask(case.way, asked[case.asked][:WARMING])
    for start in range(WARMING, WARMING + number, AT_ONCE):
        for case, is_on in cells:
            batch = asked[case.asked][start : min(start + AT_ONCE, WARMING + number)]
            some, spent = askers[is_on].ask(case.way, batch)
            told[case.name, is_on] += some
            server[case.name, is_on] += spent
    return {
        cell: times(
            [wall for wall, _cpu, _found in each],
            [cpu for _wall, cpu, _found in each],
            server[cell],
            sum(found == UNANSWERED for _wall, _cpu, found in each),
        )
        for cell, each in told.items()
    }


def _questions(pages: int) -> dict[str, Iterator[Question]]:
    return {"French": questions(pages), "English": questions(pages, language="en"), "unknown": unknown_questions()}
