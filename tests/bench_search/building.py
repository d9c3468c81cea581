"""Building an index, watched: how long it takes, what it costs, how much memory and disk."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from search.embedded.generations import Generations
from search.embedded.meanings import DOCUMENTS, PASSAGES, Meanings
from search.meaning.packed import PLANE
from tests.bench.processes import milliseconds_used
from tests.bench.servers import ROOT

# The unit of `st_blocks` (bytes).
BLOCK = 512


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


@dataclass(frozen=True, slots=True)
class Kept:
    """What an embedded index keeps of meaning: megabytes (10^6 bytes) of its files, as long as they are and as the disk holds them.

    `directions_mb` are those of the directions alone, without the digests and the numbers of rows and pages beside them.
    """

    documents: int
    passages: int
    directions_mb: float
    length_mb: float
    disk_mb: float


def kept_meanings(folder: Path) -> Kept | None:
    """What the live generation in a folder keeps; None where there is none."""
    generations = Generations(folder)
    name = generations.live()
    if name is None:
        return None
    rows = Meanings(generations.path(name)).documents
    passages = int(rows["number"].sum())
    documents = int((rows["page"] > 0).sum())
    files = [(generations.path(name) / file).stat() for file in (DOCUMENTS, PASSAGES)]
    return Kept(
        documents=documents,
        passages=passages,
        directions_mb=PLANE * (2 * documents + passages) / 1e6,
        length_mb=sum(file.st_size for file in files) / 1e6,
        disk_mb=sum(file.st_blocks for file in files) * BLOCK / 1e6,
    )


def disk_megabytes(place: Path) -> float:
    """What a folder or a file takes (10^6 bytes)."""
    files = [place] if place.is_file() else [file for file in place.rglob("*") if file.is_file() and not file.is_symlink()]
    return sum(file.stat().st_size for file in files) / 1e6
