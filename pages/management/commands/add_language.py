"""`manage.py add_language CODE`: gives the site a language that `LANGUAGES` has just been given."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from pages import languages
from pages.journal.sweep import sweep
from pages.new_language import NotOnlyTheLanguageError, is_migrated, refusal, unwritten_changes


class Command(BaseCommand):
    """Columns, public paths, journal, search index and contract, in this order; running it again changes nothing."""

    help = "After a language was added to LANGUAGES: migrate, give every page its path in it, index again, print the contract."

    def add_arguments(self, parser: Any) -> None:
        """Add the code."""
        parser.add_argument("code", help="the code of the language, e.g. es")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Do each step with a line, or say what is missing first."""
        code = options["code"]
        if reason := refusal(code):
            raise CommandError(reason)
        self._columns(code)
        self.stdout.write("Public paths and journal:")
        written = sweep(self._progress)
        self.stdout.write(f"{written} changes written to the journal.")
        call_command("print_schema", stdout=self.stdout)
        call_command("rebuild_index", stdout=self.stdout)
        self.stdout.write(
            f"{languages.native_name(code)} is there. Until an editor marks a page ready in it, the page answers in the source language. "
            "Commit the new migration and graphql/schema.graphql, and start the program again."
        )

    def _columns(self, code: str) -> None:
        try:
            changes = unwritten_changes(code)
        except NotOnlyTheLanguageError as error:
            raise CommandError(str(error)) from error
        if changes:
            call_command("makemigrations", "pages", name=f"language_{code.replace('-', '_')}", interactive=False, stdout=self.stdout)
        if not is_migrated():
            call_command("migrate", interactive=False, stdout=self.stdout)

    def _progress(self, kind: str, done: int, total: int) -> None:
        self.stdout.write(f"  {kind}: {done} of {total}")
