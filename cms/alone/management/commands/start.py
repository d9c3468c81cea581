"""`manage.py start`, of the website alone: texts, static files, and its web server kept running."""

import logging
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.catalogues import compile_catalogues
from cms.runner.static_files import collect_static_files, static_files_changed
from cms.runner.supervisor import Program, Supervisor

logger = logging.getLogger("cms.runner")


class Command(BaseCommand):
    """Prepares what is missing, then keeps the web server running."""

    help = "Prepare what is missing, then serve the website, until Ctrl-C."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Run until SIGINT or SIGTERM."""
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        compile_catalogues()
        if static_files_changed():
            collect_static_files()
        self.stdout.write(
            f"The website answers at http://{settings.HOST}:{settings.PORT}; what it shows comes from {settings.CLUB_GRAPHQL_URL}."
        )
        self.stdout.flush()
        command = (sys.executable, str(settings.BASE_DIR / "manage.py"), "serve")
        Supervisor(programs=[Program("web server", command)], report=logger.warning).run()
