"""The operations kept with the contract: one a file below `graphql/operations/`, the file called as the operation.

Folders called `fragments` hold what operations share (`api.documents.fragments`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from graphql import OperationDefinitionNode, OperationType

from api.documents.fragments import FOLDER, WrongFileError, kept_fragments, read_document, with_fragments


@dataclass(frozen=True)
class KeptOperation:
    """One operation with its text exactly as the file has it, comments and last line break included; shared fragments behind it."""

    name: str
    type: OperationType
    text: str


def operations_folder() -> Path:
    """Where the operations stand."""
    return Path(settings.BASE_DIR) / "graphql" / "operations"


def kept_operations() -> list[KeptOperation]:
    """All operations by name, whatever their folder. A file that breaks a rule raises WrongFileError."""
    found: dict[str, KeptOperation] = {}
    fragments = kept_fragments(operations_folder())
    for file in operation_files():
        operation = _operation(file, fragments)
        if operation.name in found:
            raise WrongFileError(f"{file.name}: there is another operation of this name.")
        found[operation.name] = operation
    return [found[name] for name in sorted(found)]


def operation_files() -> list[Path]:
    """The files that hold an operation, in the order of their paths."""
    return sorted(file for file in operations_folder().rglob("*.graphql") if file.parent.name != FOLDER)


def operation_in(file: Path) -> KeptOperation:
    """The operation in `file`. A file that breaks a rule raises WrongFileError."""
    return _operation(file, kept_fragments(operations_folder()))


def _operation(file: Path, fragments: Mapping[str, str]) -> KeptOperation:
    text, document = read_document(file)
    operations = [definition for definition in document.definitions if isinstance(definition, OperationDefinitionNode)]
    if len(operations) != 1:
        raise WrongFileError(f"{file.name}: a file holds one operation, not {len(operations)}.")
    name = operations[0].name
    if name is None or name.value != file.stem:
        raise WrongFileError(f"{file.name}: the operation must be called {file.stem}.")
    return KeptOperation(name.value, operations[0].operation, with_fragments(text, document, fragments))
