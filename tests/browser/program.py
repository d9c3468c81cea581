"""The real program with its starter content on a free port, and a real browser: for tests and for screenshots."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent

STARTING_SECONDS = 300
"""A generous wait for an empty folder to become a served site on a busy machine."""

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class Site:
    """A running program: its address, and a way to ask it GraphQL questions."""

    def __init__(self, address: str) -> None:
        self.address = address

    def ask(self, document: str, **variables: Any) -> Any:
        """The data of the answer to a GraphQL document; fails on any error."""
        request = urllib.request.Request(
            f"{self.address}/graphql",
            json.dumps({"query": document, "variables": variables}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as response:
            answer = json.load(response)
        assert "errors" not in answer, answer
        return answer["data"]


def wait_until(condition: Callable[[], Any], *, seconds: float = 30) -> Any:
    """The first true value of ``condition``, asked for again and again; fails after ``seconds``."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return value


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """The program as `make run` starts it, with its data in ``folder``."""
    port = _free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "PUBLIC_URL", "DATABASE_URL")},
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "VAR_DIR": str(folder),
        "PORT": str(port),
    }
    running = Site(f"http://127.0.0.1:{port}")
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


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium as Debian packages it (CHROMIUM names another)."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is needed for the browser tests: install Debian's package chromium, or name yours in CHROMIUM."
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield launched
        launched.close()


def log_in(page: Page, site: Site, username: str = "coordination") -> None:
    """Logs the page in to the admin with a demo account."""
    page.goto(f"{site.address}/admin/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", "club-demo")
    page.click("button[type=submit]")
    page.wait_for_url(f"{site.address}/admin/")


def page_number(page: Page, site: Site, title: str) -> int:
    """The number of the page with this title, as the admin's own search finds it."""
    page.goto(f"{site.address}/admin/pages/search/?q={title}")
    link = page.locator("table a[href$='/edit/']", has_text=title).first.get_attribute("href")
    return int(re.findall(r"\d+", link or "")[-1])
