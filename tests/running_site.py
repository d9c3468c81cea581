"""The real program with its starter content on a free port, for tests that stand outside of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.ports import free_port

ROOT = Path(__file__).resolve().parent.parent

SETTINGS_OF_TESTS = ("SECRET_KEY", "PUBLIC_URL", "SITE_URL", "DATABASE_URL")
"""What tests say of themselves in the environment (`cms.settings.test`), and the program is not to hear."""

STARTING_SECONDS = 300
"""A generous wait for an empty folder to become a served site on a busy machine."""


class Site:
    """A running program: its address, and ways to ask it GraphQL questions and to run commands on its data."""

    def __init__(self, address: str, environment: dict[str, str]) -> None:
        self.address = address
        self.environment = environment

    def post(self, request: object) -> bytes:
        """The answer to a GraphQL request, sent as JSON, as it comes; fails on any status but 200."""
        sent = urllib.request.Request(f"{self.address}/graphql", json.dumps(request).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(sent) as response:
            return bytes(response.read())

    def ask(self, document: str, **variables: Any) -> Any:
        """The data of the answer to a GraphQL document; fails on any error."""
        answer = json.loads(self.post({"query": document, "variables": variables}))
        assert "errors" not in answer, answer
        return answer["data"]

    def manage(self, *words: str) -> None:
        """Run a management command on the site's own data; fails if it does."""
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=self.environment, check=True, stdout=subprocess.DEVNULL)


def wait_until(condition: Callable[[], Any], *, seconds: float = 30) -> Any:
    """The first true value of ``condition``, asked for again and again; fails after ``seconds``."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return value


@contextmanager
def running_site(
    folder: Path, workers: int = 2, settings: str = "cms.settings.development", more: Mapping[str, str] | None = None
) -> Iterator[Site]:
    """The program as `make run` starts it, with its data in ``folder``, its web server in so many processes, and `more` variables."""
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if name not in SETTINGS_OF_TESTS},
        "DJANGO_SETTINGS_MODULE": settings,
        "VAR_DIR": str(folder),
        "PORT": str(port),
        # As in production: what one process keeps, the other has to let go of too.
        "WEB_WORKERS": str(workers),
        **(more or {}),
    }
    running = Site(f"http://127.0.0.1:{port}", environment)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "manage.py", "start"], cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        wait_until(lambda: _answers(running, process, folder / "log"), seconds=STARTING_SECONDS)
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def _answers(running: Site, process: subprocess.Popen[bytes], log: Path) -> bool:
    assert process.poll() is None, log.read_text()
    try:
        with urllib.request.urlopen(f"{running.address}/readyz") as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False
