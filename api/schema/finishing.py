"""The finishing pass: of what grapple made, only what is declared stays, with lean resolvers and our interfaces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
)
from wagtail import blocks

from api import declarations
from api.declarations import Declaration
from api.loading.catalogue import public_name
from api.loading.rows import Row
from api.schema.explanations import check_explained
from api.schema.resolvers import block_resolver, model_resolver, shortened
from api.types.enums import enum_for
from api.types.interfaces import Node
from pages.models import BasePage, JournalledModel

AT_MOST = "Only so many, the first ones, 1 to 100; all if not said. What is not asked for does not count towards the cost."

Fields = dict[str, GraphQLField]


class FinishingPass:
    """Turns the schema that graphene built into the one readers get. `additions` names the types whose fields go to a model's type."""

    def __init__(self, built: GraphQLSchema, additions: Mapping[type[Model], Any]) -> None:
        self.types = built.type_map
        self.query, self.mutation = built.query_type, built.mutation_type
        self.additions = additions
        self.models = declarations.models()
        self.node: Any = self.types["Node"]
        self.page: Any = self.types["Page"]
        self.block: Any = self.types["Block"]

    def finished(self) -> GraphQLSchema:
        """The finished schema. Whatever of it is not explained raises ImproperlyConfigured."""
        identity = {
            name: GraphQLField(field.type, resolve=getattr(Node, f"resolve_{name}"), description=field.description)
            for name, field in self.node.fields.items()
        }
        self.page.fields = {**identity, **self._fields(BasePage)}
        implementations = [self._finish_model(model, identity) for model in self.models if model is not BasePage]
        implementations += [self._finish_block(block_class) for block_class in declarations.block_classes()]
        implementations += [
            type_ for type_ in self.types.values() if isinstance(type_, GraphQLObjectType) and self.block in type_.interfaces
        ]
        for interface in (self.node, self.page, self.block):
            interface.resolve_type = _type_name
        schema = GraphQLSchema(query=self.query, mutation=self.mutation, types=implementations)
        check_explained(schema)
        return schema

    def _finish_model(self, model: type[Model], identity: Fields) -> GraphQLObjectType:
        type_: Any = self.types[model.__name__]
        type_.name = public_name(model)
        type_.description = declarations.description_of(model)
        # Rows are no model instances; which type a row has, its kind says.
        type_.is_type_of = None
        if issubclass(model, BasePage):
            type_.interfaces = [self.node, self.page]
            type_.fields = {**self.page.fields, **self._fields(model)}
        elif issubclass(model, JournalledModel):
            type_.interfaces = [self.node]
            type_.fields = {**identity, **self._fields(model)}
        else:
            type_.interfaces = []
            type_.fields = self._fields(model)
        return type_  # type: ignore[no-any-return]

    def _fields(self, model: type[Model]) -> Fields:
        """The declared fields of a model and those computed for it."""
        declared = self._declared(model, lambda declaration: model_resolver(model, declaration))
        computed: Any = self.types[self.additions[model]._meta.name] if model in self.additions else None
        for declaration in declarations.declared_by(model):
            field: Any = declared[declaration.name]
            enum = self._enum(model, declaration)
            if enum is not None:
                field.type = GraphQLNonNull(enum) if declaration.is_required else enum
        return {**declared, **(computed.fields if computed else {})}

    def _enum(self, model: type[Model], declaration: Declaration) -> GraphQLEnumType | None:
        if "." in declaration.source:
            return None
        field: Any = model._meta.get_field(declaration.source)
        enum = enum_for(field) if getattr(field, "choices", None) else None
        return self.types[enum._meta.name] if enum is not None else None  # type: ignore[return-value]

    def _finish_block(self, block_class: type[blocks.StructBlock]) -> GraphQLObjectType:
        type_: Any = self.types[block_class.__name__]
        paragraph: Any = self.types["ParagraphBlock"]
        shared = {name: paragraph.fields[name] for name in self.block.fields}
        type_.description = declarations.description_of(block_class)
        type_.is_type_of = None
        type_.interfaces = [self.block]
        type_.fields = {**shared, **self._declared(block_class, lambda declaration: block_resolver(block_class, declaration))}
        return type_  # type: ignore[no-any-return]

    def _declared(self, owner: type[Any], resolver: Callable[[Declaration], Any]) -> Fields:
        """The fields that a class declares, as grapple made them, without grapple's arguments and resolvers."""
        type_: Any = self.types[owner.__name__]
        found: Fields = {}
        for declaration in declarations.declared_by(owner):
            made = type_.fields[declaration.name]
            output, resolve = self._output(made.type, declaration), resolver(declaration)
            is_long = declaration.is_list and is_composite_type(get_named_type(output))
            found[declaration.name] = GraphQLField(
                output,
                args={"first": GraphQLArgument(GraphQLInt, description=AT_MOST)} if is_long else None,
                resolve=shortened(resolve) if is_long else resolve,
                description=made.description,
                deprecation_reason=made.deprecation_reason,
            )
        return found

    def _output(self, made: Any, declaration: Declaration) -> Any:
        named = get_named_type(made)
        if isinstance(named, GraphQLScalarType) and named.name == "RichText":
            # Grapple's is a text that holds HTML; ours has its HTML and its words.
            named = self.types["FormattedText"]
        if named.name == "StreamFieldInterface":
            # Grapple's interface of blocks; ours has their HTML and their words.
            named = self.block
        if declaration.is_list:
            # Lists of ours are never null, nor is anything in them: what readers may not see is left out.
            return GraphQLNonNull(GraphQLList(GraphQLNonNull(named)))
        return GraphQLNonNull(named) if declaration.is_required else named


def _type_name(found: Any, _info: Any, _type: Any) -> str:
    return str(found.kind.name if isinstance(found, Row) else found.type_name)
