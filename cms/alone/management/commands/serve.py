"""`manage.py serve`, of the website alone: its web server (`start` prepares and runs it)."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.alone.server import serve


class Command(BaseCommand):
    """Serves on HOST and PORT until it is ended."""

    help = "Serve the website on HOST and PORT."
    requires_system_checks = []

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Serve until SIGINT or SIGTERM."""
        serve(settings.HOST, settings.PORT)
