"""The contract: printed and kept in step, described down to its last value, made of what is declared and nothing else."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import graphene
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db.models import Model
from graphene.utils.str_converters import to_camel_case
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_schema,
    get_introspection_query,
    get_named_type,
    is_introspection_type,
    is_specified_scalar_type,
)
from grapple.models import GraphQLField, GraphQLForeignKey, GraphQLString
from grapple.registry import registry

from api import declarations
from api.loading.catalogue import public_name
from api.loading.sources import source_of
from api.schema.build import ADDITIONS, schema
from api.schema.contract import contract_file, contract_text
from api.types.enums import CHOICE_ENUMS
from pages import languages
from pages.models import BasePage, EditionPage, InterviewPage, Theme
from tests.api.asking import post


def test_the_printed_contract_is_in_step() -> None:
    assert contract_file().read_text(encoding="utf-8") == contract_text(), "graphql/schema.graphql is not in step: run `make schema`."


def test_the_check_names_the_command_that_renews_the_contract(tmp_path: Path, settings: Any) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "graphql").mkdir()
    with pytest.raises(CommandError, match="run `make schema`"):
        call_command("print_schema", "--check")
    assert list((tmp_path / "graphql").iterdir()) == []

    call_command("print_schema", stdout=StringIO())

    call_command("print_schema", "--check")
    assert (tmp_path / "graphql" / "schema.graphql").read_text(encoding="utf-8") == contract_text()


def test_the_printed_contract_is_a_schema_of_its_own() -> None:
    read = build_schema(contract_text())
    assert {name for name in schema().type_map if not name.startswith("__")} == {
        name for name in read.type_map if not name.startswith("__")
    }


def test_every_type_field_argument_and_value_is_described() -> None:
    silent = []
    for type_ in schema().type_map.values():
        if is_introspection_type(type_) or is_specified_scalar_type(type_):
            continue
        parts: dict[str, Any] = {type_.name: type_}
        if isinstance(type_, GraphQLInputObjectType):
            parts |= {f"{type_.name}.{name}": field for name, field in type_.fields.items()}
        if isinstance(type_, (GraphQLObjectType, GraphQLInterfaceType)):
            for name, field in type_.fields.items():
                parts[f"{type_.name}.{name}"] = field
                parts |= {f"{type_.name}.{name}({argument}:)": value for argument, value in field.args.items()}
        if isinstance(type_, GraphQLEnumType):
            parts |= {f"{type_.name}.{name}": value for name, value in type_.values.items()}
        silent += [name for name, part in parts.items() if not (part.description or "").strip()]
    assert silent == []


def test_models_and_blocks_show_exactly_what_they_declare() -> None:
    types = schema().type_map
    shared = {*types["Page"].fields}
    for model in declarations.models():
        declared = {declaration.name for declaration in declarations.declared_by(model)}
        computed = set(ADDITIONS[model]._meta.fields) if model in ADDITIONS else set()
        computed = {to_camel_case(name) for name in computed}
        shown = set(types[public_name(model)].fields)
        if issubclass(model, BasePage) and model is not BasePage:
            assert shared <= shown
            shown -= shared
        assert shown - {"id", "key"} == declared | computed
    for block in declarations.block_classes():
        declared = {declaration.name for declaration in declarations.declared_by(block)}
        assert set(types[block.__name__].fields) - {"key", "html", "text"} == declared


def test_nothing_of_grapple_s_own_is_public() -> None:
    ours = {public_name(model) for model in declarations.models()} | {block.__name__ for block in declarations.block_classes()}
    made = {type_._meta.name for type_ in registry.models.values()} | {"PageInterface", "SnippetInterface", "StreamFieldInterface"}

    assert (made - ours) & set(schema().type_map) == set()
    arguments = {
        argument
        for type_ in schema().type_map.values()
        if isinstance(type_, GraphQLObjectType) and not is_introspection_type(type_)
        for field in type_.fields.values()
        for argument in field.args
    }
    assert arguments == {
        *("after", "at", "code", "filter", "first", "headingStart", "id", "ids", "locale", "name", "number", "orderBy", "path"),
        *("query", "slug", "speaker", "token"),
        *("fromMs", "language", "search", "shape"),
        "input",
    }


@pytest.mark.parametrize("interface", ["Page", "Block"])
def test_fragments_on_several_types_never_conflict(interface: str) -> None:
    """A client may ask a field of one name on each type of a list: it must have one type everywhere."""
    types: dict[str, set[str]] = {}
    for type_ in schema().get_possible_types(schema().type_map[interface]):  # type: ignore[arg-type]
        for name, field in type_.fields.items():
            types.setdefault(name, set()).add(str(field.type))
    assert {name: found for name, found in types.items() if len(found) > 1} == {}


def test_lists_hold_no_null_and_are_never_null() -> None:
    loose = [
        f"{type_.name}.{name}"
        for type_ in schema().type_map.values()
        if isinstance(type_, (GraphQLObjectType, GraphQLInterfaceType)) and not is_introspection_type(type_)
        for name, field in type_.fields.items()
        if str(field.type).startswith("[") and not (str(field.type).startswith("[") and str(field.type).endswith("!]!"))
    ]
    # In the place of an id that leads nowhere, Relay wants a null; what the search index would have told is null while it cannot be read.
    assert loose == ["Query.suggestions", "Query.nodes", "SearchConnection.edges", "SearchConnection.nodes"]


def test_choices_are_enumerations_and_languages_are_those_of_the_site() -> None:
    types = schema().type_map
    assert list(types["Locale"].values) == [code.upper() for code in languages.codes()]
    for model in declarations.models():
        for declaration in declarations.declared_by(model):
            if "." in declaration.source:
                continue
            field: Any = model._meta.get_field(declaration.source)
            named = get_named_type(types[public_name(model)].fields[declaration.name].type)
            assert isinstance(named, GraphQLEnumType) == bool(getattr(field, "choices", None))
    assert {enum._meta.name for enum in CHOICE_ENUMS.values()} <= set(types)


@pytest.mark.parametrize("model", [BasePage, EditionPage, InterviewPage])
def test_a_declaration_that_cannot_be_kept_stops_the_start(model: type[Model]) -> None:
    with pytest.raises(ImproperlyConfigured, match="no field of it"):
        source_of(model, "rien")
    with pytest.raises(ImproperlyConfigured, match="does not know how to read"):
        source_of(model, "organisation.name")


def test_a_declaration_without_a_description_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Theme, "graphql_fields", [GraphQLString("name")])
    with pytest.raises(ImproperlyConfigured, match=r"Theme\.name is declared for GraphQL without a description"):
        declarations.declared_by(Theme)
    monkeypatch.delattr(Theme, "graphql_description")
    with pytest.raises(ImproperlyConfigured, match="Theme is public in GraphQL and has no graphql_description"):
        declarations.description_of(Theme)


def test_declarations_are_read_as_grapple_means_them(monkeypatch: pytest.MonkeyPatch) -> None:
    fields = [
        GraphQLString("some_name", required=True, description="A name."),
        GraphQLField("some_day", graphene.Date, source="day", description="A day."),
        GraphQLForeignKey("some_list", "pages.Theme", source="rows.theme", is_list=True, description="A list."),
    ]
    monkeypatch.setattr(Theme, "graphql_fields", fields)

    assert [
        (declaration.name, declaration.source, declaration.is_required, declaration.is_list)
        for declaration in declarations.declared_by(Theme)
    ] == [("someName", "some_name", True, False), ("someDay", "day", False, False), ("someList", "rows.theme", True, True)]


@pytest.mark.django_db
def test_the_schema_may_be_asked_for_itself(home: Any) -> None:
    answer = post(get_introspection_query(input_value_deprecation=True)).json()

    assert "errors" not in answer
    assert {type_["name"] for type_ in answer["data"]["__schema"]["types"]} == set(schema().type_map)
