"""Fragments that several operations share: one a file in a folder called `fragments`, the file called as the fragment.

An operation is run with the fragments it names, and with those that these name: their texts stand behind its own, by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graphql import DocumentNode, FragmentDefinitionNode, FragmentSpreadNode, GraphQLError, Visitor, parse, visit

FOLDER = "fragments"


class WrongFileError(Exception):
    """A file below `graphql/operations/` that is not one definition of its own name; the message says which and why."""


def kept_fragments(operations: Path) -> dict[str, str]:
    """The texts of all fragments below `operations`, by name. A file that breaks a rule raises WrongFileError."""
    found: dict[str, str] = {}
    for file in sorted(operations.rglob(f"{FOLDER}/*.graphql")):
        text, document = read_document(file)
        names = [node.name.value if isinstance(node, FragmentDefinitionNode) else None for node in document.definitions]
        if names != [file.stem]:
            raise WrongFileError(f"{file.name}: the file must hold the fragment {file.stem} and nothing else.")
        if file.stem in found:
            raise WrongFileError(f"{file.name}: there is another fragment of this name.")
        found[file.stem] = text
    return found


def read_document(file: Path) -> tuple[str, DocumentNode]:
    """The text of a file to the last byte, and what it says; raises WrongFileError where it says nothing."""
    try:
        # As bytes: reading a file as text would change the ends of its lines, and with them the id of an operation.
        text = file.read_bytes().decode()
        return text, parse(text, no_location=True)
    except UnicodeDecodeError as error:
        raise WrongFileError(f"{file.name}: it is not UTF-8.") from error
    except GraphQLError as error:
        raise WrongFileError(f"{file.name}: {error.message}") from error


def with_fragments(text: str, document: DocumentNode, fragments: Mapping[str, str]) -> str:
    """The text of an operation with the texts of the shared fragments it needs; names that are nowhere stay for validation to tell."""
    own = {node.name.value for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    needed: set[str] = set()
    waiting = _spread(document)
    while waiting:
        name = waiting.pop()
        if name in own or name in needed or name not in fragments:
            continue
        needed.add(name)
        waiting |= _spread(parse(fragments[name], no_location=True))
    return "\n".join([text, *(fragments[name] for name in sorted(needed))])


def _spread(document: DocumentNode) -> set[str]:
    found: set[str] = set()

    class Spreads(Visitor):
        def enter_fragment_spread(self, node: FragmentSpreadNode, *_arguments: object) -> None:
            found.add(node.name.value)

    visit(document, Spreads())
    return found
