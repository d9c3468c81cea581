"""`manage.py run_scheduler`: publishes and withdraws what is due, keeps the journal and the board whole, writes the weekly mails.

Beside that, in a thread of its own, it looks for what is no longer right in public content (`editorial.upkeep`).
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.runner.beside import Beside
from cms.runner.rhythm import repeat
from cms.runner.scheduler import run_due
from editorial.lateness import SCHEDULER, beat
from editorial.translation import standing, weekly_mail
from editorial.upkeep.refreshing import LOOK_EVERY, Upkeep
from pages import page_reports
from pages.journal.sweep import prune, sweep
from search.unanswered import forget

logger = logging.getLogger(__name__)

# Seconds. A page scheduled for noon is public within the first; a bypass of the journal is found within the second.
DUE_EVERY = 5
SWEEP_EVERY = 3600
PRUNE_EVERY = 86_400
# On Monday morning, everybody's mail goes out within this time.
MAIL_EVERY = 300
# Midnight is noticed so soon: what only yesterday needed is thrown away then.
FORGET_EVERY = 60
# The sign of life that `manage.py doctor` looks at.
BEAT_EVERY = 30


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
        chores = [
            Chore(sweep, SWEEP_EVERY),
            Chore(standing.refresh_lacking, SWEEP_EVERY),
            Chore(prune, PRUNE_EVERY),
            Chore(page_reports.forget, PRUNE_EVERY),
            Chore(forget, FORGET_EVERY),
            Chore(weekly_mail.send_due, MAIL_EVERY),
            Chore(partial(beat, SCHEDULER), BEAT_EVERY),
        ]

        def pass_once() -> None:
            run_due(timezone.now())
            for chore in chores:
                chore.do_if_due()

        with Beside(Upkeep().do_if_due, every=LOOK_EVERY):
            repeat(pass_once, every=DUE_EVERY)


@dataclass
class Chore:
    """Something done at the start, then each `every` seconds; a failure is logged and keeps nothing else from being done."""

    action: Callable[[], object]
    every: float
    due_at: float = field(default=0.0, init=False)

    def do_if_due(self) -> None:
        """Do it when its time has come."""
        if time.monotonic() < self.due_at:
            return
        self.due_at = time.monotonic() + self.every
        try:
            self.action()
        except Exception:
            # Publishing on time matters more than any chore: the next hour is another chance.
            logger.exception("The chore %s failed", self.action)
