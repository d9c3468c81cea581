"""One run: fills the sites, starts the servers side by side, measures every cell in turn, round after round."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from tests.bench import queries, servers
from tests.bench.filling import Site, fill_sites
from tests.bench.load import Request, Sample, by_get, by_post, measure
from tests.bench.options import CONNECTIONS, Options
from tests.bench.processes import all_processes, resident_megabytes, tree
from tests.bench.results import DJANGO_HELLO, PLAIN, RAW_HELLO, Cell, Footprint, Measures, middle, raw_wsgi
from tests.bench.servers import Server

HELLO = Request("GET", "/")
WARMING = 24
"""Requests on connections of their own before a cell is measured: enough for both workers to have met it."""
# What each answer brings anew, or what the server itself adds.
OWN_HEADERS = frozenset({"date", "server", "connection", "transfer-encoding"})


@dataclass(frozen=True, slots=True)
class Target:
    """What a cell asks of whom: a request for each load."""

    cell: Cell
    server: Server
    requests: Iterator[Request]


class Run:
    """Everything that lives as long as one run; to be used as a context."""

    def __init__(self, folder: Path, options: Options, say: Callable[[str], None]) -> None:
        self.folder, self.options, self.say = folder, options, say
        self.targets: list[Target] = []
        self.servers: dict[tuple[str, str], Server] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Run:
        self._stack.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def measures(self) -> Measures:
        """Do it all."""
        sites = fill_sites(self.folder, self.options.databases, self._stack, self.say)
        statements = {}
        for site in sites:
            self.say(f"Counting statements on {site.name}")
            for way in servers.ANSWER_CACHE:
                environment = servers.own_environment(site.own_folder, site.own_url, way)
                statements[site.name, way] = count_statements(environment, queries.OWN, queries.OWN_PATH)
            environment = servers.stock_environment(site.stock_folder, site.stock_url)
            statements[site.name, "stock"] = count_statements(environment, queries.STOCK, queries.STOCK_PATH)
        self.say("Starting the servers")
        self._start_plain("raw_hello", "hello")
        self._start_plain("django_hello", "django_hello", "--factory")
        self.targets += [Target(cell, self.servers[PLAIN, cell.way], repeat(HELLO)) for cell in (RAW_HELLO, DJANGO_HELLO)]
        for site in sites:
            self._start_site(site)
        samples = self._rounds()
        return Measures(
            samples={cell: {at: middle(taken) for at, taken in by_connections.items()} for cell, by_connections in samples.items()},
            statements=statements,
            footprints={key: _footprint(server) for key, server in self.servers.items()},
            connections=CONNECTIONS,
        )

    def _start_plain(self, way: str, application: str, *options: str, **environment: str) -> None:
        command = servers.granian_command(f"tests.bench.plain:{application}", *options)
        first = Request("GET", next(iter(json.loads(Path(environment["BENCH_ANSWERS"]).read_text())))) if environment else HELLO
        self._start(PLAIN, way, command, {**servers.plain_environment(), **environment}, first)

    def _start(
        self, site: str, way: str, command: list[str], environment: dict[str, str], first: Request, database_pid: int | None = None
    ) -> Server:
        log = self.folder / f"{site}-{way}.log"
        server = self._stack.enter_context(servers.running(f"{way} on {site}", command, environment, first, log, database_pid))
        self.servers[site, way] = server
        return server

    def _start_site(self, site: Site) -> None:
        own, stock = queries.texts(queries.OWN), queries.texts(queries.STOCK)
        first = by_post(queries.OWN_PATH, own["Q4"])
        for way in servers.ANSWER_CACHE:
            environment = servers.own_environment(site.own_folder, site.own_url, way)
            self._start(site.name, way, servers.own_command(), environment, first, site.own_database_pid)
        command = servers.granian_command("tests.bench.stock_grapple.wsgi:application")
        environment = servers.stock_environment(site.stock_folder, site.stock_url)
        self._start(site.name, "stock", command, environment, by_post(queries.STOCK_PATH, stock["Q4"]), site.stock_database_pid)
        miss, hit, peer = (self.servers[site.name, way] for way in ("miss", "hit", "stock"))
        kept = {}
        for name, text in own.items():
            self._add(Cell(site.name, "miss", name), miss, by_post(queries.OWN_PATH, text))
            self._add(Cell(site.name, "stock", name), peer, by_post(queries.STOCK_PATH, stock[name]))
            asked = by_get(queries.OWN_PATH, text)
            kept[name] = self._add(Cell(site.name, "hit", name), hit, asked)
            self._add_not_modified(site, name, text, kept[name])
        self.targets.append(Target(Cell(site.name, "miss", queries.NEW_SEARCH), miss, queries.new_searches(own[queries.SEARCH])))
        if (PLAIN, "raw_wsgi") not in self.servers:
            self._start_same_bytes(kept)

    def _add(self, cell: Cell, server: Server, request: Request) -> servers.Answer:
        """Add a target, warmed; raises RuntimeError if it is answered with an error."""
        for _ in range(WARMING):
            answer = servers.ask(server.address, request)
        servers.data_of(answer, f"{cell.query} ({cell.way} on {cell.site})")
        self.targets.append(Target(cell, server, repeat(request)))
        return answer

    def _add_not_modified(self, site: Site, name: str, text: str, kept: servers.Answer) -> None:
        tag = {key.lower(): value for key, value in kept.headers}.get("etag")
        if tag is None:
            return
        request = by_get(queries.OWN_PATH, text, {"If-None-Match": tag})
        server = self.servers[site.name, "hit"]
        status = servers.ask(server.address, request).status
        if status != 304:
            raise RuntimeError(f"{name} was asked with its own ETag and answered with {status}.")
        self.targets.append(Target(Cell(site.name, "not_modified", name), server, repeat(request)))

    def _start_same_bytes(self, kept: dict[str, servers.Answer]) -> None:
        file = self.folder / "answers.json"
        answers = {
            f"/{name}": {"headers": [pair for pair in answer.headers if pair[0].lower() not in OWN_HEADERS], "body": answer.body}
            for name, answer in kept.items()
        }
        file.write_text(json.dumps(answers), encoding="utf-8")
        self._start_plain("raw_wsgi", "same_bytes", "--factory", BENCH_ANSWERS=str(file))
        server = self.servers[PLAIN, "raw_wsgi"]
        for name, text in queries.texts(queries.OWN).items():
            # The same request to another path: it is read just as long.
            self.targets.append(Target(raw_wsgi(name), server, repeat(by_get(f"/{name}", text))))

    def _rounds(self) -> dict[Cell, dict[int, list[Sample]]]:
        taken: dict[Cell, dict[int, list[Sample]]] = defaultdict(lambda: defaultdict(list))
        hello = next(target for target in self.targets if target.cell == RAW_HELLO)
        for round_number in range(self.options.rounds):
            self.say(f"Round {round_number + 1} of {self.options.rounds}")
            # One reader alone is measured once: it tells how long an answer takes, which varies less than what a full house gets.
            at = CONNECTIONS if round_number == 0 else CONNECTIONS[:1]
            for query in sorted({target.cell.query for target in self.targets}):
                # Neighbours in time are compared: all ways of answering one query and the ceiling, then the next query.
                for target in (hello, *(target for target in self.targets if target.cell.query == query)):
                    for connections in at:
                        taken[target.cell][connections].append(self._measure(target, connections))
        return taken

    def _measure(self, target: Target, connections: int) -> Sample:
        seconds = self.options.seconds if connections > 1 else max(1, self.options.seconds // 2)
        return measure(target.server.address, next(target.requests), connections, seconds, target.server.charged)


def count_statements(environment: dict[str, str], folder: Path, path: str) -> dict[str, int]:
    """How many statements each query takes; raises RuntimeError with what the process said if it failed."""
    command = [sys.executable, "-m", "tests.bench.statements", str(folder), path]
    ran = subprocess.run(command, cwd=servers.ROOT, env={**environment, "LOG_LEVEL": "ERROR"}, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise RuntimeError(f"Counting statements failed:\n{ran.stderr[-3000:]}")
    counts: dict[str, int] = json.loads(ran.stdout)
    return counts


def _footprint(server: Server) -> Footprint:
    workers, whole = resident_megabytes(server.pid)
    return Footprint(server.cold_start_s, len(tree([server.pid], all_processes())) - 1, workers, whole)
