"""The scheduler's second hand: nothing waits for it, and what fails in it stops neither."""

import threading

import pytest

from cms.runner import beside
from cms.runner.beside import Beside

# No test waits so long unless something is broken (seconds).
PATIENCE = 30


def test_it_goes_on_beside_and_ends_with_what_is_under_way() -> None:
    twice, done = threading.Event(), []

    def action() -> None:
        done.append(threading.current_thread().name)
        if len(done) == 2:
            twice.set()

    with Beside(action, every=0.001):
        assert twice.wait(PATIENCE)
    assert set(done) == {"beside"}
    assert [thread for thread in threading.enumerate() if thread.name == "beside"] == []


def test_a_failure_is_logged_and_the_next_time_comes(caplog: pytest.LogCaptureFixture) -> None:
    tried, again = [], threading.Event()

    def action() -> None:
        tried.append(True)
        if len(tried) == 1:
            raise RuntimeError("the disk is full")
        again.set()

    with Beside(action, every=0.001):
        assert again.wait(PATIENCE)
    assert "the disk is full" in caplog.text


def test_the_end_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "PATIENCE", 0.01)
    begun, end = threading.Event(), threading.Event()

    def action() -> None:
        begun.set()
        end.wait(PATIENCE)

    with Beside(action, every=1):
        assert begun.wait(PATIENCE)
    (thread,) = [thread for thread in threading.enumerate() if thread.name == "beside"]
    assert thread.daemon
    end.set()
    thread.join(PATIENCE)
