"""Half an hour of everything at once: does memory grow, does anything fail?"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import linear_regression

from tests.bench import queries, servers
from tests.bench.filling import Site, fill_sites
from tests.bench.load import by_post
from tests.bench.mixed_load import Tally, reading
from tests.bench.options import Options
from tests.bench.processes import resident_megabytes
from tests.bench.servers import Server

LOOK_SECONDS = 5.0
WARMING_SHARE = 0.2
"""The part of the time in which caches fill; the slope is drawn through what comes after."""
WEB_LOG = "web.log"
PATHS = 200
"""So many pages are asked for at random: in three languages, more answers than are asked for twice at once."""
PATHS_QUERY = "query Paths($after: String) { resources(first: 100, after: $after) { nodes { path } pageInfo { endCursor } } }"


def megabytes_per_hour(moments: Sequence[tuple[float, float]]) -> float:
    """The slope of (seconds, megabytes) by least squares, in megabytes an hour; raises StatisticsError for fewer than two moments."""
    return linear_regression([seconds for seconds, _ in moments], [megabytes for _, megabytes in moments]).slope * 3600


def settled(moments: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    """The moments after the warming."""
    return moments[int(len(moments) * WARMING_SHARE) :]


@dataclass
class Watch:
    """Looks at the memory of a server's workers now and then, in a thread of its own."""

    server: Server
    moments: list[tuple[float, float]] = field(default_factory=list)

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Look as long as the block lasts."""
        over = threading.Event()

        def look() -> None:
            start = time.monotonic()
            while not over.wait(LOOK_SECONDS):
                workers, _whole = resident_megabytes(self.server.pid)
                self.moments.append((time.monotonic() - start, workers))

        thread = threading.Thread(target=look, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


def soak(folder: Path, options: Options, say: Callable[[str], None]) -> int:
    """Load our program for the minutes asked, print what was seen, and return the exit code: 1 if anything failed."""
    seconds = options.minutes * 60
    tally = Tally()
    with ExitStack() as stack:
        sites = fill_sites(folder, options.databases[:1], stack, say, with_stock=False)
        if not sites:
            return 1
        site = sites[0]
        server = _start(site, folder, stack)
        publisher = _publisher(site, folder, seconds, stack)
        watch = Watch(server)
        say(f"Reading and publishing for {options.minutes} min")
        with watch.looking():
            reading(server.address, queries.OWN_PATH, queries.texts(queries.OWN), _paths(server), tally, seconds)
        said, _nothing = publisher.communicate(timeout=60)
    if tally.errors:
        say(f"What the server said last: {_last_error(folder)}")
    return _told(watch.moments, tally, said, site, options.minutes, publisher.returncode)


def _last_error(folder: Path) -> str:
    """The last line that the web server wrote of an error; an answer does not tell its readers what went wrong."""
    lines = (folder / WEB_LOG).read_text(encoding="utf-8", errors="replace").splitlines()
    return next((line for line in reversed(lines) if '"level": "error"' in line), "nothing of errors")


def _start(site: Site, folder: Path, stack: ExitStack) -> Server:
    """Our web server with answers kept, and beside it the follower that keeps the search index up to date."""
    environment = servers.own_environment(site.own_folder, site.own_url, "hit")
    first = by_post(queries.OWN_PATH, queries.texts(queries.OWN)["Q4"])
    server = stack.enter_context(
        servers.running("soak", servers.own_command(), environment, first, folder / WEB_LOG, site.own_database_pid)
    )
    with (folder / "follower.log").open("wb") as log:
        follower = subprocess.Popen(
            [sys.executable, "manage.py", "follow_journal"], cwd=servers.ROOT, env=environment, stdout=log, stderr=log
        )
    stack.callback(follower.wait)
    stack.callback(follower.terminate)
    return server


def _publisher(site: Site, folder: Path, seconds: int, stack: ExitStack) -> subprocess.Popen[str]:
    environment = servers.own_environment(site.own_folder, site.own_url)
    command = [sys.executable, "-m", "tests.bench.publishing", str(seconds)]
    with (folder / "publishing.log").open("wb") as log:
        publisher = subprocess.Popen(command, cwd=servers.ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
    stack.callback(publisher.kill)
    return publisher


def _paths(server: Server) -> list[str]:
    paths: list[str] = []
    after = None
    while len(paths) < PATHS:
        request = by_post(queries.OWN_PATH, PATHS_QUERY, {"after": after})
        resources = servers.data_of(servers.ask(server.address, request), "The list of paths")["resources"]
        paths += [node["path"] for node in resources["nodes"]]
        after = resources["pageInfo"]["endCursor"]
    return paths


def _told(moments: Sequence[tuple[float, float]], tally: Tally, published: str, site: Site, minutes: int, publisher_code: int) -> int:
    lines = [
        f"{minutes} min on {site.name}, {sum(tally.requests.values()):,} requests, {published or 'no'} publications",
        *(f"  {count:8,}  {kind}" for kind, count in tally.requests.most_common()),
        f"  answers: {', '.join(f'{count:,} x {status}' for status, count in sorted(tally.statuses.items()))}",
        f"Errors: {tally.errors}",
        *(f"  {example}" for example in tally.examples),
    ]
    after = settled(moments)
    if len(after) > 1:
        first, last = moments[0][1], moments[-1][1]
        lines.append(
            f"Memory of the workers: {first:.0f} MB at first, {last:.0f} MB at the end, {max(m for _s, m in moments):.0f} MB at most"
        )
        lines.append(f"Slope after the first {WARMING_SHARE:.0%}: {megabytes_per_hour(after):+.1f} MB an hour ({len(after)} looks)")
    if publisher_code:
        lines.append("The publisher failed.")
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if tally.errors or publisher_code else 0
