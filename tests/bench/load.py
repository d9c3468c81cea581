"""Load on a server: wrk sends one request over some connections, and the server's processor time is counted meanwhile."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import urllib.parse
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.processes import milliseconds_when_idle

SCRIPT = Path(__file__).with_name("wrk.lua")
MARK = "BENCH "
# A slow answer is measured, not dropped.
TIMEOUT = "60s"


class WrkMissingError(RuntimeError):
    """The load generator is not installed."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request, as it goes over the wire; each line of `body` is the body of one in turn, of 4,096 at most."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""

    def text(self) -> str:
        """The form in which wrk.lua reads it."""
        lines = [self.method, self.path, *(f"{name}: {value}" for name, value in self.headers.items()), ""]
        return "\n".join(lines) + "\n" + self.body


FORWARDED = {"X-Forwarded-For": "10.1.0.0"}
"""Who asks, as a proxy of ours says it: wrk.lua puts another reader's address into each request."""


def by_post(path: str, query: str, variables: Mapping[str, object] | None = None) -> Request:
    """A GraphQL document as clients send it."""
    body = {"query": query, "variables": variables} if variables else {"query": query}
    return Request("POST", path, {"Content-Type": "application/json", **FORWARDED}, json.dumps(body))


def by_post_in_turn(path: str, query: str, variables: Iterable[Mapping[str, object]]) -> Request:
    """A GraphQL document that is asked with other variables each time."""
    bodies = (json.dumps({"query": query, "variables": each}) for each in variables)
    return Request("POST", path, {"Content-Type": "application/json", **FORWARDED}, "\n".join(bodies))


def by_get(path: str, query: str, headers: Mapping[str, str] | None = None) -> Request:
    """A GraphQL document in the address, as caches like it."""
    return Request("GET", f"{path}?{urllib.parse.urlencode({'query': query})}", {**FORWARDED, **(headers or {})})


@dataclass(frozen=True, slots=True)
class Sample:
    """What one run of wrk measured; `cpu_ms` is the server's processor time for one request."""

    cpu_ms: float
    rps: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    errors: int


def sample(said: str, connections: int, server_ms: float) -> Sample:
    """Make the sample out of what wrk.lua wrote and the processor time used; raises ValueError if it wrote nothing.

    At its end wrk leaves one request unanswered on each connection; servers work on them all the same.
    """
    line = next((line for line in said.splitlines() if line.startswith(MARK)), None)
    if line is None:
        raise ValueError(f"wrk measured nothing:\n{said}")
    read = json.loads(line.removeprefix(MARK))
    return Sample(
        cpu_ms=server_ms / (read["requests"] + connections),
        rps=read["requests"] / (read["microseconds"] / 1e6),
        p50_ms=read["p50_us"] / 1000,
        p95_ms=read["p95_us"] / 1000,
        p99_ms=read["p99_us"] / 1000,
        errors=read["socket_errors"] + read["status_errors"],
    )


def wrk() -> str:
    """The path of the load generator; raises WrkMissingError."""
    found = shutil.which("wrk")
    if found is None:
        raise WrkMissingError("wrk makes the load: install it (Debian, Ubuntu: sudo apt install wrk).")
    return found


def measure(address: str, request: Request, connections: int, seconds: float, roots: Iterable[int]) -> Sample:
    """Load `address` with one request on `connections` for `seconds`; `roots` are the processes whose trees are charged."""
    roots = list(roots)
    with tempfile.NamedTemporaryFile("w", prefix="club-bench-", encoding="utf-8", newline="") as file:
        file.write(request.text())
        file.flush()
        command = [wrk(), "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s", "--timeout", TIMEOUT]
        before = milliseconds_when_idle(roots)
        ran = subprocess.run(
            [*command, "--script", str(SCRIPT), address],
            env={**os.environ, "BENCH_REQUEST": file.name},
            capture_output=True,
            text=True,
            check=True,
        )
        return sample(ran.stdout, connections, milliseconds_when_idle(roots) - before)
