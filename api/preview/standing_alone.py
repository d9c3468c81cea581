"""The field `preview` stands alone at the root: drafts and what readers have never meet in one answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
)

FIELD = "preview"

MESSAGE = f"“{FIELD}” is asked for once and alone: beside it the root may hold __typename, and nothing else."


def is_preview(document: DocumentNode, operation: OperationDefinitionNode) -> bool:
    """Whether an operation of a valid document asks for a preview."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    return any(field.name.value == FIELD for field in root_fields(operation, fragments.get))


class PreviewStandsAlone(ASTValidationRule):
    """Refuses an operation that asks for a preview and something else, or for two previews. Directives change nothing of that."""

    def enter_operation_definition(self, node: OperationDefinitionNode, *_more: Any) -> None:
        """Look at the fields of the root, whatever fragment they stand in."""
        fields = [field for field in root_fields(node, self.context.get_fragment) if field.name.value != "__typename"]
        answers = {(field.name.value, field.alias.value if field.alias else field.name.value) for field in fields}
        if len(answers) > 1 and any(name == FIELD for name, _answer in answers):
            self.report_error(GraphQLError(MESSAGE, node))


def root_fields(operation: OperationDefinitionNode, fragment: Callable[[str], FragmentDefinitionNode | None]) -> Iterator[FieldNode]:
    """The fields of the root; each fragment is opened once, so that those that spread one another come to an end."""
    opened: set[str] = set()
    waiting = [operation.selection_set]
    while waiting:
        for selection in waiting.pop().selections:
            if isinstance(selection, FieldNode):
                yield selection
            elif not isinstance(selection, FragmentSpreadNode):
                waiting.append(selection.selection_set)  # type: ignore[attr-defined]
            elif selection.name.value not in opened:
                opened.add(selection.name.value)
                if (found := fragment(selection.name.value)) is not None:
                    waiting.append(found.selection_set)
