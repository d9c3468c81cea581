"""One run: a site is filled, indexed by each engine, and searched in every way, the ways in turn."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.bench.load import Request, Sample
from tests.bench.servers import ROOT, own_environment
from tests.bench_search import alone, endpoint, meaning, web_process
from tests.bench_search.building import Built, Kept, built, kept_meanings
from tests.bench_search.encoding import Encoding
from tests.bench_search.engines import Engine, engines_named, with_encoder
from tests.bench_search.options import Options
from tests.bench_search.results import Times, percentile

FTS5, WAGTAIL = "sqlite fts5", "wagtail"
WAYS_OF_ENGINES = ("hits", "passages", "facets", "cues", "reading")
PROCESSES = (1, 2)
REBUILD = ("-m", "tests.bench_search.drawn", "rebuild_index", "-v0")
PAGES_FILE = "pages"
# Questions that are made for one load, and some more: the next one begins with others.
APART = 10_000
# Pages whose words are encoded, where that is measured by itself.
ENCODED_PAGES = 300


@dataclass
class Measures:
    """Everything that one run measured; `endpoint` and `busy` are by engine and query, `busy` by the number of processes too.

    What the encoder does is in `meaning`, by engine and cell, in `web`, by engine and whether there is one, in `encoding` and `kept`.
    """

    pages: int
    built: dict[str, Built] = field(default_factory=dict)
    alone: dict[alone.Way, dict[str, Times]] = field(default_factory=dict)
    endpoint: dict[tuple[str, str], Sample] = field(default_factory=dict)
    busy: dict[tuple[str, str, int], Sample] = field(default_factory=dict)
    memory: dict[str, endpoint.Memory] = field(default_factory=dict)
    visible: dict[str, list[float]] = field(default_factory=dict)
    meaning: dict[tuple[str, meaning.Cell], Times] = field(default_factory=dict)
    web: dict[tuple[str, bool], web_process.Web] = field(default_factory=dict)
    encoding: Encoding | None = None
    kept: Kept | None = None

    def visible_figures(self, engine: str) -> tuple[float, float]:
        """The middle and the worst of the seconds after which a publication was found."""
        return percentile(self.visible[engine], 0.5), max(self.visible[engine])


class Run:
    """One run in one folder; to be used as a context."""

    def __init__(self, folder: Path, options: Options, say: Callable[[str], None]) -> None:
        self.site = options.site or folder / "site"
        self.logs = folder
        self.options, self.say = options, say
        self._stack = ExitStack()

    def __enter__(self) -> Run:
        self._stack.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def measures(self) -> Measures:
        """Do it all. Raises RuntimeError with what a process said if one failed."""
        measures = Measures(self._filled())
        engines = engines_named(self.options.engines, self.site, self.options.by_meaning, self._stack, self.say)
        if self.options.builds:
            self._build(engines, measures)
        self._ask_alone(engines, measures)
        if self.options.by_meaning:
            self._ask_by_meaning(engines, measures)
        for engine in engines:
            self._ask_endpoint(engine, measures)
        for engine in engines:
            self._publish(engine, measures)
        return measures

    def _filled(self) -> int:
        """Fill the site if nobody has; returns the number of its pages."""
        told = self.site / PAGES_FILE
        if not told.exists():
            self.say(f"Writing {self.options.pages:,} pages into {self.site}")
            (self.site / "static").mkdir(parents=True)
            self._run("tests.bench_search.filling", str(self.options.pages))
            told.write_text(str(self.options.pages), encoding="ascii")
        return int(told.read_text(encoding="ascii"))

    def _build(self, engines: list[Engine], measures: Measures) -> None:
        for engine in engines:
            self.say(f"Building the index of {engine.name}")
            log = self.logs / f"build-{engine.name}.log"
            measures.built[engine.name] = built(REBUILD, engine.environment, engine.folder, log, engine.server_pids)
            self.say(f"{measures.built[engine.name].seconds:.0f} s")
        environment, log = self._environment(), self.logs / "build-others.log"
        self.say("Building the others: SQLite's FTS5 over our terms, and Wagtail's index in the database")
        database = self.site / "bench.sqlite3"
        measures.built[FTS5] = built(("-m", "tests.bench_search.fts5"), environment, self.site / "fts5.sqlite3", log)
        before = database.stat().st_size
        update = built(("manage.py", "update_index", "-v0"), environment, database, log)
        grown = (database.stat().st_size - before) / 1e6
        measures.built[WAGTAIL] = Built(update.seconds, update.cpu_seconds, update.indexer_mb, grown)

    def _ask_alone(self, engines: list[Engine], measures: Measures) -> None:
        self.say(f"Asking {self.options.questions:,} questions, each way in turn")
        with ExitStack() as stack:
            askers: dict[alone.Way, alone.Asker] = {}
            for engine in engines:
                asker = alone.Asker(engine.environment, self.logs / f"alone-{engine.name}.log", stack, engine.server_pids)
                askers |= {(engine.name, way): asker for way in WAYS_OF_ENGINES}
            other = alone.Asker(self._environment(), self.logs / "alone-others.log", stack)
            askers |= {(FTS5, "fts5"): other, (WAGTAIL, "wagtail"): other}
            measures.alone = alone.asked_in_turn(askers, measures.pages, self.options.questions)

    def _ask_by_meaning(self, engines: list[Engine], measures: Measures) -> None:
        self.say("Encoding pages by themselves")
        measures.encoding = Encoding(**json.loads(self._run("tests.bench_search.encoding", str(ENCODED_PAGES))))
        measures.kept = kept_meanings(self.site / "search")
        for engine in engines:
            self.say(f"Asking {self.options.questions:,} questions of {engine.name} by meaning and by terms alone, in turn")
            with ExitStack() as stack:
                log = self.logs / f"meaning-{engine.name}.log"
                askers = {
                    is_on: alone.Asker(with_encoder(engine.environment, is_on), log, stack, engine.server_pids) for is_on in (True, False)
                }
                found = meaning.asked_in_turn(askers, measures.pages, self.options.questions)
            measures.meaning |= {(engine.name, cell): each for cell, each in found.items()}
            for is_on in (True, False):
                self.say(f"Starting web processes on {engine.name} {'with the encoder' if is_on else 'without'}")
                log = self.logs / f"start-{engine.name}.log"
                environment = with_encoder(engine.environment, is_on)
                measures.web[engine.name, is_on] = web_process.measured(
                    environment, measures.pages, self.options.seconds, log, engine.server_pids
                )

    def _ask_endpoint(self, engine: Engine, measures: Measures) -> None:
        seconds = self.options.seconds
        start = count(0, APART)

        def asked(name: str) -> Request:
            """A query with words that no load has asked yet."""
            return endpoint.request(name, measures.pages, next(start))

        for processes in PROCESSES:
            self.say(f"Loading the endpoint on {engine.name}, {processes} process{'es' if processes > 1 else ''}")
            with endpoint.serving(engine.environment, processes, self.logs / f"web-{engine.name}.log") as server:
                endpoint.loaded(server, asked("hits"), 1, max(1, seconds // 4))
                for name in endpoint.names():
                    if processes == 1:
                        measures.endpoint[engine.name, name] = endpoint.loaded(server, asked(name), 1, seconds, engine.server_pids)
                    readers = endpoint.READERS * processes
                    measures.busy[engine.name, name, processes] = endpoint.loaded(server, asked(name), readers, seconds, engine.server_pids)
                if processes == 1:
                    measures.memory[engine.name] = endpoint.memory(server)

    def _publish(self, engine: Engine, measures: Measures) -> None:
        self.say(f"Publishing {self.options.publications} pages, followed by {engine.name}")
        # One that an earlier run left may be of other code: the follower would build it anew first.
        built((*REBUILD, "--if-needed"), engine.environment, engine.folder, self.logs / "ensure.log")
        with (
            endpoint.serving(engine.environment, 1, self.logs / f"web-{engine.name}.log") as server,
            self._following(engine),
        ):
            said = self._run("tests.bench_search.visible", server.address, str(self.options.publications), engine=engine)
            measures.visible[engine.name] = json.loads(said)

    @contextmanager
    def _following(self, engine: Engine) -> Iterator[None]:
        with (self.logs / f"follower-{engine.name}.log").open("wb") as log:
            command = [sys.executable, "manage.py", "follow_journal"]
            follower = subprocess.Popen(command, cwd=ROOT, env=dict(engine.environment), stdout=log, stderr=log)
        try:
            yield
        finally:
            follower.terminate()
            follower.wait()

    def _run(self, module: str, *arguments: str, engine: Engine | None = None) -> str:
        environment = dict(engine.environment) if engine else self._environment()
        log = self.logs / f"{module}.log"
        with log.open("ab") as said:
            command = [sys.executable, "-m", module, *arguments]
            ran = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=said, text=True, check=False)
        if ran.returncode != 0:
            raise RuntimeError(f"{module} failed:\n{log.read_text(errors='replace')[-3000:]}")
        return ran.stdout

    def _environment(self) -> dict[str, str]:
        return own_environment(self.site, f"sqlite:///{self.site / 'bench.sqlite3'}")
