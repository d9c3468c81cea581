"""The supervisor starts again what dies, says so, and leaves nobody behind."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cms.runner.processes import PATIENCE, Running, is_running, running

HOUSE = """
import sys
from cms.runner.supervisor import Patience, Program, Supervisor

programs = [Program(name, (sys.executable, "-u", "-c", code)) for name, code in zip(sys.argv[1::2], sys.argv[2::2])]
Supervisor(programs, report=lambda line: print(line, flush=True), patience=Patience(first_delay=0.1, longest_delay=0.4, grace=0.5)).run()
print("all ended", flush=True)
"""
SLEEPER = "import os, signal; print('sleeper', os.getpid()); signal.pause()"
DEAF = "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', os.getpid()); time.sleep(600)"
# A program with a worker, as the web server is: killing it leaves the worker without a parent.
WITH_WORKER = (
    "import os, signal, subprocess, sys;"
    "worker = subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()']);"
    "print('worker', worker.pid, 'of', os.getpid());"
    "signal.pause()"
)
BROKEN = "import sys; print('trying'); sys.exit(3)"


def house(*programs: str) -> list[str]:
    return ["-c", HOUSE, *programs]


def number_in(line: str, position: int = 1) -> int:
    return int(line.split()[position])


def wait_until_gone(number: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while is_running(number):
        assert time.monotonic() < deadline, f"the process {number} is still there"
        time.sleep(0.02)


@pytest.fixture
def sleeper() -> Iterator[Running]:
    with running(house("sleeper", SLEEPER)) as supervisor:
        yield supervisor


def test_a_program_that_is_killed_starts_again_and_it_is_said(sleeper: Running) -> None:
    first = number_in(sleeper.line_with("sleeper "))
    os.kill(first, signal.SIGKILL)
    assert sleeper.line_with("ended") == "The sleeper ended (SIGKILL); it starts again in 0.1 s."
    second = number_in(sleeper.line_with("sleeper "))
    assert second != first
    assert is_running(second)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_everything_in_order_and_without_a_word_too_many(sleeper: Running, number: signal.Signals) -> None:
    child = number_in(sleeper.line_with("sleeper "))
    assert sleeper.end(number) == 0
    assert sleeper.seen == [f"sleeper {child}", "all ended"]
    assert not is_running(child)


def test_the_other_programs_go_on_when_one_dies() -> None:
    with running(house("sleeper", SLEEPER, "broken", BROKEN)) as supervisor:
        child = number_in(supervisor.line_with("sleeper "))
        supervisor.line_with("The broken ended (exit code 3)")
        supervisor.line_with("The broken ended (exit code 3)")
        assert is_running(child)
        assert [line for line in supervisor.seen if line.startswith("sleeper")] == [f"sleeper {child}"]


def test_a_program_that_keeps_dying_waits_longer_each_time_up_to_a_limit() -> None:
    with running(house("broken", BROKEN)) as supervisor:
        delays = [supervisor.line_with("starts again in").rsplit(" in ", 1)[1] for _ in range(4)]
        assert delays == ["0.1 s.", "0.2 s.", "0.4 s.", "0.4 s."]


def test_a_program_that_will_not_end_is_killed_after_its_grace() -> None:
    with running(house("deaf", DEAF)) as supervisor:
        child = number_in(supervisor.line_with("deaf "))
        assert supervisor.end(signal.SIGTERM) == 0
        assert not is_running(child)


def test_what_a_dead_program_leaves_behind_is_ended_before_it_starts_again() -> None:
    with running(house("server", WITH_WORKER)) as supervisor:
        _, worker, _, server = supervisor.line_with("worker ").split()
        os.kill(int(server), signal.SIGKILL)
        supervisor.line_with("The server ended (SIGKILL)")
        wait_until_gone(int(worker))


def test_a_program_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    child = (
        "import os, pathlib, signal, sys; from cms.runner.parent import end_with_parent; end_with_parent();"
        "pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); print('ready'); signal.pause()"
    )
    parent = f"import subprocess, sys; subprocess.Popen([sys.executable, '-u', '-c', {child!r}, sys.argv[1]]).wait()"
    with running(["-c", parent, str(note)]) as started:
        started.line_with("ready")
        number = int(note.read_text())
        started.process.kill()
        wait_until_gone(number)
