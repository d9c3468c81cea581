"""A mutation asks for one field: what it may cost a client is counted by the operation."""

from __future__ import annotations

from typing import Any

from graphql import ASTValidationRule, GraphQLError, OperationDefinitionNode, OperationType

from api.preview.standing_alone import root_fields

MESSAGE = "A mutation asks for one field: beside it the root may hold __typename, and nothing else."


class MutationStandsAlone(ASTValidationRule):
    """Refuses a mutation with several fields at its root, in whatever fragment they stand. Directives change nothing of that."""

    def enter_operation_definition(self, node: OperationDefinitionNode, *_more: Any) -> None:
        """Count the answers at the root of a mutation."""
        if node.operation is not OperationType.MUTATION:
            return
        answers = {
            field.alias.value if field.alias else field.name.value
            for field in root_fields(node, self.context.get_fragment)
            if field.name.value != "__typename"
        }
        if len(answers) > 1:
            self.report_error(GraphQLError(MESSAGE, node))
