"""What a tree of processes costs, as Linux tells in /proc: processor time of all its members, dead ones too, and resident memory."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
IDLE_SECONDS = 0.1
LONGEST_WAIT = 20.0


@dataclass(frozen=True, slots=True)
class Process:
    """One line of /proc/<pid>/stat: ticks are its own and those of its children that have ended and been waited for."""

    pid: int
    parent: int
    ticks: int
    resident_bytes: int


def parse_stat(line: str) -> Process:
    """Read a line of /proc/<pid>/stat. The name, in brackets, may hold spaces and brackets itself."""
    pid = int(line[: line.index(" ")])
    fields = line[line.rindex(")") + 2 :].split()
    # Counted from the state, which is the third field of the manual page.
    own, children = sum(map(int, fields[11:13])), sum(map(int, fields[13:15]))
    return Process(pid=pid, parent=int(fields[1]), ticks=own + children, resident_bytes=int(fields[21]) * PAGE_BYTES)


def all_processes() -> list[Process]:
    """Every process of the machine that still lives."""
    found = []
    for folder in PROC.iterdir():
        if folder.name.isdecimal():
            try:
                found.append(parse_stat((folder / "stat").read_text(encoding="utf-8", errors="replace")))
            except (FileNotFoundError, ProcessLookupError):
                continue
    return found


def tree(roots: Iterable[int], processes: Iterable[Process]) -> list[Process]:
    """The processes with these ids and everything below them."""
    children: dict[int, list[Process]] = {}
    by_pid = {}
    for process in processes:
        by_pid[process.pid] = process
        children.setdefault(process.parent, []).append(process)
    waiting = [by_pid[root] for root in roots if root in by_pid]
    found = []
    while waiting:
        process = waiting.pop()
        found.append(process)
        waiting += children.get(process.pid, [])
    return found


def milliseconds_used(roots: Iterable[int]) -> float:
    """The processor time that these trees have used until now, in milliseconds."""
    return sum(process.ticks for process in tree(roots, all_processes())) * 1000 / TICKS_PER_SECOND


def milliseconds_when_idle(roots: Iterable[int]) -> float:
    """The same, asked for again until it stands still: what was begun is finished by then."""
    roots = list(roots)
    deadline = time.monotonic() + LONGEST_WAIT
    used = milliseconds_used(roots)
    while time.monotonic() < deadline:
        time.sleep(IDLE_SECONDS)
        now = milliseconds_used(roots)
        # One tick is what a process needs to look at its clock.
        if now - used <= 1000 / TICKS_PER_SECOND:
            return now
        used = now
    return used


def resident_megabytes(root: int) -> tuple[float, float]:
    """What the children of a process hold (a server's workers), and what the whole tree holds, in megabytes (10^6 bytes)."""
    members = tree([root], all_processes())
    whole = sum(member.resident_bytes for member in members) / 1e6
    return whole - sum(member.resident_bytes for member in members if member.pid == root) / 1e6, whole
