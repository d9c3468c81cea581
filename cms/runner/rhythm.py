"""Does something again and again until the process is told to end, without ending in the middle of it."""

import signal
import threading
from collections.abc import Callable
from types import FrameType

from django.db import close_old_connections

from cms.runner.parent import end_with_parent


def repeat(action: Callable[[], object], every: float) -> None:
    """Call `action` each `every` seconds until SIGINT or SIGTERM, which waits for the call under way. Main thread only.

    An error of `action` ends the process: the supervisor starts it again, with a growing delay.
    """
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    end_with_parent()
    while not stopping.is_set():
        # A connection that the database closed, or that is too old, is replaced, as between two requests.
        close_old_connections()
        action()
        stopping.wait(every)
