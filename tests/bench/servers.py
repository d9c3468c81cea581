"""The servers that are measured, each with two workers of granian on a free port, and what they need around them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.load import Request
from tests.ports import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
WORKERS = 2
THREADS = 4
STARTING_SECONDS = 60
ENDING_SECONDS = 20
# Settings of production as a deployment has them, but for what needs TLS and names.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "a key for measurements, known to everybody: " + "0123456789" * 3,
    "PUBLIC_URL": "http://127.0.0.1",
    "ALLOWED_HOSTS": "127.0.0.1",
    "SSL_REDIRECT": "no",
    # Requests say which of many readers they come from, as behind a proxy: what one reader may have computed is limited.
    "TRUSTED_PROXIES": "1",
    "WEB_WORKERS": str(WORKERS),
    "WEB_THREADS": str(THREADS),
}
ANSWER_CACHE = {"miss": "0", "hit": "64"}
"""The one switch of the answer cache: ANSWER_CACHE_MB for each way to measure our own program."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens, the processes to charge for its work, the seconds it took to give its first answer."""

    name: str
    address: str
    pid: int
    charged: tuple[int, ...]
    cold_start_s: float


def own_environment(folder: Path, database_url: str, mode: str = "miss") -> dict[str, str]:
    """The environment of our program with its data in `folder`; `mode` is a key of ANSWER_CACHE."""
    return {**_clean(), **PRODUCTION, "VAR_DIR": str(folder), "DATABASE_URL": database_url, "ANSWER_CACHE_MB": ANSWER_CACHE[mode]}


def stock_environment(folder: Path, database_url: str) -> dict[str, str]:
    """The environment of the stock project with its data in `folder`."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.bench.stock_grapple.settings", "SECRET_KEY": PRODUCTION["SECRET_KEY"]}
    return {**_clean(), **settings, "VAR_DIR": str(folder), "DATABASE_URL": database_url}


def plain_environment() -> dict[str, str]:
    """The environment of the ceilings, which have no data."""
    return _clean()


def own_command() -> list[str]:
    """How a deployment starts our web server."""
    return [sys.executable, "manage.py", "serve"]


def granian_command(target: str, *options: str) -> list[str]:
    """The same server, started from its own command line, for the others."""
    shared = ["--interface", "wsgi", "--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning"]
    return [sys.executable, "-m", "granian", *shared, *options, target]


@contextmanager
def running(
    name: str, command: list[str], environment: Mapping[str, str], first: Request, log: Path, database_pid: int | None = None
) -> Iterator[Server]:
    """Start a server and wait for its answer to `first`; `database_pid` is charged with it. It ends with the block."""
    port = free_port()
    named = {**environment, "HOST": "127.0.0.1", "PORT": str(port), "GRANIAN_HOST": "127.0.0.1", "GRANIAN_PORT": str(port)}
    address = f"http://127.0.0.1:{port}"
    start = time.monotonic()
    with log.open("ab") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=named, stdout=said, stderr=said)
    try:
        while not _answers(address, first):
            if process.poll() is not None or time.monotonic() - start > STARTING_SECONDS:
                raise RuntimeError(f"{name} did not start:\n{log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.02)
        took = time.monotonic() - start
        yield Server(name, address, process.pid, (process.pid, *([database_pid] if database_pid else [])), took)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer over HTTP."""

    status: int
    headers: list[tuple[str, str]]
    body: str


def ask(address: str, request: Request) -> Answer:
    """Send one request on a connection of its own; raises URLError where nobody listens."""
    asked = urllib.request.Request(address + request.path, request.body.encode() or None, dict(request.headers), method=request.method)
    try:
        with urllib.request.urlopen(asked, timeout=STARTING_SECONDS) as response:
            return Answer(response.status, response.getheaders(), response.read().decode())
    except urllib.error.HTTPError as refused:
        with refused:
            return Answer(refused.code, list(refused.headers.items()), refused.read().decode(errors="replace"))


def data_of(answer: Answer, what: str) -> dict[str, Any]:
    """The data of a GraphQL answer; raises RuntimeError for any error in it, since a wrong answer is no measure."""
    read: dict[str, Any] = json.loads(answer.body) if answer.status == 200 else {"errors": answer.body[:500]}
    if "errors" in read:
        raise RuntimeError(f"{what} was answered with {answer.status}: {read['errors']}")
    data: dict[str, Any] = read["data"]
    return data


def _answers(address: str, request: Request) -> bool:
    try:
        return ask(address, request).status == 200
    except (urllib.error.URLError, ConnectionError):
        return False


def _clean() -> dict[str, str]:
    """The caller's environment without what would configure a server behind our back."""
    ours = {*PRODUCTION, "DATABASE_URL", "VAR_DIR", "ANSWER_CACHE_MB", "SEARCH_BY_MEANING", "SEARCH_INDEX_DIR", "HOST", "PORT"}
    return {name: value for name, value in os.environ.items() if name not in ours and not name.startswith("GRANIAN_")}
