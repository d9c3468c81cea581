"""Search through the GraphQL endpoint of the real program, every answer computed: what readers wait, and how many can ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.bench import servers
from tests.bench.load import Request, Sample, by_post, by_post_in_turn, measure
from tests.bench.processes import all_processes, tree
from tests.bench.queries import OWN_PATH
from tests.bench_search.questions import questions

QUERIES = Path(__file__).with_name("queries")
FOUND = "found"
# As many as the load generator has readers.
QUESTIONS = 4_096
# Readers at once for each process, where the question is how many can ask.
READERS = 4
WARMING = 200


@dataclass(frozen=True, slots=True)
class Memory:
    """What the largest worker of a server holds (megabytes of 10^6 bytes): resident, and of that its own, files that it maps left out."""

    resident_mb: float
    own_mb: float


def query(name: str) -> str:
    """A query of the folder, with the fragments that all share."""
    return "\n".join((QUERIES / f"{each}.graphql").read_text(encoding="utf-8") for each in (name, FOUND))


def names() -> list[str]:
    """The queries of the folder: hits alone first."""
    found = {file.stem for file in QUERIES.glob("*.graphql")} - {FOUND}
    return sorted(found, key=lambda name: (name != "hits", name))


def request(name: str, pages: int, start: int = 0, number: int = QUESTIONS) -> Request:
    """A query asked with other words each time, so many in turn, made from the question with this number on."""
    asked = islice(questions(pages, start), number)
    return by_post_in_turn(OWN_PATH, query(name), ({"words": question.text} for question in asked))


@contextmanager
def serving(environment: Mapping[str, str], workers: int, log: Path, first: Request | None = None) -> Iterator[servers.Server]:
    """The web server of a deployment with so many processes, once it has answered `first`, a question of its own if there is none."""
    first = first or by_post(OWN_PATH, query("hits"), {"words": "enfant"})
    wanted = {**environment, "WEB_WORKERS": str(workers)}
    with servers.running("The site", servers.own_command(), wanted, first, log) as server:
        yield server


def loaded(server: servers.Server, asked: Request, readers: int, seconds: float, also_charged: tuple[int, ...] = ()) -> Sample:
    """Let so many readers ask, each as soon as it is answered; `also_charged` are processes whose time is counted too."""
    return measure(server.address, asked, readers, seconds, (*server.charged, *also_charged))


def memory(server: servers.Server) -> Memory:
    """What the largest worker holds now."""
    workers = [process.pid for process in tree([server.pid], all_processes()) if process.pid != server.pid]
    return max((memory_of(pid) for pid in workers or [server.pid]), key=lambda each: each.resident_mb)


def memory_of(pid: int | str) -> Memory:
    """What a process holds now; "self" is the one that asks."""
    told = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:])
    resident, own = (int(told[name].split()[0]) * 1024 / 1e6 for name in ("Rss", "Anonymous"))
    return Memory(resident, own)
