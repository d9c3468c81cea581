"""A second hand for the scheduler: chores that may take their time, in a thread of their own, so that no publication waits for them."""

import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections, connections

logger = logging.getLogger(__name__)

# Seconds that the chore under way is given when the process ends; after that its transaction is rolled back with the process.
PATIENCE = 5.0


class Beside:
    """Calls `action` each `every` seconds in a daemon thread until it is stopped; what fails is logged, and tried again."""

    def __init__(self, action: Callable[[], object], every: float) -> None:
        self._action = action
        self._every = every
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="beside", daemon=True)

    def __enter__(self) -> "Beside":
        """Starts at once."""
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Waits for the chore under way, but not for ever."""
        self._stopping.set()
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                close_old_connections()
                try:
                    self._action()
                except Exception:
                    # As with every chore: the next time is another chance.
                    logger.exception("The chore %s failed", self._action)
                self._stopping.wait(self._every)
        finally:
            connections.close_all()
