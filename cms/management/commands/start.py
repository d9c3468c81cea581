"""`manage.py start`: the whole house with one command (`make run`)."""

import logging
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.runner.announcement import announce_when_ready, is_taken
from cms.runner.preparation import prepare
from cms.runner.supervisor import Program, Supervisor
from search.engines import STANDBY, kept_engines

logger = logging.getLogger("cms.runner")


class Command(BaseCommand):
    """Prepares what is missing, then keeps the web server, the follower of the journal and the scheduler running."""

    help = "Prepare what is missing, then serve, follow the journal and publish what is due, until Ctrl-C."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Run until SIGINT or SIGTERM."""
        if is_taken(settings.HOST, settings.PORT):
            raise CommandError(
                f"Another program listens on {settings.HOST}:{settings.PORT} already. Choose another port: make run PORT=8001"
            )
        prepare(sys.stdout)
        announce_when_ready(sys.stdout)
        Supervisor(programs=programs(), report=logger.warning).run()


def programs() -> list[Program]:
    """Return what runs in production and in development alike."""
    manage = (sys.executable, str(settings.BASE_DIR / "manage.py"))
    return [
        Program("web server", (*manage, "serve")),
        Program("follower of the journal", (*manage, "follow_journal")),
        # A process of its own: a server that hangs, or a rebuild there, does not keep it back.
        *([Program("follower with the standby index", (*manage, "follow_journal", "--standby"))] if STANDBY in kept_engines() else []),
        Program("scheduler", (*manage, "run_scheduler")),
    ]
