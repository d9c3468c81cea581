"""`manage.py rebuild_index`: build the search indices of this host anew, beside the live ones, showing how far it is."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import indexing
from search.engine import IndexBusyError, SearchUnavailableError
from search.engines import USUAL, kept_engines

# Seconds between two lines of progress.
SAY_EVERY = 1.0


class Command(BaseCommand):
    """Rebuilds each index; readers use the one there is until the new one is whole."""

    help = "Build the search index (and the standby, where one is kept) anew from the published pages. Search goes on meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--if-needed", action="store_true", help="Only when the index is missing, or made by other code or content.")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Rebuild, or say why not; one index that cannot be rebuilt keeps no other from it."""
        failures = []
        for index in kept_engines():
            title = "Search index" if index == USUAL else "Standby search index"
            try:
                self._rebuild(index, title, only_if_needed=options["if_needed"])
            except (IndexBusyError, SearchUnavailableError) as error:
                failures.append(f"{title}: {error}")
        if failures:
            raise CommandError("\n".join(failures))

    def _rebuild(self, index: str, title: str, *, only_if_needed: bool) -> None:
        said = time.monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal said
            if done == total or time.monotonic() - said >= SAY_EVERY:
                said = time.monotonic()
                self.stdout.write(f"{title}: {done} of {total} pages")

        if not only_if_needed:
            indexing.rebuild(wait=False, progress=progress, index=index)
        elif not indexing.ensure_index(progress, index):
            self.stdout.write(f"{title}: as it should be.")
