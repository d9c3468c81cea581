"""How fast a kept page goes out, beside a bare response of Django with the same bytes on the same server.

`python -m tests.bench_web.serving` measures the home page (PAGE names another).
Each is loaded in turn for some rounds, so that whatever else the machine does meets both; the median counts.
"""

from __future__ import annotations

import http.client
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench import servers
from tests.bench.load import Request, measure
from tests.bench_web.bare import PAGE
from tests.running_site import running_site

LEAST_SHARE = 0.7
MOST_FIRST_BYTE_MS = 20.0
CONNECTIONS = 16
FIRST_BYTES = 200
HEADERS = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True, slots=True)
class Serving:
    """Requests a second of a kept page and of the bare response, and milliseconds to the first byte of the page, without load."""

    page_rps: float
    bare_rps: float
    first_byte_ms: float

    @property
    def share(self) -> float:
        """What the page reaches of the bare response."""
        return self.page_rps / self.bare_rps

    def missed(self) -> list[str]:
        """The budgets that are not kept to."""
        missed = [f"share {self.share:.2f} < {LEAST_SHARE}"] if self.share < LEAST_SHARE else []
        return missed + (
            [f"first byte {self.first_byte_ms:.1f} ms > {MOST_FIRST_BYTE_MS}"] if self.first_byte_ms > MOST_FIRST_BYTE_MS else []
        )


def serving(address: str, path: str, folder: Path, rounds: int = 3, seconds: float = 5.0) -> Serving:
    """Measure the page at `path` of a running site, which has as many processes as `servers.WORKERS`, and the bare response beside it."""
    page = folder / "page.gz"
    page.write_bytes(_body(address, path))
    request, bare_request = Request("GET", path, HEADERS), Request("GET", "/", HEADERS)
    command = servers.granian_command("tests.bench_web.bare:application", "--factory")
    environment = {**servers.plain_environment(), PAGE: str(page)}
    pages, bares = [], []
    with servers.running("bare Django", command, environment, Request("HEAD", "/"), folder / "bare.log") as bare:
        for _round in range(rounds):
            pages.append(measure(address, request, CONNECTIONS, seconds, []).rps)
            bares.append(measure(bare.address, bare_request, CONNECTIONS, seconds, []).rps)
    return Serving(statistics.median(pages), statistics.median(bares), first_byte_ms(address, path))


def first_byte_ms(address: str, path: str) -> float:
    """Milliseconds from the request to the first byte of a kept page, the median of many on one connection."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"))
    took = []
    for _time in range(FIRST_BYTES):
        start = time.perf_counter()
        connection.request("GET", path, headers=HEADERS)
        response = connection.getresponse()
        took.append((time.perf_counter() - start) * 1000)
        response.read()
    connection.close()
    return statistics.median(took)


def _body(address: str, path: str) -> bytes:
    """The page as browsers get it; asked for so often that each process has kept it."""
    for _time in range(20):
        connection = http.client.HTTPConnection(address.removeprefix("http://"))
        connection.request("GET", path, headers=HEADERS)
        response = connection.getresponse()
        body, status = response.read(), response.headers.get("Cache-Status")
        connection.close()
    if response.status != 200 or status != "club; hit":
        raise RuntimeError(f"{path} was answered with {response.status} and is not kept.")
    return body


def main() -> int:
    """Measure the home page, print what was found; exit code 1 where a budget is missed."""
    with tempfile.TemporaryDirectory(prefix="club-serving-") as name:
        folder = Path(name)
        with running_site(folder, workers=servers.WORKERS, settings="tests.bench_web.settings") as site:
            found = serving(site.address, os.environ.get("PAGE", "/fr/"), folder)
    sys.stdout.write(
        f"page {found.page_rps:.0f}/s, bare Django {found.bare_rps:.0f}/s: {found.share:.0%}; first byte {found.first_byte_ms:.1f} ms\n"
    )
    for budget in found.missed():
        sys.stdout.write(f"missed: {budget}\n")
    return 1 if found.missed() else 0


if __name__ == "__main__":
    raise SystemExit(main())
