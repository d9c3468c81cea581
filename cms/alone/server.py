"""The web server of the website alone."""

from collections.abc import Callable
from typing import Any

from django.core.wsgi import get_wsgi_application

from cms.runner import server
from cms.runner.parent import end_with_parent


def serve(host: str, port: int) -> None:
    """Serve on `host` and `port` until SIGINT or SIGTERM; exit with a code other than 0 when the worker dies."""
    server.serve(host, port, _application)


def _application(_target: str) -> Callable[..., Any]:
    """Return the application; called in the worker, which must not outlive the server that made it."""
    end_with_parent()
    server.spare_memory()
    application = get_wsgi_application()
    server.leave_garbage_alone()
    return application
