"""How much one operation may ask, checked before anything runs."""

from __future__ import annotations

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValidationContext,
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
    """Refuses operations whose fields are nested more than MAX_DEPTH levels deep; introspection is measured by its tokens alone."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        # Each fragment is measured once: fragments that spread one another twice would otherwise double the work at every step.
        self.fragment_depths: dict[str, int] = {}

    def enter_operation_definition(self, node: OperationDefinitionNode, *_arguments: object) -> None:
        """Measure one operation, its fragments included."""
        depth = self._depth(node.selection_set)
        if depth > MAX_DEPTH:
            self.report_error(
                GraphQLError(
                    f"The operation is {depth} levels deep; at most {MAX_DEPTH} are allowed.",
                    node,
                    extensions={"code": ErrorCode.LIMIT_EXCEEDED.value},
                )
            )

    def _depth(self, selection_set: SelectionSetNode | None) -> int:
        selections = selection_set.selections if selection_set else ()
        return max(map(self._selection_depth, selections), default=0)

    def _selection_depth(self, selection: SelectionNode) -> int:
        if isinstance(selection, FieldNode):
            return 0 if selection.name.value.startswith("__") else 1 + self._depth(selection.selection_set)
        if isinstance(selection, InlineFragmentNode):
            return self._depth(selection.selection_set)
        name = selection.name.value if isinstance(selection, FragmentSpreadNode) else ""
        if name not in self.fragment_depths:
            # Stands while the fragment is being measured: one inside itself adds nothing here, and another rule refuses it.
            self.fragment_depths[name] = 0
            fragment = self.context.get_fragment(name)
            self.fragment_depths[name] = self._depth(fragment.selection_set) if fragment else 0
        return self.fragment_depths[name]
