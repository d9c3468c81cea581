"""Building an index, watched: how long it takes, what it costs, how much memory and disk."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.processes import milliseconds_used
from tests.bench.servers import ROOT


@dataclass(frozen=True, slots=True)
class Built:
    """One index built: seconds from start to end, seconds of processor time (the server's too), megabytes (10^6 bytes)."""

    seconds: float
    cpu_seconds: float
    indexer_mb: float
    disk_mb: float


def built(command: Sequence[str], environment: Mapping[str, str], folder: Path, log: Path, server_pids: Sequence[int] = ()) -> Built:
    """Run a command that builds an index in `folder`; raises RuntimeError with what it said if it failed."""
    before = milliseconds_used(server_pids)
    start = time.monotonic()
    with log.open("ab") as said:
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=dict(environment), stdout=said, stderr=said)
    # Asked of the system rather than of the process: it tells the peak of its memory.
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed:\n{log.read_text(errors='replace')[-3000:]}")
    return Built(
        seconds=time.monotonic() - start,
        cpu_seconds=used.ru_utime + used.ru_stime + (milliseconds_used(server_pids) - before) / 1000,
        indexer_mb=used.ru_maxrss * 1024 / 1e6,
        disk_mb=disk_megabytes(folder),
    )


def disk_megabytes(place: Path) -> float:
    """What a folder or a file takes (10^6 bytes)."""
    files = [place] if place.is_file() else [file for file in place.rglob("*") if file.is_file() and not file.is_symlink()]
    return sum(file.stat().st_size for file in files) / 1e6
