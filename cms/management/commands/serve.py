"""`manage.py serve`: the web server alone (`start` runs it with the follower and the scheduler)."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.runner.web import serve


class Command(BaseCommand):
    """Serves on HOST and PORT until it is ended."""

    help = "Serve the site on HOST and PORT (one process; several may share a database and an index)."
    requires_system_checks = []

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Serve until SIGINT or SIGTERM."""
        serve(settings.HOST, settings.PORT)
