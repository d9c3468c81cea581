"""What the commands have in common that write a file of `graphql/` from the code, or check that it stands there as the code has it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class PrintCommand(BaseCommand):
    """`manage.py <command> [--check]`. A file that is not in step fails the check with the command that renews it."""

    # What people run to have the file written.
    renew: str

    def file(self) -> Path:
        """Where the file stands."""
        raise NotImplementedError

    def text(self) -> str:
        """What should stand in it."""
        raise NotImplementedError

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option: check only."""
        parser.add_argument("--check", action="store_true", help="Write nothing; fail if the file is not in step with the code.")

    def handle(self, *_arguments: object, check: bool, **_options: object) -> None:
        """Write, or check and fail."""
        file, text = self.file(), self.text()
        if not check:
            file.write_text(text, encoding="utf-8")
            self.stdout.write(f"Wrote {file.name}.")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            name = file.relative_to(settings.BASE_DIR).as_posix()
            raise CommandError(f"{name} is not in step with the code: run `{self.renew}` and review what changed.")
