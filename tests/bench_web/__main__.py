"""`python -m tests.bench_web`: Lighthouse on a telephone, screen by screen, beside the budgets (`make bench-web`).

The program runs as in production, its answers already kept, the mark of sample content taken off. ROUNDS (3) runs a screen, of which the
median counts; ONLY names screens (`guide-fr,home-ar`). Exit code 1 where a budget is missed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cms.settings.environment import Environment
from tests.bench_web.budgets import Visit
from tests.npm_packages import NodeMissingError, installed
from tests.running_site import ROOT, Site, running_site
from tests.site_screens import screens

FOLDER = Path(__file__).resolve().parent
SETTINGS = "tests.bench_web.settings"
OTHER_LANGUAGES = ("home-en", "home-ar", "guide-en", "guide-ar", "help-reason-ar", "search-ar")
"""Beside every screen in French."""


def main() -> int:
    """Measure, print a line a screen, and what was missed."""
    environment = Environment(os.environ)
    rounds, only = environment.number("ROUNDS", 3, minimum=1, maximum=20), environment.words("ONLY")
    try:
        installed(FOLDER)
    except NodeMissingError as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="club-web-") as folder, running_site(Path(folder), workers=1, settings=SETTINGS) as site:
        subprocess.run([sys.executable, "-m", "tests.bench_web.unmarked"], cwd=ROOT, env=site.environment, check=True)
        chosen = {
            name: address
            for name, address in screens(site).items()
            if (name in only if only else name.endswith("-fr") or name in OTHER_LANGUAGES)
        }
        _keep(site, chosen.values())
        visits = [_told(visit) for visit in _visits(site, chosen, rounds)]
    missed = {visit.name: budgets for visit in visits if (budgets := visit.missed())}
    for name, budgets in missed.items():
        _say(f"missed by {name}: {', '.join(budgets)}")
    _say(f"{len(visits) - len(missed)} of {len(visits)} screens keep to every budget.")
    return 1 if missed else 0


def _keep(site: Site, addresses: Iterable[str]) -> None:
    """Ask for each screen once, so that what is measured comes from the cache."""
    for address in addresses:
        try:
            urllib.request.urlopen(site.address + address).close()
        except urllib.error.HTTPError as answered:
            # The screen of what is not there.
            answered.close()


def _visits(site: Site, chosen: dict[str, str], rounds: int) -> Iterator[Visit]:
    addresses = json.dumps([[name, site.address + address] for name, address in chosen.items()])
    command = ["node", "lighthouse.mjs", addresses, str(rounds)]
    environment = {**os.environ, "CHROMIUM": os.environ.get("CHROMIUM", "/usr/bin/chromium")}
    runs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with subprocess.Popen(command, cwd=FOLDER, env=environment, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            run = json.loads(line)
            runs[run["name"]].append(run)
            if len(runs[run["name"]]) == rounds:
                yield Visit.median(runs.pop(run["name"]))
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)


def _told(visit: Visit) -> Visit:
    scores = " / ".join(str(score) for score in visit.scores.values())
    _say(
        f"{visit.name:24} {scores:22} LCP {visit.lcp_ms / 1000:.2f} s  CLS {visit.cls:.3f}  {visit.bytes / 1024:6.1f} KB "
        f"{visit.requests:3} requests  {' '.join(visit.failed)}"
    )
    return visit


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
