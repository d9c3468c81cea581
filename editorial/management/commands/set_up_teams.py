"""`manage.py set_up_teams`: groups, collections, rights and workflow of the associations."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from editorial.setting_up import set_up


class Command(BaseCommand):
    """Makes what is missing; running it again changes nothing."""

    help = "Set the teams up: groups, collections, rights and workflow, for every association with a space (makes only what is missing)."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Set up, with a line for each team."""
        made = set_up(self.stdout.write)
        self.stdout.write(f"The teams are set up ({made} new)." if made else "The teams were set up already.")
