"""From an operation to a plan: a closure for each selection, which takes an object and gives its part of the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    OperationDefinitionNode,
    Undefined,
    VariableNode,
    default_field_resolver,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.values import get_argument_values
from graphql.language import ValueNode

Values = Mapping[str, Any]
Complete = Callable[[Any, "Run"], Any]

# What JSON knows as it is, by the name of the type: a value of exactly this Python type needs no conversion.
PLAIN: dict[str, type] = {"String": str, "ID": str, "Boolean": bool}


class PlanError(Exception):
    """The plan cannot answer: graphql-core must."""


class Info:
    """What resolvers may know of their field under a plan: what all fields of the operation share."""

    __slots__ = ("context",)

    def __init__(self, context: Any) -> None:
        self.context = context


class Run:
    """One run of a plan: its variables, coerced, and the arguments made of them so far."""

    __slots__ = ("arguments", "info", "variables")

    def __init__(self, context: Any, variables: Values) -> None:
        self.info = Info(context)
        self.variables = variables
        # By the identity of the field: nodes are compared by all they hold.
        self.arguments: dict[int, dict[str, Any]] = {}


class Plan:
    """An operation compiled for one choice of its optional parts."""

    def __init__(self, execute: Complete) -> None:
        self._execute = execute

    def data(self, context: Any, variables: Values) -> dict[str, Any]:
        """The data of the answer. Whatever it raises, graphql-core has to answer instead."""
        found: dict[str, Any] = self._execute(None, Run(context, variables))
        return found


def compiled(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Values) -> Plan:
    """The plan of a query, for the parts that these variables include. Raises PlanError for one that has no plan: introspection."""
    return Plan(_Compiler(schema, document, variables).root(operation))


class _Compiler:
    """Compiles the selections of one operation; fragments and optional parts are resolved by graphql-core's own rules."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Values) -> None:
        self.schema = schema
        self.variables = dict(variables)
        self.fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}

    def root(self, operation: OperationDefinitionNode) -> Complete:
        root = self.schema.get_root_type(operation.operation)
        if root is None:
            raise PlanError("There is no such root.")
        return self._object(root, collect_fields(self.schema, self.fragments, self.variables, root, operation.selection_set))

    def _object(self, type_: GraphQLObjectType, fields: dict[str, list[FieldNode]]) -> Complete:
        steps = [self._step(type_, name, nodes) for name, nodes in fields.items()]

        def execute(source: Any, run: Run) -> dict[str, Any]:
            info = run.info
            return {
                name: complete(resolve(source, info) if arguments is None else resolve(source, info, **arguments(run)), run)
                for name, resolve, arguments, complete in steps
            }

        return execute

    def _step(self, parent: GraphQLObjectType, name: str, nodes: list[FieldNode]) -> tuple[str, Any, Any, Complete]:
        field_name = nodes[0].name.value
        if field_name == "__typename":
            return name, lambda _source, _info, said=parent.name: said, None, _as_it_is
        field = parent.fields.get(field_name)
        if field is None:
            raise PlanError(f"{field_name} has no plan.")
        return name, field.resolve or default_field_resolver, self._arguments(field, nodes[0]), self._complete(field.type, nodes)

    def _arguments(self, field: GraphQLField, node: FieldNode) -> Callable[[Run], dict[str, Any]] | None:
        """How to get the arguments of a field: None where there never are any."""
        if not field.args:
            return None
        if not any(_has_variable(argument.value) for argument in node.arguments):
            always = get_argument_values(field, node, {})
            return (lambda _run: always) if always else None

        def arguments(run: Run) -> dict[str, Any]:
            made = run.arguments.get(id(node))
            if made is None:
                made = run.arguments[id(node)] = get_argument_values(field, node, dict(run.variables))
            return made

        return arguments

    def _complete(self, type_: Any, nodes: list[FieldNode]) -> Complete:
        """How a value of a type becomes its part of the answer."""
        if isinstance(type_, GraphQLNonNull):
            return _never_null(self._complete(type_.of_type, nodes))
        if isinstance(type_, GraphQLList):
            return _each(self._complete(type_.of_type, nodes))
        if isinstance(type_, GraphQLObjectType):
            return self._of_object(type_, nodes)
        if isinstance(type_, GraphQLInterfaceType | GraphQLUnionType):
            return self._of_any(type_, nodes)
        return _leaf(type_)

    def _of_object(self, type_: GraphQLObjectType, nodes: list[FieldNode]) -> Complete:
        execute = self._object(type_, collect_sub_fields(self.schema, self.fragments, self.variables, type_, nodes))
        is_type_of = type_.is_type_of

        def complete(value: Any, run: Run) -> Any:
            if value is None:
                return None
            if is_type_of is not None and not is_type_of(value, run.info):  # type: ignore[arg-type]
                raise PlanError(f"No {type_.name}.")
            return execute(value, run)

        return complete

    def _of_any(self, type_: GraphQLInterfaceType | GraphQLUnionType, nodes: list[FieldNode]) -> Complete:
        resolve_type: Any = type_.resolve_type
        # Made when an object of the type first comes along: an interface has dozens, an answer a few.
        made: dict[str, Complete] = {}

        def complete(value: Any, run: Run) -> Any:
            if value is None:
                return None
            name = resolve_type(value, run.info, type_)
            execute = made.get(name)
            if execute is None:
                found = self.schema.get_type(name)
                if not isinstance(found, GraphQLObjectType) or not self.schema.is_sub_type(type_, found):
                    raise PlanError(f"{name} is no {type_.name}.")
                execute = made[name] = self._of_object(found, nodes)
            return execute(value, run)

        return complete


def _as_it_is(value: Any, _run: Run) -> Any:
    return value


def _never_null(inner: Complete) -> Complete:
    def complete(value: Any, run: Run) -> Any:
        completed = inner(value, run)
        if completed is None:
            raise PlanError("Null where there may be none.")
        return completed

    return complete


def _each(inner: Complete) -> Complete:
    def complete(value: Any, run: Run) -> Any:
        if value is None:
            return None
        if not isinstance(value, list | tuple):
            raise PlanError("No list.")
        run.info.context.check_time()
        return [inner(item, run) for item in value]

    return complete


def _leaf(type_: Any) -> Complete:
    serialize, plain = type_.serialize, PLAIN.get(type_.name)

    def complete(value: Any, _run: Run) -> Any:
        if value is None or type(value) is plain:
            return value
        if isinstance(value, Exception):
            raise value
        completed = serialize(value)
        if completed is None or completed is Undefined:
            raise PlanError(f"No {type_.name}.")
        return completed

    return complete


def _has_variable(value: ValueNode) -> bool:
    if isinstance(value, VariableNode):
        return True
    inner = [*getattr(value, "values", ()), *(field.value for field in getattr(value, "fields", ()))]
    return any(_has_variable(part) for part in inner)
