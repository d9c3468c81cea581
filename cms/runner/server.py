"""The web server: granian, serving a WSGI application from its worker processes."""

import ctypes
import gc
from collections.abc import Callable
from typing import Any

from django.conf import settings
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from cms.runner.parent import end_with_parent

# The name that malloc.h gives the greatest number of pools.
M_ARENA_MAX = -8

# Seconds a worker has to finish its answers before it is killed: shorter than the supervisor's patience.
WORKER_GRACE = 5


def serve(host: str, port: int, load: Callable[[str], Callable[..., Any]]) -> None:
    """Serve on `host` and `port` what `load` returns in each worker, until SIGINT or SIGTERM.

    The process ends with a code other than 0 when the worker dies.
    """
    end_with_parent()
    Server(
        "cms.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.WEB_WORKERS,
        blocking_threads=settings.WEB_THREADS,
        workers_kill_timeout=WORKER_GRACE,
        log_level=LogLevels.warning,
        # Its lines would hold what was searched for; ours are written by cms.logging.
        log_access=False,
        websockets=False,
    ).serve(target_loader=load)


def spare_memory() -> None:
    """Where the C library keeps pools of memory for each thread (glibc), let it keep two: what one frees the others can use then."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_ARENA_MAX, 2)


def leave_garbage_alone() -> None:
    """What is loaded by now stays: nobody needs to look at it again and again for garbage."""
    gc.collect()
    gc.freeze()
