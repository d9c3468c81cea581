"""The folder of generations: which is live, making one, turning to it, and removing what is no longer needed."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engine import IndexBusyError

POINTER = "current"
LOCK = "rebuild.lock"
WRITER_LOCK = ".tantivy-writer.lock"

# When it was begun, and a random part; a pointer with anything else in it is taken for none.
_NAME = re.compile(r"\d{8}T\d{6}-[0-9a-f]{8}")


def _synchronise(folder: Path) -> None:
    """Makes a renaming in `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_written(generation: Path) -> bool:
    """Whether a writer is open on a generation, in this process or another: it then holds a lock on a file of Tantivy's."""
    try:
        with (generation / WRITER_LOCK).open("r") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


class Generations:
    """The generations under one folder, which is made when the first is begun."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str) -> Path:
        """The folder of one generation."""
        return self._folder / name

    def live(self) -> str | None:
        """The name of the generation that the pointer leads to; None when there is no pointer, or one that we did not write."""
        try:
            name = (self._folder / POINTER).read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            return None
        return name if _NAME.fullmatch(name) else None

    @contextmanager
    def lease(self, wait: bool) -> Iterator[None]:
        """Holds the right to build a generation, over all processes; the system frees it when a process dies.

        With `wait` until it is free; without, IndexBusyError is raised when it is not.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise IndexBusyError("Another process is rebuilding the search index.") from None
            yield

    def begin(self) -> str:
        """Make the folder of a new generation and return its name; needs the lease."""
        name = f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{secrets.token_hex(4)}"
        self.path(name).mkdir()
        return name

    def make_live(self, name: str) -> None:
        """Turn the pointer to a generation in one step; needs the lease."""
        draft = self._folder / f"{POINTER}.new"
        with draft.open("w", encoding="ascii") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._folder / POINTER)
        _synchronise(self._folder)

    def remove_all_but(self, *kept: str | None) -> bool:
        """Remove every other generation, finished or not, that nobody is writing; returns whether none is left. Needs the lease.

        Who has one open to read reads on until closing it.
        """
        others = [folder for folder in self._folder.iterdir() if _NAME.fullmatch(folder.name) and folder.name not in kept]
        unwritten = [folder for folder in others if folder.is_dir() and not _is_written(folder)]
        for folder in unwritten:
            shutil.rmtree(folder)
        return len(unwritten) == len(others)
