"""`manage.py generate_content --pages N`: a large site for measurements, the same on every machine."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from pages.generated_content.generating import AlreadyGeneratedError, generate

BENCHMARK_PAGES = 2_280


class Command(BaseCommand):
    """Makes a large site out of combined sentences; refuses on production settings and on a site generated before."""

    help = "Make a large site for measurements: editions of interviews, people, resources, in French and English."

    def add_arguments(self, parser: Any) -> None:
        """Add --pages."""
        parser.add_argument(
            "--pages",
            type=int,
            default=BENCHMARK_PAGES,
            help="pages to make (default 2280: 40 editions of 6 interviews, 2000 resources, 60 people)",
        )

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Generate, with a line for each step and the seconds it ended at."""
        if not settings.HAS_DEMO_CONTENT:
            raise CommandError("Generated content exists in development only (cms.settings.development).")
        if options["pages"] < 1:
            raise CommandError("--pages must be at least 1.")
        start = time.monotonic()

        def say(line: str) -> None:
            self.stdout.write(f"{time.monotonic() - start:6.1f} s  {line}")

        try:
            generate(options["pages"], get_user_model()._default_manager.filter(is_superuser=True).order_by("pk").first(), say)
        except AlreadyGeneratedError:
            raise CommandError("This site has generated content already: start from an empty database.") from None
        # Rows written in bulk send no signal: the admin's own search and its lists of usages are brought up to date here.
        say("The admin's search and usages")
        call_command("update_index", verbosity=0)
        call_command("rebuild_references_index", verbosity=0)
        say("Done")
