"""What is counted in memory is written down again and again, whatever fails, and once more when the process ends."""

from __future__ import annotations

import logging
import multiprocessing
import threading
from functools import partial
from pathlib import Path

import pytest
from django.db import InterfaceError

from search.flushing import Flusher


@pytest.mark.parametrize("error", [InterfaceError, ValueError])
def test_whatever_fails_the_next_time_comes_and_no_log_repeats_what_was_said(
    error: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    called, came_again = [], threading.Event()

    def flush() -> None:
        called.append(1)
        if len(called) == 1:
            raise error("a word of somebody")
        came_again.set()

    flusher = Flusher("some-counter", 0.001, flush)
    with caplog.at_level(logging.DEBUG):
        flusher.start()
        flusher.start()
        assert came_again.wait(10)
    assert [record.getMessage() for record in caplog.records if record.name == "search.flushing"] == [
        f"some-counter: what was counted is not written yet: {error.__name__}"
    ]
    assert "a word of somebody" not in caplog.text


def test_what_waits_is_written_when_a_worker_of_a_server_ends(tmp_path: Path) -> None:
    written = tmp_path / "written"
    # As those of gunicorn do, such a process ends without atexit.
    worker = multiprocessing.get_context("spawn").Process(target=_work, args=(written,))
    worker.start()
    worker.join(60)
    assert (worker.exitcode, written.read_text()) == (0, "all")


def _work(written: Path) -> None:
    Flusher("some-counter", 3_600, partial(_write, written)).start()


def _write(written: Path) -> None:
    written.write_text("all")
