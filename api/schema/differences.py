"""What changed in the contract since a state of it, as far as clients may feel it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from graphql import GraphQLError, build_schema, find_breaking_changes, find_dangerous_changes

from api.schema.contract import contract_file


class NoContractError(Exception):
    """What was named holds no contract; the message says why."""


@dataclass(frozen=True)
class Differences:
    """Sentences, in order: what breaks operations that worked, and what may surprise clients that rely on the present shape of answers."""

    breaking: list[str]
    dangerous: list[str]


def differences(before: str, after: str) -> Differences:
    """What changed between two contracts in GraphQL's own language. A text that is none raises NoContractError."""
    try:
        old, new = build_schema(before), build_schema(after)
    except (GraphQLError, TypeError) as error:
        raise NoContractError(f"That is no GraphQL schema: {error}") from error
    return Differences(
        sorted(change.description for change in find_breaking_changes(old, new)),
        sorted(change.description for change in find_dangerous_changes(old, new)),
    )


def contract_at(base: str) -> str:
    """The contract in the file `base` or, where there is none, as the git revision `base` has it; else NoContractError is raised."""
    if Path(base).is_file():
        return Path(base).read_text(encoding="utf-8")
    path = contract_file().relative_to(settings.BASE_DIR).as_posix()
    # Relative to the folder, which need not be the top of the repository; never an option, whatever `base` begins with.
    command = ["git", "show", "--end-of-options", f"{base}:./{path}"]
    try:
        shown = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, check=False, encoding="utf-8")  # noqa: S603 - arguments, no shell
    except OSError as error:
        raise NoContractError(f"{base} is no file, and git cannot be asked: {error}.") from error
    if shown.returncode:
        raise NoContractError(f"{base} is no file, and git says: {shown.stderr.strip()}")
    return shown.stdout
