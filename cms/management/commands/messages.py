"""`manage.py messages`: keeps the interface's catalogues in step with the code (Babel; no system tool is needed)."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.catalogues import compile_catalogues, problems, update_catalogues


class Command(BaseCommand):
    """Extracts, compiles or checks the texts of our rooms."""

    help = "Extract the texts of the code into locales/ and compile them (--check: only say what is missing)."
    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        """Add --check."""
        parser.add_argument("--check", action="store_true", help="change nothing; fail when a text is missing or untranslated")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Update and compile the catalogues, or fail with the list of what they lack."""
        if options["check"]:
            if found := list(problems()):
                raise CommandError("\n".join([*found, f"{len(found)} texts to mend in locales/."]))
            self.stdout.write("The catalogues are complete.")
            return
        for file in [*update_catalogues(), *compile_catalogues()]:
            self.stdout.write(str(file.relative_to(settings.BASE_DIR)))
