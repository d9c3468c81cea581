"""A web process with the encoder and one without: how soon it answers, its first question beside the others, its memory, its answers."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from tests.bench import servers
from tests.bench.load import Request, Sample, by_post
from tests.bench.processes import milliseconds_used
from tests.bench.queries import OWN_PATH
from tests.bench_search import endpoint
from tests.bench_search.questions import questions

# Started so often; and the questions asked after each start, the first of which opens the index.
STARTS = 3
ASKED = 21
# What a server answers without search.
FIRST = by_post(OWN_PATH, "{ __typename }")
# The numbers of the first questions of the loads; of the new ones, so many are asked again and again afterwards.
WARMING_FROM, NEW_FROM, AGAIN = 10_000, 20_000, 50


@dataclass(frozen=True, slots=True)
class Web:
    """Seconds from the start to the first answer, also of processor time, milliseconds of the first question and of the others: middles.

    Then, of a process started once more: a load of new questions, one of questions asked before, and what it holds after the first.
    """

    start_s: float
    start_cpu_s: float
    first_ms: float
    others_ms: float
    new: Sample
    again: Sample
    memory: endpoint.Memory


def measured(environment: Mapping[str, str], pages: int, seconds: float, log: Path, also_charged: tuple[int, ...] = ()) -> Web:
    """Start the server of a deployment, one process, again and again; then load one with one reader."""
    asked = [by_post(OWN_PATH, endpoint.query("hits"), {"words": question.text}) for question in islice(questions(pages), ASKED)]
    starts, spent, firsts, others = [], [], [], []
    for _start in range(STARTS):
        with endpoint.serving(environment, 1, log, FIRST) as server:
            spent.append(milliseconds_used(server.charged) / 1000)
            first, *rest = [_milliseconds(server, request) for request in asked]
            starts.append(server.cold_start_s)
            firsts.append(first)
            others.append(median(rest))
    with endpoint.serving(environment, 1, log) as server:
        # As long again before: the words of the index are read meanwhile.
        endpoint.loaded(server, endpoint.request("hits", pages, WARMING_FROM), 1, seconds, also_charged)
        new = endpoint.loaded(server, endpoint.request("hits", pages, NEW_FROM), 1, seconds, also_charged)
        memory = endpoint.memory(server)
        known = endpoint.request("hits", pages, NEW_FROM, AGAIN)
        again = endpoint.loaded(server, known, 1, seconds, also_charged)
    return Web(median(starts), median(spent), median(firsts), median(others), new, again, memory)


def _milliseconds(server: servers.Server, request: Request) -> float:
    start = time.perf_counter()
    servers.data_of(servers.ask(server.address, request), "A question")
    return (time.perf_counter() - start) * 1000
