"""`manage.py leave_staff NAME`: closes the account of somebody who leaves."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from editorial.leaving import leave


class Command(BaseCommand):
    """Closes an account and hands back what it held; what it wrote keeps its author."""

    help = "Close the account of somebody who leaves: no log-in, no session, locks and submissions handed back, authorship kept."

    def add_arguments(self, parser: Any) -> None:
        """Add the name."""
        parser.add_argument("name", help="the user name")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Close the account and say what was handed back."""
        user = get_user_model()._default_manager.filter(username=options["name"]).first()
        if user is None:
            raise CommandError(f"There is no account named “{options['name']}”.")
        done = leave(user)
        handed_back = f"{done.sessions} sessions ended, {done.locks} locks lifted, {done.submissions} submissions withdrawn"
        self.stdout.write(f"{options['name']} has left: {handed_back}.")
