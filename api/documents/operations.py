"""The operations kept with the contract: one a file below `graphql/operations/`, the file called as the operation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from graphql import GraphQLError, OperationDefinitionNode, OperationType, parse


class WrongOperationFileError(Exception):
    """A file below `graphql/operations/` that is not one operation of its own name; the message says which and why."""


@dataclass(frozen=True)
class KeptOperation:
    """One operation with its text exactly as the file has it, comments and last line break included."""

    name: str
    type: OperationType
    text: str


def operations_folder() -> Path:
    """Where the operations stand."""
    return Path(settings.BASE_DIR) / "graphql" / "operations"


def kept_operations() -> list[KeptOperation]:
    """All operations by name, whatever their folder. A file that breaks a rule raises WrongOperationFileError."""
    found: dict[str, KeptOperation] = {}
    for file in sorted(operations_folder().rglob("*.graphql")):
        operation = operation_in(file)
        if operation.name in found:
            raise WrongOperationFileError(f"{file.name}: there is another operation of this name.")
        found[operation.name] = operation
    return [found[name] for name in sorted(found)]


def operation_in(file: Path) -> KeptOperation:
    """The operation in `file`. A file that breaks a rule raises WrongOperationFileError."""
    try:
        # As bytes: reading a file as text would change the ends of its lines, and with them the id.
        text = file.read_bytes().decode()
        definitions = parse(text).definitions
    except UnicodeDecodeError as error:
        raise WrongOperationFileError(f"{file.name}: it is not UTF-8.") from error
    except GraphQLError as error:
        raise WrongOperationFileError(f"{file.name}: {error.message}") from error
    operations = [definition for definition in definitions if isinstance(definition, OperationDefinitionNode)]
    if len(operations) != 1:
        raise WrongOperationFileError(f"{file.name}: a file holds one operation, not {len(operations)}.")
    name = operations[0].name
    if name is None or name.value != file.stem:
        raise WrongOperationFileError(f"{file.name}: the operation must be called {file.stem}.")
    return KeptOperation(name.value, operations[0].operation, text)
