"""`manage.py rebuild_index`: build the search index anew, beside the live one, showing how far it is."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import indexing
from search.engine import IndexBusyError

# Seconds between two lines of progress.
SAY_EVERY = 1.0


class Command(BaseCommand):
    """Rebuilds the index; readers use the one there is until the new one is whole."""

    help = "Build the search index anew from the published pages. Search goes on meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--if-needed", action="store_true", help="Only when the index is missing, or made by other code or content.")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Rebuild, or say why not."""
        said = time.monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal said
            if done == total or time.monotonic() - said >= SAY_EVERY:
                said = time.monotonic()
                self.stdout.write(f"Search index: {done} of {total} pages")

        if options["if_needed"]:
            if not indexing.ensure_index(progress):
                self.stdout.write("The search index is as it should be.")
            return
        try:
            indexing.rebuild(wait=False, progress=progress)
        except IndexBusyError as error:
            raise CommandError(str(error)) from error
