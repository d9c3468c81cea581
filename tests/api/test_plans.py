"""Plans: they answer what graphql-core answers, for every operation of the contract, whatever its variables; what they cannot, it does."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from django.conf import settings
from django.utils import timezone
from graphql import execute_sync, get_operation_ast, parse

from api.http.graphiql import examples
from api.loading.operation import Operation
from api.plans.choosing import Plans
from api.schema.build import schema
from search import indexing
from tests.api.asking import post
from tests.api.hidden import half_hidden_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SEARCH_INDEX_DIR", tmp_path)
    half_hidden_site()
    indexing.ensure_index()


def _both(query: str, variables: dict[str, Any] | None = None) -> tuple[Any, Any, set[Any], set[Any]]:
    """The data by a plan and by graphql-core, and what each was made from."""
    document = parse(query)
    definition = get_operation_ast(document)
    assert definition is not None
    now = timezone.now()
    planned, walked = Operation("default", now), Operation("default", now)
    by_plan = Plans(schema(), document, definition).data(planned, variables)
    by_walk = execute_sync(schema(), document, context_value=walked, variable_values=variables)
    assert by_walk.errors is None
    return by_plan, by_walk.data, planned.made_from.tags, walked.made_from.tags


def test_every_operation_of_the_contract_is_answered_by_a_plan_as_by_graphql_core(site: None) -> None:
    for example in examples():
        variables = orjson.loads(example["variables"] or "{}")
        for locale in ("FR", "EN", "AR"):
            if "locale" in variables:
                variables["locale"] = locale
            planned, walked, planned_from, walked_from = _both(example["query"], variables)
            assert planned == walked, example["name"]
            assert planned_from == walked_from, example["name"]


@pytest.mark.parametrize("variables", [{"full": True}, {"full": False}, {}])
def test_optional_parts_have_plans_of_their_own(variables: dict[str, Any]) -> None:
    query = """query ($full: Boolean = false) {
      site { name locale @include(if: $full) ...Languages @skip(if: $full) }
    } fragment Languages on Site { languages { code name @include(if: $full) } }"""

    planned, walked, _planned_from, _walked_from = _both(query, variables)

    assert planned == walked
    assert ("locale" in planned["site"], "languages" in planned["site"]) == ((True, False) if variables.get("full") else (False, True))


def test_fields_asked_for_twice_are_merged() -> None:
    query = "{ site { languages { code } } again: site { name } site { languages { name } ... on Site { __typename languages { code } } } }"

    planned, walked, _planned_from, _walked_from = _both(query)

    assert planned == walked
    assert planned["site"]["languages"][0] == {"code": "fr", "name": "Français"}


def test_what_a_plan_cannot_answer_is_told_by_graphql_core() -> None:
    response = post('{ themes(first: 2) { totalCount } page(path: "/", id: "x") { title } }')

    assert response.json() == {
        "errors": [
            {
                "message": "Name one thing to look for: a path or an id.",
                "locations": [{"line": 1, "column": 35}],
                "path": ["page"],
                "extensions": {"code": "BAD_INPUT"},
            }
        ],
        "data": {"themes": {"totalCount": 0}, "page": None},
    }


def test_introspection_has_no_plan() -> None:
    document = parse("{ __schema { queryType { name } } site { name } }")
    definition = get_operation_ast(document)
    assert definition is not None

    assert Plans(schema(), document, definition).data(Operation("default", timezone.now()), None) is None
    assert post("{ __schema { queryType { name } } site { name } }").json()["data"]["__schema"] == {"queryType": {"name": "Query"}}
