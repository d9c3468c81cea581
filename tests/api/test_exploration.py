"""Exploration: introspection, suggestions and GraphiQL are there, also in production, until one setting closes all three."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from graphql import get_introspection_query

from cms.runner.announcement import addresses
from tests.api.asking import data_of, post

pytestmark = pytest.mark.django_db

# A document and its variables; what is said of it, and what is said besides while exploration is on.
MISTAKES = [
    ("{ sit { name } }", {}, "Cannot query field 'sit' on type 'Query'.", " Did you mean 'site'?"),
    (
        '{ page(path: "/") { speakers { role } } }',
        {},
        "Cannot query field 'speakers' on type 'Page'.",
        " Did you mean to use an inline fragment on 'InterviewPage'?",
    ),
    ("{ site(local: FR) { name } }", {}, "Unknown argument 'local' on field 'Query.site'.", " Did you mean 'locale'?"),
    ("query ($a: DateTim) { helplines(at: $a) { name } }", {}, "Unknown type 'DateTim'.", " Did you mean 'DateTime' or 'Date'?"),
    ("{ site(locale: FRE) { name } }", {}, "Value 'FRE' does not exist in 'Locale' enum.", " Did you mean the enum value 'FR' or 'AR'?"),
    (
        "query ($a: Locale) { site(locale: $a) { name } }",
        {"a": "FRE"},
        "Variable '$a' got invalid value 'FRE'; Value 'FRE' does not exist in 'Locale' enum.",
        " Did you mean the enum value 'FR' or 'AR'?",
    ),
    (
        "query ($a: Near) { events(filter: {near: $a}) { totalCount } }",
        {"a": {"latitude": 1, "longitude": 1, "km": 1, "kms": 1}},
        "Variable '$a' got invalid value {'latitude': 1, 'longitude': 1, 'km': 1, 'kms': 1}; Field 'kms' is not defined by type 'Near'.",
        " Did you mean 'km'?",
    ),
]


@pytest.fixture
def closed(settings: Any) -> None:
    settings.GRAPHQL_EXPLORATION = False


def messages(query: str, variables: dict[str, Any]) -> list[str]:
    return [error["message"] for error in post(query, variables).json()["errors"]]


def test_by_default_the_schema_tells_about_itself() -> None:
    assert "errors" not in post(get_introspection_query()).json()
    assert Client().get("/graphiql").status_code == 200
    assert "GraphiQL" in addresses()


@pytest.mark.parametrize(("query", "variables", "message", "suggestion"), MISTAKES)
def test_by_default_messages_suggest_names(query: str, variables: dict[str, Any], message: str, suggestion: str) -> None:
    assert messages(query, variables) == [message + suggestion]


@pytest.mark.parametrize(("query", "variables", "message", "suggestion"), MISTAKES)
def test_closed_messages_suggest_nothing(query: str, variables: dict[str, Any], message: str, suggestion: str, closed: None) -> None:
    assert messages(query, variables) == [message]


@pytest.mark.parametrize(
    "query",
    [
        get_introspection_query(),
        "{ __schema { queryType { name } } }",
        '{ __type(name: "Page") { name } }',
        "{ ...Hidden } fragment Hidden on Query { __schema { description } }",
    ],
)
def test_closed_the_schema_tells_nothing_about_itself(query: str, closed: None) -> None:
    answer = post(query).json()

    assert answer["data"] is None
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"VALIDATION_FAILED"}


def test_closed_objects_still_say_their_type(home: Any, closed: None) -> None:
    assert data_of('{ __typename page(path: "/") { __typename } }') == {"__typename": "Query", "page": {"__typename": "HomePage"}}


@pytest.mark.usefixtures("closed")
def test_closed_there_is_no_graphiql() -> None:
    assert Client().get("/graphiql").status_code == 404
    assert "GraphiQL" not in addresses()
