"""`manage.py fill_crisis_words`: the words by which searches are recognised as calls for help, where nobody has written any."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from pages.starter_content.snippets import fill_crisis_words


class Command(BaseCommand):
    """Fills the empty lists of the reasons for urgent help; what an editor wrote is never touched."""

    help = "Fill the lists of words of each reason for urgent help of which all lists are empty."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Fill them."""
        self.stdout.write(f"Reasons whose lists were filled: {fill_crisis_words()}.")
