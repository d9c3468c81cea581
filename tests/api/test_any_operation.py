"""Operations nobody thought of, made from the schema: whatever is asked of a half-hidden site, the answer keeps every promise."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from graphql import GraphQLInterfaceType, get_named_type, is_composite_type, is_required_argument, print_schema
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from api.http.errors import ErrorCode
from api.http.view import Endpoint
from api.plans.choosing import Plans
from api.schema.build import schema
from tests.api.asking import TRANSACTIONAL
from tests.api.hidden import CANARY, HiddenHalf
from tests.api.walking import ARGUMENTS

pytestmark = pytest.mark.django_db

# What messages may say about themselves, and never about how the program is made.
INSIDES = ("Traceback", "DoesNotExist", "OperationalError", "SELECT ", "pages_", "wagtail", "django", ".py", "QuerySet")
CODES = {code.value for code in ErrorCode}

CUSTOM = {
    name: st.sampled_from(values).map(nodes.String)
    for name, values in {
        "Date": ["2020-11-05", "2020-02-30", "0001-01-01"],
        "DateTime": ["2020-11-05T23:00:00+01:00", "2020-11-05", "9999-12-31T23:59:59Z"],
        "UUID": ["b3c2b5d0-7c62-4a53-a4f5-2f1c0c6d3c1e", "none"],
        "Time": ["23:00:00"],
        "JSONString": ["{}"],
    }.items()
}


@pytest.fixture
def half(indexed_half: HiddenHalf) -> HiddenHalf:
    """The site with its index."""
    return indexed_half


@pytest.fixture(autouse=True)
def _generous(monkeypatch: pytest.MonkeyPatch) -> None:
    """One client asks all of this."""
    monkeypatch.setattr(Endpoint.allowances, "take", lambda *_arguments: None)


def _answer(query: str) -> tuple[Any, str, list[str]]:
    """The response, its body and the statements it took."""
    with CaptureQueriesContext(connection) as captured:
        response = Client(raise_request_exception=False).post("/graphql", {"query": query}, content_type="application/json")
    statements = [entry["sql"] for entry in captured.captured_queries if not entry["sql"].startswith(TRANSACTIONAL)]
    return response, response.content.decode(), statements


def _check(half: HiddenHalf, query: str) -> None:
    response, body, statements = _answer(query)
    answer = json.loads(body)

    assert response.status_code == 200, body
    assert {"errors", "data"} >= set(answer) >= {"data"}
    for error in answer.get("errors", []):
        assert error["extensions"]["code"] in CODES, error
        assert error["extensions"]["code"] != "INTERNAL_ERROR", (query, error)
        assert not [word for word in INSIDES if word in error["message"]], error
    data = json.dumps(answer["data"], ensure_ascii=False)
    assert CANARY not in data
    assert [identity for identity in half.identities() if identity in data] == []
    assert [address for address in half.media if address in data] == []
    if "errors" not in answer:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Plans, "data", lambda *_arguments: None)
            _response, walked, by_walk = _answer(query)
        assert walked == body
        assert len(by_walk) == len(statements)


FIELDS = sorted(set(schema().query_type.fields) - {"preview"})  # type: ignore[union-attr]
SDL = print_schema(schema())

# The same operations on every machine.
bounded = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@bounded
@given(query=queries(SDL, fields=FIELDS, custom_scalars=CUSTOM, allow_x00=False))
def test_whatever_is_asked_the_answer_keeps_every_promise(half: HiddenHalf, query: str) -> None:
    _check(half, query)


# Where something is found: the arguments are those of the site.
FOUND = (
    'page(path: "/")',
    'page(path: "/e-enfance/entretien", locale: EN)',
    'page(path: "/ressources/guide")',
    "edition(number: 1)",
    'interview(path: "/e-enfance/entretien")',
    'person(slug: "invitee")',
    'organisation(slug: "editrice", locale: AR)',
    'theme(slug: "sujet")',
    "crisisReasons",
    "helplines",
    "navigation(locale: EN)",
    "site",
    "resources(first: 3)",
    "resources(first: 4, locale: EN, orderBy: TITLE)",
    'resources(first: 3, filter: {themes: ["sujet"]})',
    "events(first: 3)",
    "people(first: 3)",
    "evidence(first: 3)",
    "changes(first: 5)",
    'search(query: "cyberviolence", first: 3)',
)


@st.composite
def selections(draw: st.DrawFn, type_: Any, levels: int) -> str:
    """Some fields of a type, down to so many levels, and those of one of the types it may be."""
    usable = [
        name
        for name, field in sorted(type_.fields.items())
        if (levels or not is_composite_type(get_named_type(field.type)))
        and (name in ARGUMENTS or not any(is_required_argument(argument) for argument in field.args.values()))
    ]
    parts = ["__typename"]
    for name in draw(st.lists(st.sampled_from(usable), max_size=4, unique=True)) if usable else ():
        below = get_named_type(type_.fields[name].type)
        inner = f" {{ {draw(selections(below, levels - 1))} }}" if is_composite_type(below) else ""
        parts.append(f"{name}{ARGUMENTS.get(name, '')}{inner}")
    if isinstance(type_, GraphQLInterfaceType) and levels:
        possible = draw(st.sampled_from(schema().get_possible_types(type_)))
        parts.append(f"... on {possible.name} {{ {draw(selections(possible, levels - 1))} }}")
    return " ".join(parts)


@st.composite
def operations(draw: st.DrawFn) -> str:
    """An operation that finds something."""
    asked = draw(st.sampled_from(FOUND))
    root: Any = schema().query_type
    return f"{{ {asked} {{ {draw(selections(get_named_type(root.fields[asked.partition('(')[0]].type), 5))} }} }}"


@bounded
@given(query=operations())
def test_whatever_is_asked_of_what_is_there_the_answer_keeps_every_promise(half: HiddenHalf, query: str) -> None:
    _check(half, query)
