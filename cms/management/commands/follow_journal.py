"""`manage.py follow_journal`: carries every change of what the public may see into the search index."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.runner.rhythm import repeat
from search.indexing import follow_once

# Seconds. A publication is found by search within two: this, the indexing itself, and the opening of the new index.
LOOK_EVERY = 0.5


class Command(BaseCommand):
    """Follows the journal until it is ended."""

    help = "Follow the journal: keep the search index in step with what is published."
    requires_system_checks = []

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Run until SIGINT or SIGTERM; each batch of events is finished first."""

        def catch_up() -> None:
            while follow_once():
                pass

        repeat(catch_up, every=LOOK_EVERY)
