"""The engines alone, without GraphQL: every way of asking takes its turn with the same questions, a few at a time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from tests.bench.processes import milliseconds_used
from tests.bench.servers import ROOT
from tests.bench_search.asking import UNANSWERED
from tests.bench_search.questions import Question, questions
from tests.bench_search.results import Times, times

# Questions that one way is asked before it is the next one's turn.
AT_ONCE = 20
WARMING = 40
# Of Wagtail's search only the first questions are asked: it takes long.
FEW = 40

Way = tuple[str, str]
"""A system and a way of asking it (`asking.WAYS`)."""


class Asker:
    """A process that answers questions (`tests.bench_search.asking`)."""

    def __init__(self, environment: Mapping[str, str], log: Path, stack: ExitStack, server_pids: Sequence[int] = ()) -> None:
        self._server_pids = server_pids
        said = stack.enter_context(log.open("ab"))
        command = [sys.executable, "-m", "tests.bench_search.asking"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=dict(environment), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True
        )
        stack.callback(self._end)
        self._log = log

    def ask(self, way: str, texts: Sequence[str]) -> tuple[list[tuple[float, float, int]], float]:
        """For each text the milliseconds, those of processor time and the documents found; and the milliseconds of the server for all.

        Raises RuntimeError with what the process said if it failed.
        """
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("The process has no pipes.")
        before = milliseconds_used(self._server_pids) if self._server_pids else 0.0
        self._process.stdin.write(json.dumps([way, *texts]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{way} failed:\n{self._log.read_text(errors='replace')[-3000:]}")
        spent = milliseconds_used(self._server_pids) - before if self._server_pids else 0.0
        return [tuple(each) for each in json.loads(line)], spent

    def _end(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()


def asked_in_turn(askers: Mapping[Way, Asker], pages: int, number: int) -> dict[Way, dict[str, Times]]:
    """So many questions asked in each way: the figures of all ("all"), and of each kind of question."""
    asked = list(islice(questions(pages), number + WARMING))
    walls: dict[Way, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    cpus: dict[Way, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    server: dict[Way, float] = defaultdict(float)
    unanswered: Counter[Way] = Counter()
    for way, asker in askers.items():
        asker.ask(way[1], [question.text for question in asked[: WARMING // 10 if _is_slow(way) else WARMING]])
    rest = asked[WARMING:]
    for start in range(0, number, AT_ONCE):
        batch = rest[start : start + AT_ONCE]
        for way, asker in askers.items():
            if _is_slow(way) and start >= FEW:
                continue
            told, spent = asker.ask(way[1], [question.text for question in batch])
            server[way] += spent
            unanswered[way] += sum(found == UNANSWERED for _wall, _cpu, found in told)
            _note(batch, [wall for wall, _cpu, _found in told], walls[way])
            _note(batch, [cpu for _wall, cpu, _found in told], cpus[way])
    return {
        way: {
            kind: times(walls[way][kind], cpus[way][kind], *((server[way], unanswered[way]) if kind == ALL else ())) for kind in walls[way]
        }
        for way in walls
    }


ALL = "all"


def _is_slow(way: Way) -> bool:
    return way[1] == "wagtail"


def _note(batch: Sequence[Question], values: Sequence[float], kept: dict[str, list[float]]) -> None:
    for question, value in zip(batch, values, strict=True):
        kept[ALL].append(value)
        kept[question.kind].append(value)
