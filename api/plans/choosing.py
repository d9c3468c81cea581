"""The plans of one operation: one for each choice of the parts that its variables include or skip."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError
from graphql import DocumentNode, FragmentDefinitionNode, GraphQLError, GraphQLSchema, OperationDefinitionNode, OperationType, VariableNode
from graphql.execution.values import get_variable_values

from api.plans.compiling import Plan, PlanError, compiled

logger = logging.getLogger(__name__)

# Choices kept: operations depend on one or two variables, each yes or no.
MOST_CHOICES = 8
OPTIONAL = ("skip", "include")


class Plans:
    """Answers one operation of a valid document, as far as plans can."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        self.schema = schema
        self.document = document
        self.operation = operation
        self._deciding = tuple(sorted(set(_deciding_variables(document))))
        self._plans: dict[tuple[Any, ...], Plan | None] = {}

    def data(self, context: Any, raw_variables: dict[str, Any] | None) -> dict[str, Any] | None:
        """The data of the answer, without any error; None where graphql-core must answer. Raises DatabaseError alone."""
        definitions = self.operation.variable_definitions or ()
        variables = get_variable_values(self.schema, definitions, raw_variables or {})
        if isinstance(variables, list):
            return None
        plan = self._plan(variables)
        if plan is None:
            return None
        try:
            return plan.data(context, variables)
        except DatabaseError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, graphql-core meets it again, and it is told and logged then
            # Not what it says: that may repeat what somebody searched for.
            logger.debug("Answered by graphql-core: %s", type(error).__name__)
            return None

    def _plan(self, variables: dict[str, Any]) -> Plan | None:
        choice = tuple(variables.get(name) for name in self._deciding)
        if choice not in self._plans:
            if self.operation.operation != OperationType.QUERY or len(self._plans) >= MOST_CHOICES:
                return None
            self._plans[choice] = self._compiled(variables)
        return self._plans[choice]

    def _compiled(self, variables: dict[str, Any]) -> Plan | None:
        try:
            return compiled(self.schema, self.document, self.operation, variables)
        except (PlanError, GraphQLError) as error:
            logger.debug("No plan: %s", type(error).__name__)
            return None


def _deciding_variables(document: DocumentNode) -> Iterator[str]:
    """The variables on which it depends which parts of the document are answered."""
    waiting: list[Any] = [node for node in document.definitions if isinstance(node, OperationDefinitionNode | FragmentDefinitionNode)]
    while waiting:
        node = waiting.pop()
        for directive in node.directives:
            if directive.name.value in OPTIONAL:
                yield from (argument.value.name.value for argument in directive.arguments if isinstance(argument.value, VariableNode))
        selections = getattr(node, "selection_set", None)
        waiting.extend(selections.selections if selections else ())
