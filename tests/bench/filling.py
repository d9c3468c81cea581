"""Sites filled for measures: our generated content, and the same words in the stock project, on each database."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.bench.databases import postgresql_site
from tests.bench.servers import ROOT, own_environment, stock_environment
from tests.stack.postgresql import PostgreSQLMissingError


@dataclass(frozen=True, slots=True)
class Site:
    """One database, filled with our content and with the stock project's."""

    name: str
    own_folder: Path
    stock_folder: Path
    own_url: str
    stock_url: str
    own_database_pid: int | None
    stock_database_pid: int | None


def fill_sites(
    folder: Path, databases: tuple[str, ...], stack: ExitStack, say: Callable[[str], None], *, with_stock: bool = True
) -> list[Site]:
    """Fill our site and the stock project's on each database, two at a time."""
    sites = []
    for name in databases:
        try:
            site = _site(folder / name, name, stack)
        except PostgreSQLMissingError as missing:
            say(f"PostgreSQL is left out. {missing}")
            continue
        say(f"Filling the sites on {name} (a minute or two)")
        filling = [(filling_own(site.own_folder, site.own_url), site.own_folder)]
        if with_stock:
            filling.append((filling_stock(site.stock_folder, site.stock_url), site.stock_folder))
        for process, where in filling:
            stack.callback(process.kill)
            wait_for(process, where)
        sites.append(site)
    return sites


def _site(folder: Path, name: str, stack: ExitStack) -> Site:
    own, stock = folder / "own", folder / "stock"
    for place in (own, stock):
        place.mkdir(parents=True)
    if name == "sqlite":
        own_url, stock_url = (f"sqlite:///{place / 'bench.sqlite3'}" for place in (own, stock))
        return Site(name, own, stock, own_url, stock_url, None, None)
    # A server for each: what one's connections do in the background is not charged to the other.
    (own_url, own_pid), (stock_url, stock_pid) = (stack.enter_context(postgresql_site()) for _ in (own, stock))
    return Site(name, own, stock, own_url, stock_url, own_pid, stock_pid)


def filling_own(folder: Path, database_url: str) -> subprocess.Popen[bytes]:
    """Start to fill our own program's site in `folder`: 40 editions of 6 interviews, 60 people, 3 organisations, 2,000 resources."""
    (folder / "static").mkdir(parents=True, exist_ok=True)
    return _start([sys.executable, "-m", "tests.bench.own_site"], own_environment(folder, database_url), folder)


def filling_stock(folder: Path, database_url: str) -> subprocess.Popen[bytes]:
    """Start to fill the stock project's site in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    return _start([sys.executable, "-m", "tests.bench.stock_grapple.fill"], stock_environment(folder, database_url), folder)


def wait_for(process: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until a site is filled; raises RuntimeError with what the process said if it failed."""
    if process.wait() != 0:
        raise RuntimeError(f"Filling failed:\n{(folder / 'fill.log').read_text(errors='replace')[-3000:]}")


def _start(command: list[str], environment: dict[str, str], folder: Path) -> subprocess.Popen[bytes]:
    with (folder / "fill.log").open("wb") as log:
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
