"""`manage.py reset_second_factor NAME`: for somebody who lost both the telephone and the recovery codes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from editorial.second_factor import take_away
from editorial.sessions import end_sessions


class Command(BaseCommand):
    """Forgets the second factor of an account and logs it out everywhere; a publisher sets another one up at the next log-in."""

    help = "Forget the second factor of an account and log it out. First make sure, in person or by voice, who asks for it."

    def add_arguments(self, parser: Any) -> None:
        """Add the name."""
        parser.add_argument("name", help="the user name")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Forget it and say so."""
        with transaction.atomic():
            user = get_user_model()._default_manager.filter(username=options["name"]).first()
            if user is None:
                raise CommandError(f"There is no account named “{options['name']}”.")
            had_one = take_away(user) > 0
            sessions = end_sessions(user)
        done = "is forgotten" if had_one else "was none"
        self.stdout.write(f"The second factor of {options['name']} {done}; {sessions} sessions ended.")
