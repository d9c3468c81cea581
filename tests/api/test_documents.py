"""Trusted documents: one operation a file, a manifest in step, ids that always work, and a setting under which nothing else runs."""

from __future__ import annotations

import hashlib
import json
import runpy
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client
from graphql import OperationDefinitionNode, parse, specified_rules, validate

from api.documents.fragments import WrongFileError
from api.documents.ids import id_of
from api.documents.manifest import manifest_file, manifest_text, trusted_documents
from api.documents.operations import KeptOperation, kept_operations, operation_files, operation_in, operations_folder
from api.http import prepared
from api.http.graphiql import EXAMPLES, EXAMPLES_FOLDER, example_in
from api.schema.build import schema
from cms.runner import web

FILES = operation_files()
STRICT = "application/graphql-response+json"

NAME = "query Name { site { name } }\n"
SITE = {"data": {"site": {"name": "Club des Parents Connectés"}}}
NOT_ALLOWED = {
    "errors": [
        {
            "message": "Only trusted documents are answered here: send the id or the exact text of one.",
            "extensions": {"code": "DOCUMENT_NOT_ALLOWED"},
        }
    ]
}


def post(**body: Any) -> Any:
    return Client().post("/graphql", body, content_type="application/json")


@pytest.fixture
def trusted_name(tmp_path: Path, settings: Any) -> str:
    """A site with one trusted document; its id."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "graphql" / "operations" / "site").mkdir(parents=True)
    (tmp_path / "graphql" / "operations" / "site" / "Name.graphql").write_text(NAME)
    call_command("print_documents", stdout=StringIO())
    return id_of(NAME)


@pytest.fixture
def nothing_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    def parsed(*_arguments: object, **_named: object) -> None:
        raise AssertionError("A document was parsed.")

    monkeypatch.setattr(prepared, "parse", parsed)


# --- The files ---


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_file_holds_one_valid_operation_called_as_the_file(file: Path) -> None:
    document = parse(operation_in(file).text)

    assert [node.name.value for node in document.definitions if isinstance(node, OperationDefinitionNode) and node.name] == [file.stem]
    assert validate(schema(), document, specified_rules) == []


@pytest.mark.parametrize("operation", kept_operations(), ids=lambda operation: operation.name)
@pytest.mark.django_db
def test_each_operation_runs_with_the_variables_it_tells(operation: KeptOperation, home: Any, tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path

    answer = post(query=operation.text, variables=json.loads(example_in(operation.text)["variables"])).json()

    # There is no index here, which searching alone says, and no token.
    refusals = {
        **dict.fromkeys(("Search", "SearchScreen", "NotFoundScreen", "Suggestions"), "SEARCH_UNAVAILABLE"),
        "PreviewScreen": "PREVIEW_INVALID",
    }
    assert {error["extensions"]["code"] for error in answer.get("errors", [])} == {refusals.get(operation.name)} - {None}


def test_names_are_unique_over_all_folders() -> None:
    assert [operation.name for operation in kept_operations()] == sorted({file.stem for file in FILES})
    assert len(kept_operations()) == len(FILES)


def test_there_are_ten_examples_and_each_is_shown() -> None:
    assert sorted(EXAMPLES) == sorted(file.stem for file in EXAMPLES_FOLDER.iterdir())
    assert len(EXAMPLES) == 10


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("query Other { site { name } }", "Name.graphql: the operation must be called Name."),
        ("{ site { name } }", "Name.graphql: the operation must be called Name."),
        ("query Name { site { name } } query Other { site { name } }", "Name.graphql: a file holds one operation, not 2."),
        ("fragment Name on Site { name }", "Name.graphql: a file holds one operation, not 0."),
        ("query Name {", "Name.graphql: Syntax Error: Expected Name, found <EOF>."),
        ("query Name { caf\udce9 }", "Name.graphql: it is not UTF-8."),
    ],
)
def test_a_file_that_breaks_a_rule_is_named(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "Name.graphql"
    file.write_text(text, encoding="utf-8", errors="surrogateescape")

    with pytest.raises(WrongFileError) as refused:
        operation_in(file)
    assert str(refused.value) == message


def test_one_name_in_two_folders_is_refused_and_nothing_is_written(trusted_name: str) -> None:
    other = operations_folder() / "other"
    other.mkdir()
    (other / "Name.graphql").write_text(NAME)
    before = manifest_file().read_bytes()

    with pytest.raises(CommandError, match=r"Name\.graphql: there is another operation of this name\."):
        call_command("print_documents")
    assert manifest_file().read_bytes() == before


# --- The manifest ---


def test_the_manifest_is_in_step() -> None:
    in_step = manifest_file().read_text(encoding="utf-8") == manifest_text()
    assert in_step, "graphql/operations/manifest.json is not in step: run `make documents`."


def test_the_manifest_holds_the_exact_text_of_each_file_under_its_digest() -> None:
    manifest = json.loads(manifest_file().read_bytes())

    assert (manifest["format"], manifest["version"]) == ("apollo-persisted-query-manifest", 1)
    assert manifest["operations"] == [
        {
            "id": hashlib.sha256(operation.text.encode()).hexdigest(),
            "name": operation.name,
            "type": operation.type.value,
            "body": operation.text,
        }
        for operation in kept_operations()
    ]
    assert all(operation_in(file).text.encode().startswith(file.read_bytes()) for file in FILES)


LINE = "fragment LineShown on Helpline {\n  name\n}\n"
LINES = "fragment LinesShown on Query {\n  helplines {\n    ...LineShown\n  }\n}\n"


def test_an_operation_stands_with_the_shared_fragments_it_needs_and_no_other(trusted_name: str) -> None:
    folder = operations_folder() / "site" / "fragments"
    folder.mkdir()
    (folder / "LineShown.graphql").write_text(LINE)
    (folder / "LinesShown.graphql").write_text(LINES)
    (folder / "Unused.graphql").write_text("fragment Unused on Site {\n  name\n}\n")
    text = "query Lines {\n  ...LinesShown\n  site {\n    ...Own\n  }\n}\n\nfragment Own on Site {\n  name\n}\n"
    (operations_folder() / "site" / "Lines.graphql").write_text(text)

    bodies = {operation["name"]: operation["body"] for operation in json.loads(manifest_text())["operations"]}

    assert bodies == {"Name": NAME, "Lines": f"{text}\n{LINE}\n{LINES}"}
    assert validate(schema(), parse(bodies["Lines"]), specified_rules) == []


@pytest.mark.parametrize(
    ("folder", "text", "message"),
    [
        ("site/fragments", LINES, "LineShown.graphql: the file must hold the fragment LineShown and nothing else."),
        ("site/fragments", LINE + LINES, "LineShown.graphql: the file must hold the fragment LineShown and nothing else."),
        ("site/fragments", NAME, "LineShown.graphql: the file must hold the fragment LineShown and nothing else."),
        ("site/fragments", "fragment LineShown on", "LineShown.graphql: Syntax Error: Expected Name, found <EOF>."),
        ("desk/fragments", LINE, "LineShown.graphql: there is another fragment of this name."),
    ],
)
def test_a_file_of_a_fragment_that_breaks_a_rule_is_named_and_nothing_is_written(
    trusted_name: str, folder: str, text: str, message: str
) -> None:
    for name, held in (("site/fragments", LINE), (folder, text)):
        (operations_folder() / name).mkdir(exist_ok=True, parents=True)
        (operations_folder() / name / "LineShown.graphql").write_text(held)
    before = manifest_file().read_bytes()

    with pytest.raises(CommandError) as refused:
        call_command("print_documents")
    assert str(refused.value) == message
    assert manifest_file().read_bytes() == before


@pytest.mark.parametrize("text", ["# Mentions légères\nquery Name { site { name } }", "query Name {\r\n  site { name }\r\n}\r\n"])
def test_comments_and_line_ends_are_part_of_the_text(trusted_name: str, text: str) -> None:
    (operations_folder() / "site" / "Name.graphql").write_bytes(text.encode())

    assert [operation["body"] for operation in json.loads(manifest_text())["operations"]] == [text]


def test_the_check_names_the_command_that_renews_the_manifest(trusted_name: str) -> None:
    call_command("print_documents", "--check")
    (operations_folder() / "site" / "Name.graphql").write_text(NAME + "\n")
    before = manifest_file().read_bytes()

    with pytest.raises(CommandError, match=r"graphql/operations/manifest\.json is not in step with the code: run `make documents`"):
        call_command("print_documents", "--check")
    assert manifest_file().read_bytes() == before

    call_command("print_documents", stdout=StringIO())
    call_command("print_documents", "--check")


# --- Ids ---


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["open", "allow-list"])
def test_the_id_of_a_trusted_document_stands_for_its_text(trusted_name: str, settings: Any, mode: str) -> None:
    settings.GRAPHQL_DOCUMENTS = mode
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": trusted_name}}

    answers = [
        post(documentId=f"sha256:{trusted_name}"),
        post(documentId=trusted_name, query=""),
        post(documentId=f"sha256:{trusted_name}", query=None),
        post(extensions=extensions),
        post(extensions=extensions, documentId=f"sha256:{trusted_name}"),
        post(extensions=extensions, query=NAME, operationName="Name"),
        post(query=NAME),
        Client().get("/graphql", {"documentId": f"sha256:{trusted_name}"}),
        Client().get("/graphql", {"extensions": json.dumps(extensions)}),
    ]

    assert [(answer.status_code, answer.json()) for answer in answers] == [(200, SITE)] * 9


@pytest.mark.django_db
def test_a_trusted_document_takes_variables(home: Any) -> None:
    identity = next(operation["id"] for operation in json.loads(manifest_file().read_bytes())["operations"] if operation["name"] == "Site")

    answer = Client().get("/graphql", {"documentId": f"sha256:{identity}", "variables": '{"locale": "EN"}'})

    assert answer.json()["data"]["site"]["name"] == "Club des Parents Connectés"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"documentId": 1}, id="a number"),
        pytest.param({"documentId": ""}, id="empty"),
        pytest.param({"documentId": "sha256:abc"}, id="too short"),
        pytest.param({"documentId": "md5:" + "a" * 64}, id="another digest"),
        pytest.param({"documentId": "sha256:" + "A" * 64}, id="upper case"),
        pytest.param({"documentId": "sha256:" + "a" * 65}, id="too long"),
        pytest.param({"documentId": "sha256:" + "a" * 63 + "٣"}, id="another digit"),
        pytest.param({"documentId": "a" * 64 + "\n"}, id="a line break"),
        pytest.param({"documentId": "a" * 64, "query": 1}, id="a query that is a number"),
        pytest.param({"documentId": "a" * 64, "query": " "}, id="a blank query"),
        pytest.param({"documentId": "a" * 64, "query": NAME}, id="of another text"),
        pytest.param({"extensions": {"persistedQuery": 1}}, id="Apollo: a number"),
        pytest.param({"extensions": {"persistedQuery": {"sha256Hash": "a" * 64}}}, id="Apollo: no version"),
        pytest.param({"extensions": {"persistedQuery": {"version": 2, "sha256Hash": "a" * 64}}}, id="Apollo: another version"),
        pytest.param({"extensions": {"persistedQuery": {"version": True, "sha256Hash": "a" * 64}}}, id="Apollo: version true"),
        pytest.param({"extensions": {"persistedQuery": {"version": 1}}}, id="Apollo: no hash"),
        pytest.param({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "sha256:" + "a" * 64}}}, id="Apollo: a prefix"),
        pytest.param(
            {"documentId": "b" * 64, "extensions": {"persistedQuery": {"version": 1, "sha256Hash": "a" * 64}}}, id="two that differ"
        ),
        pytest.param({"documentId": None}, id="null"),
        pytest.param({"extensions": {"persistedQuery": None}}, id="Apollo: null"),
    ],
)
@pytest.mark.parametrize("mode", ["open", "allow-list"])
@pytest.mark.usefixtures("nothing_is_parsed")
def test_a_wrong_id_is_refused(body: dict[str, Any], settings: Any, mode: str) -> None:
    settings.GRAPHQL_DOCUMENTS = mode

    response = post(**body)

    assert (response.status_code, [error["extensions"] for error in response.json()["errors"]]) == (400, [{"code": "BAD_REQUEST"}])


# --- The allow-list ---


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"query": "{ site { name } }"}, id="another text"),
        pytest.param({"query": NAME.strip()}, id="the text without its line break"),
        pytest.param({"query": "{ __typename }"}, id="__typename"),
        pytest.param({"query": "{ not a document"}, id="no document"),
        pytest.param({"documentId": "a" * 64}, id="an id"),
        pytest.param({"query": "{ site { name } }", "documentId": id_of("{ site { name } }")}, id="another text with its id"),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", STRICT])
@pytest.mark.usefixtures("nothing_is_parsed", "trusted_name")
def test_nothing_else_runs_under_the_allow_list(body: dict[str, str], accept: str, settings: Any) -> None:
    settings.GRAPHQL_DOCUMENTS = "allow-list"

    response = Client().post("/graphql", body, content_type="application/json", headers={"accept": accept})

    assert (response.status_code, response.json()) == (400, NOT_ALLOWED)


BROKEN = [
    pytest.param(None, "cannot be read", id="missing"),
    pytest.param(b"", "is not a manifest of documents", id="empty"),
    pytest.param(b"[]", "is not a manifest of documents", id="a list"),
    pytest.param(b'{"format": "apollo-persisted-query-manifest", "version": 2, "operations": []}', "version 1", id="another version"),
    pytest.param(
        b'{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": "a", "body": 1}]}',
        "is not a manifest of documents",
        id="a number for a text",
    ),
    pytest.param(
        b'{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": "a", "body": "{ a }"}]}',
        "has 1 ids that are not the SHA-256 of their text",
        id="a wrong id",
    ),
]


@pytest.fixture
def broken(tmp_path: Path, settings: Any, request: pytest.FixtureRequest) -> None:
    """A site whose manifest holds these bytes, or is not there."""
    settings.BASE_DIR = tmp_path
    operations_folder().mkdir(parents=True)
    if request.param is not None:
        manifest_file().write_bytes(request.param)


@pytest.mark.parametrize(("broken", "message"), BROKEN, indirect=["broken"])
def test_without_its_manifest_an_allow_list_stops_the_start(broken: None, message: str, settings: Any) -> None:
    settings.GRAPHQL_DOCUMENTS = "allow-list"

    with pytest.raises(ImproperlyConfigured, match=rf"{message}.* GRAPHQL_DOCUMENTS is allow-list: run `make documents`"):
        trusted_documents()
    hint = "Run `make documents`: only its documents are answered."
    assert [(found.id, found.hint) for found in documents_check()] == [("api.E001", hint)]


@pytest.mark.parametrize(("broken", "message"), BROKEN[:1], indirect=["broken"])
def test_a_server_without_its_manifest_does_not_start(broken: None, message: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.GRAPHQL_DOCUMENTS = "allow-list"
    monkeypatch.setattr(web, "end_with_parent", lambda: None)

    with pytest.raises(ImproperlyConfigured, match=message):
        runpy.run_module("cms.wsgi")
    with pytest.raises(ImproperlyConfigured, match=message):
        web._application("")


@pytest.mark.django_db
@pytest.mark.parametrize(("broken", "message"), BROKEN, indirect=["broken"])
def test_without_its_manifest_an_open_site_answers_texts_and_warns(broken: None, message: str) -> None:
    assert trusted_documents() == {}
    assert post(query=NAME).json() == SITE
    assert [(found.id, found.hint) for found in documents_check()] == [("api.W001", "Run `make documents`: its ids are not answered.")]


def test_the_manifest_of_the_site_passes_the_check(settings: Any) -> None:
    assert documents_check() == []
    settings.GRAPHQL_DOCUMENTS = "allow-list"
    assert documents_check() == []
    assert len(trusted_documents()) == len(FILES)


def documents_check() -> list[checks.CheckMessage]:
    return [found for found in checks.run_checks() if str(found.id).startswith("api.")]


def test_the_folder_of_the_contract_holds_no_python() -> None:
    assert list((Path(site_settings.BASE_DIR) / "graphql").rglob("*.py")) == []
