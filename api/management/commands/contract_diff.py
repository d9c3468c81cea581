"""Lists what changed in the contract since a git revision or a file, and fails if it breaks clients."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from api.schema.contract import contract_text
from api.schema.differences import NoContractError, contract_at, differences


class Command(BaseCommand):
    """`manage.py contract_diff <base>`."""

    help = "Lists breaking and dangerous changes of the GraphQL contract since a git revision or a file; fails if any is breaking."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One argument: what to compare with."""
        parser.add_argument("base", help="A git revision (main, v1.0, a commit), or a file that holds a schema.")

    def handle(self, *_arguments: object, base: str, **_options: object) -> None:
        """Compare with the contract as the code keeps it now."""
        try:
            found = differences(contract_at(base), contract_text())
        except NoContractError as error:
            raise CommandError(str(error)) from error
        self._list("Breaking: operations that worked are refused or answer otherwise", found.breaking)
        self._list("Dangerous: clients that rely on today's values, types or defaults may notice", found.dangerous)
        if found.breaking:
            raise CommandError(
                f"The contract breaks clients since {base}: deprecate first, with a reason and two dates (graphql/README.md)."
            )
        self.stdout.write(f"Nothing breaks since {base}.")

    def _list(self, title: str, changes: list[str]) -> None:
        if changes:
            self.stdout.write("\n".join([f"{title} ({len(changes)}):", *(f"  - {change}" for change in changes), "", ""]))
