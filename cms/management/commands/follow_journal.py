"""`manage.py follow_journal`: carries every change of what the public may see into the search index."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.runner.rhythm import repeat
from search.engines import STANDBY, USUAL, kept_engines
from search.indexing import follow_once

# Seconds. A publication is found by search within two: this, the indexing itself, and the opening of the new index.
LOOK_EVERY = 0.5


class Command(BaseCommand):
    """Follows the journal until it is ended."""

    help = "Follow the journal: keep the search index in step with what is published."
    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        """Add --standby."""
        parser.add_argument("--standby", action="store_true", help="follow it with the standby index instead")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Run until SIGINT or SIGTERM; each batch of events is finished first."""
        index = STANDBY if options["standby"] else USUAL
        if index not in kept_engines():
            raise CommandError("No standby index is kept here: SEARCH_STANDBY=yes, with another SEARCH_ENGINE than tantivy.")

        def catch_up() -> None:
            while follow_once(index):
                pass

        repeat(catch_up, every=LOOK_EVERY)
