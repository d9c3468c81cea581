"""The content of the measures: our generated site, and the same words in the stock project. Both are filled by processes of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.bench.servers import ROOT, own_environment, stock_environment

FILL_OWN = """
import django
django.setup()
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from pages.generated_content.generating import generate
from pages.management.commands.generate_content import BENCHMARK_PAGES
call_command("migrate", verbosity=0)
generate(BENCHMARK_PAGES, get_user_model().objects.create_superuser("bench", "bench@example.invalid", "bench"), lambda line: None)
call_command("rebuild_index", if_needed=True, verbosity=0)
if connection.vendor == "postgresql":
    connection.cursor().execute("ANALYZE")
"""


def filling_own(folder: Path, database_url: str) -> subprocess.Popen[bytes]:
    """Start to fill our own program's site in `folder`: 40 editions of 6 interviews, 60 people, 3 organisations, 2,000 resources."""
    (folder / "static").mkdir(parents=True, exist_ok=True)
    return _start([sys.executable, "-c", FILL_OWN], own_environment(folder, database_url), folder)


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
