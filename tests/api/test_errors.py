"""Errors: each has a code that the contract names, and none says how the program is made."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.db import DataError, OperationalError, ProgrammingError
from django.test import Client

from api.documents.ids import id_of
from api.http.errors import ErrorCode
from api.http.view import Endpoint
from api.loading import statements
from api.plans.choosing import Plans
from pages.models import BasePage
from search.engine import IndexBusyError
from tests.api.asking import post

pytestmark = pytest.mark.django_db

STRICT = "application/graphql-response+json"
# Words of the machine room. Types of the contract may be named: they are public.
INSIDES = re.compile(
    r"Traceback|DoesNotExist|[a-z]Error\b|Exception|SELECT|INSERT|FROM |WHERE|[Ss]qlite|psycopg|[Dd]jango|[Ww]agtail|[Gg]raphene|"
    r"graphql_server|[Qq]ueryset|QuerySet|\.py\b|/var|/run|/usr|0x[0-9a-f]+|<.* object|NoneType|pages_|__"
)


def tables() -> set[str]:
    """The names of tables, which no message may have."""
    return {model._meta.db_table for model in apps.get_models(include_auto_created=True)}


def check(response: Any) -> list[str]:
    """The codes of a response's errors, once nothing is found in them that readers should not know."""
    errors = response.json().get("errors", [])
    for error in errors:
        message = error["message"].replace("__typename", "").replace("__schema", "")
        assert not INSIDES.search(message), message
        assert not [name for name in tables() if name in message], message
        assert set(error) <= {"message", "locations", "path", "extensions"}
        assert set(error["extensions"]) == {"code"}
        assert error["extensions"]["code"] in set(ErrorCode)
    return [error["extensions"]["code"] for error in errors]


BAD_ARGUMENTS = [
    '{ page(path: "/", id: "x") { title } }',
    "{ page { title } }",
    '{ page(id: "not an id") { title } }',
    '{ node(id: "not an id") { id } }',
    '{ node(id: "QmFzZVBhZ2U6MQ==") { id } }',
    '{ nodes(ids: ["x", "", "é", "QmFzZVBhZ2U6MQ=="]) { id } }',
    "{ themes(first: 0) { totalCount } }",
    "{ themes(first: 101) { totalCount } }",
    '{ themes(first: 1, after: "x") { nodes { name } } }',
    '{ changes(first: 1, after: "x") { edges { cursor } } }',
    '{ search(query: "") { totalCount } }',
    '{ resources(filter: {publishedSince: "2020-01-01"}) { totalCount } }',
    '{ resources(filter: {publishedSince: "9999-12-31T23:59:59Z"}) { totalCount } }',
    '{ events(filter: {from: "2020-01-02T00:00:00Z", to: "2020-01-01T00:00:00Z"}) { totalCount } }',
    "{ events(filter: {near: {latitude: 91, longitude: 0, km: 1}}) { totalCount } }",
    "{ events(filter: {near: {latitude: 1, longitude: 0, km: 1e308}}) { totalCount } }",
    '{ events(filter: {departments: ["pages_basepage"]}) { totalCount } }'.replace("pages_basepage", "999"),
    "{ resources(filter: {themes: [" + '"a" ' * 21 + "]}) { totalCount } }",
    '{ preview(token: "x") { title } }',
    '{ preview(token: "x") { title } site { name } }',
    "{ edition(number: -1) { title } }",
    "{ edition(number: 99999999999) { title } }",
    '{ helplines(at: "yesterday") { name } }',
    '{ page(path: "/") { bodyHtml(headingStart: 9) } }',
]
BAD_DOCUMENTS = [
    "{",
    "{ site { nom } }",
    "{ site { name { a } } }",
    "{ site }",
    "query ($a: Nothing) { site { name } }",
    "query ($a: Int) { site { name } }",
    "query A { site { name } } query B { site { name } }",
    "mutation { a }",
    "subscription { a }",
    "fragment F on Site { name }",
    "type A { b: Int }",
    "{ site { ...F } } fragment F on Site { ...F }",
    "{ a " * 200 + "}" * 200,
    "{ site(locale: DE) { name } }",
    '{ site { name @include(if: "yes") } }',
    "{ site { name @nothing } }",
    '"' * 7,
    "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
]


