"""The web server: granian, serving the WSGI application from its worker processes."""

import ctypes
import gc
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from api.documents.manifest import trusted_documents
from cms.answering import answering
from cms.runner.parent import end_with_parent
from search.encoder import load_encoder

# The name that malloc.h gives the greatest number of pools.
M_ARENA_MAX = -8

# Seconds a worker has to finish its answers before it is killed: shorter than the supervisor's patience.
WORKER_GRACE = 5


def serve(host: str, port: int) -> None:
    """Serve on `host` and `port` until SIGINT or SIGTERM; exit with a code other than 0 when the worker dies."""
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
        websockets=False,
    ).serve(target_loader=_application)


def _application(_target: str) -> Callable[..., Any]:
    """Return the application; called in the worker, which must not outlive the server that made it."""
    end_with_parent()
    _spare_memory()
    application = answering(get_wsgi_application())
    # Where only trusted documents run, a worker without them does not start.
    trusted_documents()
    load_encoder()
    # What is loaded by now stays: nobody needs to look at it again and again for garbage.
    gc.collect()
    gc.freeze()
    return application


def _spare_memory() -> None:
    """Where the C library keeps pools of memory for each thread (glibc), let it keep two: what one frees the others can use then."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_ARENA_MAX, 2)
