"""How much one operation may ask, checked before anything else looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationRule,
)

from api.http.errors import ErrorCode

# Lexical tokens of a document: GraphiQL's introspection has 200, the longest operation of ours 400.
MAX_TOKENS = 2_000
# Comments are kept by the parser in memory like tokens.
MAX_COMMENTS = 500
# Levels of fields. The deepest sensible path (edition, contents, speakers, person, organisation, logo, rendition) has eight.
MAX_DEPTH = 12


class DepthLimit(ValidationRule):
    """Refuses operations whose fields are nested more than MAX_DEPTH levels deep; introspection is measured by its tokens alone.

    It goes down level by level, at most MAX_DEPTH of them: rules that recurse, ours or others, would meet Python's own limit first.
    """

    def enter_operation_definition(self, node: OperationDefinitionNode, *_arguments: object) -> None:
        """Measure one operation, its fragments included."""
        level = [node.selection_set]
        for _depth in range(MAX_DEPTH):
            level = [field.selection_set for field in self._fields(level) if field.selection_set]
        if any(True for _field in self._fields(level)):
            message = f"The operation is more than {MAX_DEPTH} levels deep."
            self.report_error(GraphQLError(message, node, extensions={"code": ErrorCode.LIMIT_EXCEEDED.value}))

    def _fields(self, level: Iterable[SelectionSetNode]) -> Iterator[FieldNode]:
        """The fields of some selections; each fragment they spread is opened once."""
        opened: set[str] = set()
        waiting = list(level)
        while waiting:
            for selection in waiting.pop().selections:
                if isinstance(selection, FieldNode):
                    if not selection.name.value.startswith("__"):
                        yield selection
                elif isinstance(selection, InlineFragmentNode):
                    waiting.append(selection.selection_set)
                elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in opened:
                    opened.add(selection.name.value)
                    fragment = self.context.get_fragment(selection.name.value)
                    if fragment is not None:
                        waiting.append(fragment.selection_set)
