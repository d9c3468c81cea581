"""GraphQL over HTTP: what is wrong with a request is said with a 4xx, what goes wrong inside is told to nobody."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.test import Client

from api.http import request_body
from api.http.limits import MAX_DEPTH, MAX_TOKENS
from api.types.site import SiteFacts
from tests.api.asking import post

pytestmark = pytest.mark.django_db

NAME = "{ site { name } }"
SITE = {"site": {"name": "Club des Parents Connectés"}}
STRICT = "application/graphql-response+json"

DEEP = b'{"query": "{ site { name } }", "variables": {"a": ' + b"[" * 200 + b"]" * 200 + b"}}"
ABYSS = b"[" * 50_000 + b"]" * 50_000


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        pytest.param(b" ", 400, "BAD_REQUEST", id="nothing"),
        pytest.param(b"{", 400, "BAD_REQUEST", id="half an object"),
        pytest.param(b"null", 400, "BAD_REQUEST", id="null"),
        pytest.param(b"[1]", 400, "BAD_REQUEST", id="a list"),
        pytest.param(b'[{"query": "{ site { name } }"}]', 400, "BAD_REQUEST", id="a batch"),
        pytest.param(b'"query"', 400, "BAD_REQUEST", id="a string"),
        pytest.param(b"{}", 400, "BAD_REQUEST", id="no query"),
        pytest.param(b'{"query": null}', 400, "BAD_REQUEST", id="query null"),
        pytest.param(b'{"query": 1}', 400, "BAD_REQUEST", id="query a number"),
        pytest.param(b'{"query": ["{ site { name } }"]}', 400, "BAD_REQUEST", id="query a list"),
        pytest.param(b'{"query": "  "}', 400, "BAD_REQUEST", id="query blank"),
        pytest.param(b'{"query": "{ site { name } }", "variables": [1]}', 400, "BAD_REQUEST", id="variables a list"),
        pytest.param(b'{"query": "{ site { name } }", "variables": "{}"}', 400, "BAD_REQUEST", id="variables a string"),
        pytest.param(b'{"query": "{ site { name } }", "extensions": 1}', 400, "BAD_REQUEST", id="extensions a number"),
        pytest.param(b'{"query": "{ site { name } }", "operationName": 1}', 400, "BAD_REQUEST", id="operation name a number"),
        pytest.param(b'{"query": "\xff"}', 400, "BAD_REQUEST", id="invalid UTF-8"),
        pytest.param(b'{"query": "\xed\xa0\x80"}', 400, "BAD_REQUEST", id="a surrogate in UTF-8"),
        pytest.param(b'{"query": "\\ud800"}', 400, "BAD_REQUEST", id="a lone surrogate"),
        pytest.param(
            b'{"query": "{ site { name } }", "variables": {"a": "\\udfff"}}', 400, "BAD_REQUEST", id="a lone surrogate in variables"
        ),
        pytest.param(b'{"query": "{ site { name } }\\u0000"}', 400, "BAD_REQUEST", id="NUL"),
        pytest.param(b'{"query": "{ site { name } }", "variables": {"a": ["\\u0000"]}}', 400, "BAD_REQUEST", id="NUL in variables"),
        pytest.param(b'{"query": "{ site { name } }", "variables": {"\\u0000": 1}}', 400, "BAD_REQUEST", id="NUL in a name"),
        pytest.param(b'{"query": "{ site { name } }", "variables": {"a": NaN}}', 400, "BAD_REQUEST", id="not a number"),
        pytest.param(b'{"query": "{ site { name } }", "variables": {"a": 1e999}}', 400, "BAD_REQUEST", id="infinity"),
        pytest.param(DEEP, 400, "BAD_REQUEST", id="deep JSON"),
        pytest.param(ABYSS, 400, "BAD_REQUEST", id="bottomless JSON"),
        pytest.param(b'{"query": "' + b"a" * 100_000 + b'"}', 413, "BODY_TOO_LARGE", id="too long"),
    ],
)
def test_a_wrong_body_is_refused(body: bytes, status: int, code: str) -> None:
    response = Client().post("/graphql", body, content_type="application/json")

    assert (response.status_code, [error["extensions"]["code"] for error in response.json()["errors"]]) == (status, [code])
    assert "data" not in response.json()


@pytest.mark.parametrize(
    ("query_string", "status", "code"),
    [
        pytest.param("", 400, "BAD_REQUEST", id="nothing"),
        pytest.param("query=", 400, "BAD_REQUEST", id="empty query"),
        pytest.param("query=%FF", 400, "BAD_REQUEST", id="invalid UTF-8"),
        pytest.param("query=%ED%A0%80", 400, "BAD_REQUEST", id="a surrogate"),
        pytest.param("query=%7Bsite%7Bname%7D%7D%00", 400, "BAD_REQUEST", id="NUL"),
        pytest.param("query=%7Bsite%7Bname%7D%7D&query=%7Bsite%7Bname%7D%7D", 400, "BAD_REQUEST", id="two queries"),
        pytest.param("query=%7Bsite%7Bname%7D%7D&variables=%5B1%5D", 400, "BAD_REQUEST", id="variables a list"),
        pytest.param("query=%7Bsite%7Bname%7D%7D&variables=%7B", 400, "BAD_REQUEST", id="variables half an object"),
        pytest.param("query=%7Bsite%7Bname%7D%7D" + "&a=1" * 20, 400, "BAD_REQUEST", id="many parameters"),
        pytest.param("query=" + "a" * 100_000, 413, "BODY_TOO_LARGE", id="too long"),
    ],
)
def test_a_wrong_query_string_is_refused(query_string: str, status: int, code: str) -> None:
    response = Client().get(f"/graphql?{query_string}")

    assert (response.status_code, [error["extensions"]["code"] for error in response.json()["errors"]]) == (status, [code])


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/graphql",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/json; charset=latin-1",
        "",
    ],
)
def test_only_json_in_utf_8_is_read(content_type: str) -> None:
    response = Client().generic("POST", "/graphql", json.dumps({"query": NAME}), content_type=content_type)

    assert response.status_code == 415
    assert response.json()["errors"][0]["extensions"] == {"code": "UNSUPPORTED_MEDIA_TYPE"}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "HEAD", "TRACE"])
def test_other_methods_are_refused(method: str) -> None:
    response = Client().generic(method, "/graphql")

    assert (response.status_code, response["Allow"]) == (405, "GET, POST, OPTIONS")


def test_the_same_operation_answers_by_get_and_by_post() -> None:
    posted = post("query Site($locale: Locale) { site(locale: $locale) { name } }", {"locale": "EN"})
    got = Client().get(
        "/graphql", {"query": "query Site($locale: Locale) { site(locale: $locale) { name } }", "variables": '{"locale": "EN"}'}
    )

    assert posted.json() == {"data": SITE}
    assert got.json() == {"data": SITE}
    assert got["Content-Type"] == "application/json; charset=utf-8"


def test_one_of_several_operations_is_chosen_by_its_name() -> None:
    document = "query One { site { name } } query Two { site { locale } }"

    chosen = Client().post("/graphql", {"query": document, "operationName": "Two"}, content_type="application/json")
    unknown = Client().post("/graphql", {"query": document, "operationName": "Three"}, content_type="application/json")
    unsaid = Client().post("/graphql", {"query": document}, content_type="application/json")

    assert chosen.json() == {"data": {"site": {"locale": "FR"}}}
    assert unknown.json()["errors"][0]["extensions"] == {"code": "VALIDATION_FAILED"}
    assert unsaid.json()["errors"][0]["extensions"] == {"code": "VALIDATION_FAILED"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ site { name }", "PARSE_FAILED"),
        ("{ site { nom } }", "VALIDATION_FAILED"),
        ("mutation { site { name } }", "VALIDATION_FAILED"),
        ("{ " + "site { name } " * (MAX_TOKENS // 3) + "}", "LIMIT_EXCEEDED"),
        ("{a" * 600 + "}" * 600, "LIMIT_EXCEEDED"),
        ("{a" * 3_000 + "}" * 3_000, "LIMIT_EXCEEDED"),
        ("#\n" * 600 + "{ site { name } }", "LIMIT_EXCEEDED"),
        ("{ site { name } }", None),
    ],
)
def test_a_document_that_cannot_run_says_why(query: str, code: str | None) -> None:
    plain, strict = post(query), post(query, accept=STRICT)

    codes = [error["extensions"]["code"] for error in plain.json().get("errors", [])]
    assert (plain.status_code, codes) == (200, [code] if code else [])
    assert (strict.status_code, "data" in strict.json()) == ((400, False) if code else (200, True))
    assert strict["Content-Type"] == f"{STRICT}; charset=utf-8"


def _nested(levels: int) -> str:
    """Themes and their parents, `levels` deep, with fragments on the way."""
    inner = "slug"
    for _level in range(levels - 3):
        inner = f"parent {{ {inner} }}"
    return f"{{ themes {{ nodes {{ ...Deep }} }} }} fragment Deep on Theme {{ {inner} }}"


def test_operations_may_be_so_deep_and_no_deeper() -> None:
    allowed, refused = post(_nested(MAX_DEPTH)), post(_nested(MAX_DEPTH + 1))

    assert allowed.json() == {"data": {"themes": {"nodes": []}}}
    assert [error["extensions"] for error in refused.json()["errors"]] == [{"code": "LIMIT_EXCEEDED"}]


def test_fragments_that_spread_one_another_twice_are_measured_once() -> None:
    fragments = " ".join(f"fragment F{n} on Theme {{ ...F{n + 1} ...F{n + 1} }}" for n in range(60))
    response = post(f"{{ themes {{ nodes {{ ...F0 }} }} }} {fragments} fragment F60 on Theme {{ slug }}")

    assert response.json() == {"data": {"themes": {"nodes": []}}}


@pytest.mark.parametrize(
    ("fragment", "code"), [("parent { ...F }", "LIMIT_EXCEEDED"), ("slug ...F", "VALIDATION_FAILED"), ("slug ...G", "VALIDATION_FAILED")]
)
def test_a_fragment_inside_itself_is_refused(fragment: str, code: str) -> None:
    response = post(f"{{ themes {{ nodes {{ ...F }} }} }} fragment F on Theme {{ {fragment} }}")

    assert [error["extensions"] for error in response.json()["errors"]] == [{"code": code}]


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("query ($first: Int!) { themes(first: $first) { totalCount } }", {"first": "many"}),
        ("query ($locale: Locale!) { site(locale: $locale) { name } }", {"locale": "DE"}),
        ("query ($locale: Locale!) { site(locale: $locale) { name } }", {}),
    ],
)
def test_variables_of_a_wrong_type_are_refused(query: str, variables: dict[str, Any]) -> None:
    response = post(query, variables, accept=STRICT)

    assert response.status_code == 400
    assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "BAD_INPUT"}]
    assert "data" not in response.json()


def test_what_goes_wrong_inside_is_logged_and_not_told(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_facts: SiteFacts) -> None:
        raise RuntimeError("SELECT secret FROM pages_basepage")

    monkeypatch.setattr(SiteFacts, "home", property(broken))
    with caplog.at_level(logging.ERROR):
        response = post("{ site { name home { title } } }")

    assert response.json() == {
        "errors": [
            {
                "message": "Something went wrong on our side.",
                "locations": [{"line": 1, "column": 15}],
                "path": ["site", "home"],
                "extensions": {"code": "INTERNAL_ERROR"},
            }
        ],
        "data": {"site": {"name": "Club des Parents Connectés", "home": None}},
    }
    assert "SELECT secret" in caplog.text


def test_the_endpoint_neither_reads_nor_sets_cookies(admin_client: Client) -> None:
    response = admin_client.post("/graphql", {"query": NAME}, content_type="application/json")

    assert response.json() == {"data": SITE}
    assert not response.cookies
    assert "Cookie" not in response["Vary"]


def test_a_request_needs_no_token_against_forgery() -> None:
    response = Client(enforce_csrf_checks=True).post("/graphql", {"query": NAME}, content_type="application/json")

    assert response.json() == {"data": SITE}


def test_no_more_of_a_body_is_read_than_it_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_body, "MAX_REQUEST_BYTES", 40)

    allowed = Client().post("/graphql", b'{"query": "{ site { name } }"}', content_type="application/json")
    refused = Client().post("/graphql", b'{"query": "{ site { name } }"            }', content_type="application/json")

    assert (allowed.status_code, refused.status_code) == (200, 413)
