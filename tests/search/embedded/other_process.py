"""Another process that works on the same index, step by step as the test tells it."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent

# Runs in another process: `say` tells the test that a step is reached and waits until the test answers.
PRELUDE = """
import sys
from pathlib import Path
from search.embedded import TantivyEngine
from tests.search.examples import document, position, request

engine = TantivyEngine(Path(sys.argv[1]), "content")

def say(word):
    print(word, flush=True)
    sys.stdin.readline()
"""


class OtherProcess:
    """A program of another process that stops at each `say`."""

    def __init__(self, folder: Path, program: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", PRELUDE + textwrap.dedent(program), str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def hear(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def go_on(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self.end()

    def end(self) -> int:
        """Let it run to its end; its exit code."""
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()
        return self._process.wait()
