"""What an operation may cost at most: the objects of its answer, counted from its text and variables before anything is read.

Page sizes multiply: `resources(first: 20) { nodes { themes { name } } }` is a list, 20 pages and 10 themes for each. A list that takes no
size, or is given none, counts ten, or what the contract says it has then; a page that is given none, as many as it answers then. A size
that is null, negative or no number, or a variable that is missing, counts as the largest there is, whatever the field makes of it. Of
what is asked of several types of object only the dearest counts: an object is of one type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLArgument,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Undefined,
    ValueNode,
    VariableNode,
    get_named_type,
    is_composite_type,
    is_object_type,
    value_from_ast_untyped,
)

from api.types.limits import DEFAULT_FIRST, MAX_FIRST

# Objects of one answer: the largest operation of ours has a fifth of it.
MAX_OBJECTS = 2_000
# What a size counts that says nothing of use: the largest page of a list.
LARGEST_PAGE = MAX_FIRST
# What a page of a list has whose size is not said.
USUAL_PAGE = DEFAULT_FIRST
# What a list counts that takes no size: themes, speakers, steps.
USUAL_LIST = 10
# What is no object of its own: places in a text that is counted already.
PARTS_OF_A_TEXT = frozenset({"TextRange"})
# The arguments that say how long a list may become: a number of items, or the items themselves.
SIZE_ARGUMENTS = ("first", "ids")

Variables = Mapping[str, Any]


@dataclass(frozen=True)
class Size:
    """How many items a list may have: `number`, or what the variable of this name says."""

    number: int = LARGEST_PAGE
    variable: str = ""

    def value(self, variables: Variables) -> int:
        """The number of items at most."""
        return _items(variables.get(self.variable)) if self.variable else self.number


ONE = Size(1)


@dataclass(eq=False)
class Part:
    """A selection: the fields in it that lead to objects, each with its number of items, whether they count, and what is asked of them."""

    fields: list[tuple[Size, bool, Part]] = field(default_factory=list)
    fragments: list[Part] = field(default_factory=list)
    types: dict[str, list[Part]] = field(default_factory=dict)
    """What is asked of each type the object may be of. It is of one: the one that costs most counts."""

    def objects(self, variables: Variables, known: dict[Part, int]) -> int:
        """How many objects the selection brings for one object; `known` holds the parts counted before."""
        if self not in known:
            total = sum(part.objects(variables, known) for part in self.fragments)
            total += max((sum(part.objects(variables, known) for part in parts) for parts in self.types.values()), default=0)
            for size, counts, part in self.fields:
                total += size.value(variables) * (counts + part.objects(variables, known))
            known[self] = total
        return known[self]


class Cost:
    """The cost of one operation of a valid document."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        root = schema.get_root_type(operation.operation)
        self._defaults = {
            definition.variable.name.value: value_from_ast_untyped(definition.default_value)
            for definition in operation.variable_definitions
            if definition.default_value is not None
        }
        self._part = _Reading(schema, document).part(operation.selection_set, root) if root is not None else Part()

    def objects(self, variables: Variables | None) -> int:
        """The objects of the answer at most; `variables` are as the client sent them."""
        return self._part.objects({**self._defaults, **(variables or {})}, {})


class _Reading:
    """Goes through a document once; each fragment is read once for each type it is read on."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self.schema = schema
        self.fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
        self.read: dict[tuple[str, str], Part] = {}

    def part(self, selections: SelectionSetNode, parent: GraphQLNamedType, page: Size | None = None) -> Part:
        """The parts of a selection on `parent`; `page` is the size of the list that `parent` is a page of."""
        made = Part()
        self._fill(made, selections, parent, page)
        return made

    def _fill(self, made: Part, selections: SelectionSetNode, parent: GraphQLNamedType, page: Size | None) -> None:
        for selection in selections.selections:
            if isinstance(selection, FieldNode):
                self._add_field(made, selection, parent, page)
            elif isinstance(selection, InlineFragmentNode):
                on = self._named(selection.type_condition.name.value) if selection.type_condition else parent
                _parts_on(made, on, parent).append(self.part(selection.selection_set, on, page))
            elif isinstance(selection, FragmentSpreadNode):
                on = self._named(self.fragments[selection.name.value].type_condition.name.value)
                _parts_on(made, on, parent).append(self._fragment(selection.name.value, page))

    def _fragment(self, name: str, page: Size | None) -> Part:
        key = (name, repr(page))
        if key not in self.read:
            definition = self.fragments[name]
            self.read[key] = self.part(definition.selection_set, self._named(definition.type_condition.name.value), page)
        return self.read[key]

    def _add_field(self, made: Part, node: FieldNode, parent: GraphQLNamedType, page: Size | None) -> None:
        definition = getattr(parent, "fields", {}).get(node.name.value)
        if definition is None or node.selection_set is None:
            # Introspection is measured by its tokens alone; scalars are no objects.
            return
        named = get_named_type(definition.type)
        if not is_composite_type(named) or named.name in PARTS_OF_A_TEXT:
            return
        size = _size(node, definition.args)
        if _is_list(definition.type):
            made.fields.append((page or size or _unsaid_size(definition.args), True, self.part(node.selection_set, named)))
        else:
            # A connection: its items are counted where they are asked for. An edge is no object beside its node.
            of_list = size or (Size(USUAL_PAGE) if SIZE_ARGUMENTS[0] in definition.args else None)
            made.fields.append((ONE, not parent.name.endswith("Edge"), self.part(node.selection_set, named, of_list)))

    def _named(self, name: str) -> GraphQLNamedType:
        return self.schema.type_map[name]


def _parts_on(made: Part, on: GraphQLNamedType, parent: GraphQLNamedType) -> list[Part]:
    """Where a fragment on a type belongs, in a selection on `parent`."""
    return made.types.setdefault(on.name, []) if on is not parent and is_object_type(on) else made.fragments


def _is_list(type_: Any) -> bool:
    while isinstance(type_, GraphQLNonNull):
        type_ = type_.of_type
    return isinstance(type_, GraphQLList)


def _size(node: FieldNode, arguments: Iterable[str]) -> Size | None:
    """The size that a field's arguments give; None where they give none."""
    names = [name for name in SIZE_ARGUMENTS if name in arguments]
    return next((_given_size(argument.value) for argument in node.arguments if argument.name.value in names), None)


def _unsaid_size(arguments: Mapping[str, GraphQLArgument]) -> Size:
    """The size of a list whose arguments give none."""
    first = arguments.get(SIZE_ARGUMENTS[0])
    return Size(USUAL_LIST if first is None or first.default_value in (None, Undefined) else first.default_value)


def _given_size(value: ValueNode) -> Size:
    if isinstance(value, VariableNode):
        return Size(variable=value.name.value)
    if isinstance(value, IntValueNode):
        return Size(_items(int(value.value)))
    if isinstance(value, ListValueNode):
        return Size(len(value.values))
    return Size()


def _items(value: object) -> int:
    if isinstance(value, list):
        return len(value)
    # True is a number to Python, and none to GraphQL.
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else LARGEST_PAGE
