"""`manage.py run_scheduler`: publishes and withdraws what is due, and keeps the journal whole and short."""

import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.runner.rhythm import repeat
from cms.runner.scheduler import run_due
from pages.journal.sweep import prune, sweep

# Seconds. A page scheduled for noon is public within the first; a bypass of the journal is found within the second.
DUE_EVERY = 5
SWEEP_EVERY = 3600
PRUNE_EVERY = 86_400


class Command(BaseCommand):
    """Runs the scheduler until it is ended."""

    help = "Publish and unpublish what is due, one transaction per item (--once: what is due now, then end)."
    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        """Add --once."""
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Run until SIGINT or SIGTERM; with --once, exit with code 1 when an item failed."""
        if options["once"]:
            outcome = run_due(timezone.now())
            self.stdout.write(f"{outcome.done} done, {outcome.failed} failed.")
            if outcome.failed:
                raise SystemExit(1)
            return
        sweep_at_times = _at_most_every(SWEEP_EVERY, sweep)
        prune_at_times = _at_most_every(PRUNE_EVERY, prune)

        def pass_once() -> None:
            run_due(timezone.now())
            sweep_at_times()
            prune_at_times()

        repeat(pass_once, every=DUE_EVERY)


def _at_most_every(seconds: float, action: Callable[[], object]) -> Callable[[], None]:
    """Return a call that does `action` the first time, then only when `seconds` have passed since."""
    next_time = 0.0

    def call() -> None:
        nonlocal next_time
        if time.monotonic() >= next_time:
            next_time = time.monotonic() + seconds
            action()

    return call
