"""GraphQL over HTTP: what is wrong with a request is said with a 4xx, what goes wrong inside is told to nobody."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from api.http import request_body, view
from api.http.cors import CrossOrigin
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
    with CaptureQueriesContext(connection) as anonymous:
        expected = Client().post("/graphql", {"query": NAME}, content_type="application/json")
    with CaptureQueriesContext(connection) as logged_in:
        response = admin_client.post("/graphql", {"query": NAME}, content_type="application/json")

    assert response.json() == expected.json() == {"data": SITE}
    assert (list(response.cookies), list(expected.cookies)) == ([], [])
    assert [(name, value) for name, value in response.items() if name != "X-Request-ID"] == [
        (name, value) for name, value in expected.items() if name != "X-Request-ID"
    ]
    assert response["Vary"] == "Accept"
    assert [_without_savepoints(query["sql"]) for query in logged_in] == [_without_savepoints(query["sql"]) for query in anonymous]
    assert [query["sql"] for query in logged_in if "django_session" in query["sql"] or "auth_user" in query["sql"]] == []


def _without_savepoints(sql: str) -> str:
    return sql.partition('"')[0] if "SAVEPOINT" in sql else sql


def test_a_cookie_that_is_sent_changes_nothing() -> None:
    browser = Client()
    browser.cookies.load({"sessionid": "x" * 32, "csrftoken": "y" * 32})

    response = browser.post("/graphql", {"query": NAME}, content_type="application/json")

    assert (response.json(), response.headers.get("Set-Cookie")) == ({"data": SITE}, None)


def test_the_name_under_which_the_endpoint_is_reached_does_not_matter() -> None:
    response = Client(SERVER_NAME="elsewhere.invalid").post("/graphql", {"query": NAME}, content_type="application/json")

    assert (response.status_code, response.json()) == (200, {"data": SITE})


def test_the_endpoint_is_not_redirected_to_https(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True

    assert Client().get("/admin/login/").status_code == 301
    assert Client().post("/graphql", {"query": NAME}, content_type="application/json").json() == {"data": SITE}
    assert Client().get("/graphql", {"query": NAME}).json() == {"data": SITE}


@pytest.mark.parametrize(
    "document",
    ["mutation { site { name } }", "mutation M { anything(at: 1) }", "mutation { site { nom } } ", "mutation ($v: Nothing) { a }"],
)
@pytest.mark.parametrize("accept", [STRICT, "application/json", "*/*"])
def test_a_mutation_is_not_sent_by_get_whatever_the_schema_has(document: str, accept: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        response = Client().get("/graphql", {"query": document}, headers={"accept": accept})

    assert (response.status_code, response["Allow"]) == (405, "GET, POST, OPTIONS")
    assert response.json() == {
        "errors": [{"message": "A mutation cannot be sent with this method.", "extensions": {"code": "METHOD_NOT_ALLOWED"}}]
    }
    assert captured.captured_queries == []


def test_of_several_operations_the_one_that_is_named_counts_for_the_method() -> None:
    document = "query Q { site { name } } mutation M { site { name } }"

    by_get = Client().get("/graphql", {"query": document, "operationName": "M"})
    by_post = Client().post("/graphql", {"query": document, "operationName": "M"}, content_type="application/json")

    assert by_get.status_code == 405
    assert (by_post.status_code, by_post.json()["errors"][0]["extensions"]) == (200, {"code": "VALIDATION_FAILED"})


@pytest.mark.parametrize(
    ("accept", "is_strict"),
    [
        (STRICT, True),
        (STRICT.upper(), True),
        (f"{STRICT}; charset=utf-8, application/json;q=0.9", True),
        (f"application/json, {STRICT}", True),
        (f"{STRICT};q=0.5", True),
        (f"{STRICT};q=0", False),
        (f"{STRICT};q=0.0, application/json", False),
        (f"{STRICT} ; q=0", False),
        (f"{STRICT};q=0.5, application/json", False),
        (f"{STRICT};q=0.9, application/json;q=0.5", True),
        (f"{STRICT};q=high", True),
        ("application/json", False),
        ("*/*", False),
        ("text/html", False),
        (f"x{STRICT}", False),
        ("", False),
        (";;,,q=", False),
    ],
)
def test_the_media_type_is_the_one_that_is_accepted(accept: str, is_strict: bool) -> None:
    right, wrong = post(NAME, accept=accept), post("{ site { nom } }", accept=accept)

    media_type = STRICT if is_strict else "application/json"
    assert (right["Content-Type"], wrong["Content-Type"]) == (f"{media_type}; charset=utf-8",) * 2
    assert (right.status_code, wrong.status_code) == (200, 400 if is_strict else 200)


ORIGIN = "https://site.invalid"
OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Retry-After, X-Request-ID"}
ASKED_FIRST = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Accept, Content-Type, X-Request-ID, Apollo-Require-Preflight, Apollographql-Client-Name, "
    "Apollographql-Client-Version, X-Apollo-Operation-Name",
    "Access-Control-Max-Age": "86400",
}


def _cross_origin(response: Any) -> dict[str, str]:
    return {name: value for name, value in response.items() if name.startswith("Access-Control-")}


def _preflight(origin: str) -> Any:
    return Client().options(
        "/graphql", headers={"origin": origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    )


def test_every_website_may_read_answers_and_none_with_cookies() -> None:
    preflight, answer = _preflight(ORIGIN), post(NAME, origin=ORIGIN)
    refused = post("{", origin=ORIGIN)

    assert (preflight.status_code, preflight.content, preflight["Allow"]) == (204, b"", "GET, POST, OPTIONS")
    assert _cross_origin(preflight) == {**OPEN, **ASKED_FIRST}
    assert _cross_origin(answer) == _cross_origin(refused) == OPEN
    assert preflight["Vary"] == answer["Vary"] == "Accept"


def test_where_websites_are_named_no_other_may_read_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "CROSS_ORIGIN", CrossOrigin([ORIGIN]))
    named = {**OPEN, "Access-Control-Allow-Origin": ORIGIN}

    assert _cross_origin(_preflight(ORIGIN)) == {**named, **ASKED_FIRST}
    assert _cross_origin(post(NAME, origin=ORIGIN)) == named
    for other in (f"{ORIGIN}.evil.invalid", "http://site.invalid", "null", ""):
        assert _cross_origin(_preflight(other)) == {}
        assert _cross_origin(post(NAME, origin=other)) == {}
    assert post(NAME).headers["Vary"] == "Accept, Origin"


@pytest.mark.parametrize(
    ("method", "body", "status"),
    [("POST", {"query": NAME}, 200), ("POST", {}, 400), ("POST", {"query": "{"}, 200), ("PUT", {}, 405), ("OPTIONS", {}, 204)],
)
def test_no_browser_guesses_what_an_answer_is(method: str, body: dict[str, str], status: int) -> None:
    response = Client().generic(method, "/graphql", json.dumps(body), content_type="application/json")

    assert (response.status_code, response["X-Content-Type-Options"], response["Cache-Control"]) == (status, "nosniff", "no-store")


def test_a_request_needs_no_token_against_forgery() -> None:
    response = Client(enforce_csrf_checks=True).post("/graphql", {"query": NAME}, content_type="application/json")

    assert response.json() == {"data": SITE}


def test_no_more_of_a_body_is_read_than_it_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_body, "MAX_REQUEST_BYTES", 40)

    allowed = Client().post("/graphql", b'{"query": "{ site { name } }"}', content_type="application/json")
    refused = Client().post("/graphql", b'{"query": "{ site { name } }"            }', content_type="application/json")

    assert (allowed.status_code, refused.status_code) == (200, 413)
