"""Ends a process whose parent is gone, so that a killed supervisor leaves nobody behind."""

import os
import signal
import threading
import time

LOOK_EVERY = 0.5  # seconds
GRACE = 5.0  # seconds between SIGTERM and SIGKILL to oneself


def end_with_parent() -> None:
    """From now on, send SIGTERM to this process when its parent dies (and SIGKILL if it does not end)."""
    threading.Thread(target=_watch, args=(os.getppid(),), name="parent-watch", daemon=True).start()


def _watch(parent: int) -> None:
    # An orphan is adopted by another process: its parent's number changes.
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os.kill(os.getpid(), signal.SIGKILL)