@pytest.mark.parametrize("query", BAD_ARGUMENTS + BAD_DOCUMENTS)
def test_what_is_wrong_with_a_question_is_told_in_its_own_words(query: str) -> None:
    usual, strict = post(query), post(query, accept=STRICT)

    assert check(usual) == check(strict)
    assert (usual.status_code, strict.status_code in (200, 400)) == (200, True)
    assert "INTERNAL_ERROR" not in check(usual)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"[1]", {}),
        (b"{", {}),
        (b'{"query": 1}', {}),
        (b'{"query": "\xff"}', {}),
        (b'{"id": "x"}', {}),
        (b'{"query": "{ site { name } }", "variables": {"a": ' + b"[" * 99 + b"]" * 99 + b"}}", {}),
        (b'{"query": "query ($a: Int!) { themes(first: $a) { totalCount } }", "variables": {"a": {"b": [1]}}}', {}),
        (b'{"query": "{ site { name } }", "operationName": "pages"}', {}),
        (b'{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "' + id_of("x").encode() + b'"}}}', {}),
        (b'{"extensions": {"persistedQuery": 1}, "query": "{ site { name } }"}', {}),
        (b"x" * 100_001, {}),
    ],
)
def test_what_is_wrong_with_a_request_is_told_in_its_own_words(body: bytes, headers: dict[str, str]) -> None:
    response = Client().post("/graphql", body, content_type="application/json", headers=headers)

    assert response.status_code < 500
    assert len(check(response)) == 1


@pytest.mark.parametrize(
    "accident",
    [
        OperationalError('no such table: pages_basepage in "SELECT 1"'),
        ProgrammingError("relation pages_theme does not exist"),
        DataError("invalid byte sequence"),
        BasePage.DoesNotExist("BasePage matching query does not exist."),
        IndexBusyError("/var/search is gone"),
        RecursionError("maximum recursion depth exceeded"),
        MemoryError(),
        KeyError("title_fr"),
    ],
    ids=lambda accident: type(accident).__name__,
)
@pytest.mark.parametrize("query", ["{ themes { nodes { name } } }", "{ site { home { title } } }", '{ page(path: "/") { title } }'])
def test_accidents_inside_are_told_to_nobody(accident: Exception, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: Any, **_named: Any) -> Any:
        raise accident

    monkeypatch.setattr(statements, "rows", fail)
    # The module that reads keeps its own name for it.
    response = Client(raise_request_exception=False).post("/graphql", {"query": query}, content_type="application/json")

    assert check(response) == ["INTERNAL_ERROR"]
    assert [error["message"] for error in response.json()["errors"]] == ["Something went wrong on our side."]


@pytest.mark.parametrize("where", ["data", "operation"])
def test_accidents_around_an_operation_are_told_to_nobody(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: Any, **_named: Any) -> Any:
        raise OperationalError("could not connect to server at /run/postgresql: SELECT pages_basepage")

    monkeypatch.setattr(Plans if where == "data" else Endpoint.documents, where, fail)

    for headers in ({}, {"accept": STRICT}):
        response = post("{ site { name } }", **headers)
        assert (response.status_code, check(response)) == (500, ["INTERNAL_ERROR"])
        assert response["Content-Type"] == "application/json; charset=utf-8"


def test_every_code_is_in_the_guide_of_the_contract() -> None:
    guide = (Path(django_settings.BASE_DIR) / "graphql" / "README.md").read_text(encoding="utf-8")
    told = {
        code
        for row in guide.split("## Errors")[1].split("\n## ")[0].splitlines()
        if row.startswith("| `")
        for code in re.findall(r"`([A-Z_]+)`", row.split("|")[1])
    }

    assert told == {code.value for code in ErrorCode}
