"""Keeps programs running: starts them, starts again the one that dies, and ends them all in order."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

# How often the programs are looked at (seconds): a dead one is noticed within this time.
WATCH_EVERY = 0.1


@dataclass(frozen=True)
class Program:
    """A program to keep running: `name` is what people read, `command` its arguments."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Patience:
    """The supervisor's times, in seconds."""

    first_delay: float = 0.5  # before the first new start; doubled at each death in a row
    longest_delay: float = 30.0
    settled_after: float = 60.0  # a program that ran so long starts again with the first delay
    grace: float = 10.0  # for ending in order, before SIGKILL


@dataclass
class _Child:
    program: Program
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_at: float = 0.0
    delay: float = 0.0


@dataclass
class Supervisor:
    """Runs `programs` until SIGINT, SIGTERM or SIGHUP; `report` receives one sentence for each thing a person should know."""

    programs: Sequence[Program]
    report: Callable[[str], None]
    patience: Patience = field(default_factory=Patience)
    environment: Mapping[str, str] | None = None
    _stopping: threading.Event = field(default_factory=threading.Event, init=False)
    _hurried: bool = field(default=False, init=False)

    def run(self) -> None:
        """Return when every program has ended after a signal; a second signal ends them at once. Main thread only."""
        before = {number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
        children = [_Child(program, delay=self.patience.first_delay) for program in self.programs]
        try:
            while not self._stopping.is_set():
                for child in children:
                    self._look_after(child)
                self._stopping.wait(WATCH_EVERY)
        finally:
            self._end(children)
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._hurried = self._stopping.is_set()
        self._stopping.set()

    def _look_after(self, child: _Child) -> None:
        now = time.monotonic()
        if child.process is None:
            if now >= child.start_at:
                self._start(child, now)
            return
        code = child.process.poll()
        if code is None:
            return
        # A program that served for a while died of something new: it deserves a quick return.
        if now - child.started_at >= self.patience.settled_after:
            child.delay = self.patience.first_delay
        _signal_group(child.process, signal.SIGKILL)
        self.report(f"The {child.program.name} ended ({_reason(code)}); it starts again in {child.delay:g} s.")
        child.process = None
        child.start_at = now + child.delay
        child.delay = min(child.delay * 2, self.patience.longest_delay)

    def _start(self, child: _Child, now: float) -> None:
        # A session of its own: Ctrl-C reaches the supervisor alone, which then ends each program in order, and what a
        # dead program leaves behind (the workers of the web server) is found by its group.
        child.process = subprocess.Popen(  # noqa: S603 - the commands are ours, not input
            child.program.command, env=self.environment, stdin=subprocess.DEVNULL, start_new_session=True
        )
        child.started_at = now

    def _end(self, children: Sequence[_Child]) -> None:
        running = [child.process for child in children if child.process is not None]
        for process in running:
            # To the program alone: it ends its own workers in order.
            process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + self.patience.grace
        while not self._hurried and time.monotonic() < deadline and any(process.poll() is None for process in running):
            time.sleep(WATCH_EVERY)
        for process in running:
            _signal_group(process, signal.SIGKILL)
            process.wait()


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal whatever is left of the program's own process group (nothing, most of the time)."""
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        # macOS answers PermissionError for a group whose last member is not yet reaped.
        return


def _reason(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
