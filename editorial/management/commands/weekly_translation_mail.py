"""`manage.py weekly_translation_mail`: shows the mails of what is to translate; with --send, sends them without waiting for Monday."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from editorial import mails
from editorial.translation import weekly_mail


class Command(BaseCommand):
    """The scheduler sends these mails by itself; this is to look at them, and to send them at another time."""

    help = "Show the weekly mails of what is to translate (--send: send them to all who have had none since Monday)."

    def add_arguments(self, parser: Any) -> None:
        """Add --send and --to."""
        parser.add_argument("--send", action="store_true", help="send them now; nobody gets two in a week")
        parser.add_argument("--to", metavar="USER", help="show the mail of one person alone")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Show, or send."""
        if options["send"]:
            if options["to"]:
                raise CommandError("--to shows one mail; --send sends everybody's.")
            now = timezone.now()
            self.stdout.write(f"{weekly_mail.send(weekly_mail.last_turn(now), now)} mails sent.")
            return
        shown = 0
        for user, weeks in weekly_mail.previews():
            if options["to"] in (None, user.get_username()):
                subject, body = mails.written(weekly_mail.TEMPLATE, user, weekly_mail.context_of(weeks))
                self.stdout.write(f"--- {user.email}\n{subject}\n\n{body}")
                shown += 1
        self.stdout.write(f"{shown} mails; nothing was sent.")
