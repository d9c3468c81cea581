"""Real processes for the runner's tests: started, read line by line, and never left behind."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence

from django.conf import settings

# No test waits so long unless something is broken.
PATIENCE = 60


class Running:
    """A process under test, whose output is read line by line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.seen: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def close(self) -> None:
        """Ends the process if it still runs, and waits until all it said is read."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)

    def line_with(self, text: str) -> str:
        """The next line that contains `text`; fails with all that was said when the process ends without it."""
        while True:
            line = self._lines.get(timeout=PATIENCE)
            assert line is not None, f"{text!r} never came:\n" + "\n".join(self.seen)
            self.seen.append(line)
            if text in line:
                return line

    def end(self, number: signal.Signals) -> int:
        """Signals the process, waits for its end, returns its exit code; what it said last is in `seen`."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        """Waits for the end of the process; what it said last is in `seen`."""
        code = self.process.wait(PATIENCE)
        while (line := self._lines.get(timeout=PATIENCE)) is not None:
            self.seen.append(line)
        return code


@contextlib.contextmanager
def running(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Iterator[Running]:
    """Runs Python with these arguments from the root of the house, in a session of its own that ends with the block."""
    process = subprocess.Popen(
        [sys.executable, "-u", *command],
        cwd=settings.BASE_DIR,
        env=os.environ if environment is None else environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    started = Running(process)
    try:
        yield started
    finally:
        started.close()


def is_running(number: int) -> bool:
    """Whether a process of this number exists."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True
