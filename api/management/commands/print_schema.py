"""Writes the GraphQL schema into `graphql/schema.graphql`, or checks that it stands there as the code has it."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from api.schema.contract import RENEW, contract_file, contract_text, is_kept


class Command(BaseCommand):
    """`manage.py print_schema [--check]`."""

    help = "Writes the GraphQL schema into graphql/schema.graphql."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option: check only."""
        parser.add_argument("--check", action="store_true", help="Write nothing; fail if the file is not in step with the code.")

    def handle(self, *_arguments: object, check: bool, **_options: object) -> None:
        """Write, or check and fail with the command that renews the file."""
        if check:
            if not is_kept():
                raise CommandError(f"graphql/schema.graphql is not in step with the code: run `{RENEW}` and review what changed.")
            return
        contract_file().write_text(contract_text(), encoding="utf-8")
        self.stdout.write(f"Wrote {contract_file().name}.")
