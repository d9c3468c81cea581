"""Writes the GraphQL schema into `graphql/schema.graphql`, or checks that it stands there as the code has it."""

from __future__ import annotations

from pathlib import Path

from api.management.printing import PrintCommand
from api.schema.contract import RENEW, contract_file, contract_text


class Command(PrintCommand):
    """`manage.py print_schema [--check]`."""

    help = "Writes the GraphQL schema into graphql/schema.graphql."
    renew = RENEW

    def file(self) -> Path:
        """The contract."""
        return contract_file()

    def text(self) -> str:
        """The schema as the code keeps it."""
        return contract_text()
