"""What an operation costs: the objects of its answer at most, counted from its text and variables before anything is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from graphql import get_operation_ast, parse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.http.cost import MAX_OBJECTS, Cost
from api.schema.build import schema
from tests.api.asking import data_of, post
from tests.factories import AgeBandFactory, EvidenceFactory, GuidePageFactory, ThemeFactory

SIZED = "query ($first: Int) { themes(first: $first) { nodes { name } } }"
SIZED_BY_DEFAULT = "query ($first: Int = 7) { themes(first: $first) { nodes { name } } }"
BY_IDS = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"


def objects(query: str, variables: dict[str, Any] | None = None, name: str | None = None) -> int:
    """What an operation costs."""
    document = parse(query)
    definition = get_operation_ast(document, name)
    assert definition is not None
    return Cost(schema(), document, definition).objects(variables)


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        pytest.param("{ __typename }", 0, id="no object"),
        pytest.param("{ site { name locale } }", 1, id="one object"),
        pytest.param("{ site { name } again: site { name } }", 2, id="the same under another name"),
        pytest.param("{ site { languages { code } } }", 11, id="a list without sizes"),
        pytest.param("{ themes { totalCount } }", 1, id="a connection alone"),
        pytest.param("{ themes { nodes { name } } }", 21, id="nodes, no size said"),
        pytest.param("{ themes(first: 5) { nodes { name } } }", 6, id="nodes"),
        pytest.param("{ themes(first: 5) { edges { node { name } } } }", 6, id="edges with nodes"),
        pytest.param("{ themes(first: 5) { edges { cursor } } }", 6, id="edges without nodes"),
        pytest.param("{ themes(first: 5) { nodes { name } edges { node { name } } } }", 11, id="nodes and edges"),
        pytest.param("{ themes(first: 5) { pageInfo { endCursor } } }", 2, id="pageInfo"),
        pytest.param("{ themes(first: 0) { nodes { name } } }", 1, id="none at all"),
        pytest.param("{ themes(first: null) { nodes { name } } }", 101, id="null"),
        pytest.param("{ themes(first: -1) { nodes { name } } }", 101, id="negative"),
        pytest.param("{ themes(first: 5000) { nodes { name } } }", 5_001, id="beyond the largest page"),
        pytest.param('{ themes(first: "5") { nodes { name } } }', 101, id="no number"),
        pytest.param("{ themes(first: 5) { nodes { parent { name } } } }", 11, id="an object of each item"),
        pytest.param("{ resources(first: 20) { nodes { themes { name } } } }", 1 + 20 + 200, id="a list of each item"),
        pytest.param("{ resources(first: 20) { nodes { themes(first: 2) { name } } } }", 1 + 20 + 40, id="a short list of each item"),
        pytest.param("{ resources(first: 20) { nodes { themes(first: null) { name } } } }", 1 + 20 + 2_000, id="a short list, null"),
        pytest.param("{ resources(first: 20) { nodes { related { title } } } }", 1 + 20 + 60, id="a list with a size of its own"),
        pytest.param("{ resources(first: 20) { nodes { related(first: 1) { title } } } }", 1 + 20 + 20, id="that size said otherwise"),
        pytest.param('{ interview(path: "/x") { video { cues { text } } } }', 1 + 1 + 100, id="cues, no size said"),
        pytest.param('{ interview(path: "/x") { video { cues(first: 4) { text } } } }', 1 + 1 + 4, id="cues"),
        pytest.param('{ nodes(ids: ["a", "b", "c"]) { id } }', 3, id="ids"),
        pytest.param("{ nodes(ids: []) { id } }", 0, id="no ids"),
        pytest.param('{ nodes(ids: "a") { id } }', 100, id="an id that is no list"),
        pytest.param(
            '{ nodes(ids: ["a", "b"]) { ... on Theme { parent { name } } ... on Person { organisation { name } links { url } } } }',
            2 + 2 * 11,
            id="an object is of one type: the dearest counts",
        ),
        pytest.param(
            '{ node(id: "a") { ... on Theme { parent { name } } ...T } } fragment T on Theme { parent { slug } }',
            1 + 2,
            id="fragments on one type add up",
        ),
        pytest.param("{ site { ...S } } fragment S on Site { languages { code } }", 11, id="a fragment"),
        pytest.param("{ ...Q ...Q } fragment Q on Query { site { name } }", 2, id="a fragment twice"),
        pytest.param("{ themes(first: 3) { ...C } } fragment C on ThemeConnection { nodes { name } }", 4, id="a fragment on a page"),
        pytest.param(
            "{ a: themes(first: 3) { ...C } b: themes(first: 4) { ...C } } fragment C on ThemeConnection { nodes { name } }",
            4 + 5,
            id="a fragment on pages of two sizes",
        ),
        pytest.param("{ ... { site { name } } ... on Query { site { name } } }", 2, id="inline fragments"),
        pytest.param("{ themes(first: 3) { ... { ... on ThemeConnection { nodes { name } } } } }", 4, id="inline fragments on a page"),
        pytest.param("{ site @skip(if: true) { name } }", 1, id="what is skipped counts"),
        pytest.param("{ __schema { types { fields { name } } } }", 0, id="introspection is measured by its tokens"),
        pytest.param('{ __type(name: "Site") { fields { name } } site { name } }', 1, id="introspection beside content"),
    ],
)
def test_an_operation_costs(query: str, cost: int) -> None:
    assert objects(query) == cost


@pytest.mark.parametrize(
    ("query", "variables", "cost"),
    [
        (SIZED, {"first": 5}, 6),
        (SIZED, {"first": 0}, 1),
        (SIZED, {"first": 101}, 102),
        (SIZED, {"first": None}, 101),
        (SIZED, {"first": -3}, 101),
        (SIZED, {"first": "5"}, 101),
        (SIZED, {"first": 5.0}, 101),
        (SIZED, {"first": True}, 101),
        (SIZED, {"first": {"a": 1}}, 101),
        (SIZED, {}, 101),
        (SIZED, None, 101),
        (SIZED_BY_DEFAULT, {}, 8),
        (SIZED_BY_DEFAULT, None, 8),
        (SIZED_BY_DEFAULT, {"first": 3}, 4),
        (SIZED_BY_DEFAULT, {"first": None}, 101),
        ("query ($first: Int = -1) { themes(first: $first) { nodes { name } } }", {}, 101),
        ("query ($first: Int = null) { themes(first: $first) { nodes { name } } }", {}, 101),
        (BY_IDS, {"ids": ["a", "b"]}, 2),
        (BY_IDS, {"ids": []}, 0),
        (BY_IDS, {"ids": "a"}, 100),
        (BY_IDS, {"ids": None}, 100),
        (BY_IDS, {}, 100),
        ("query ($id: ID!) { nodes(ids: [$id, $id]) { id } }", {"id": "a"}, 2),
    ],
)
def test_a_variable_counts_with_its_value(query: str, variables: dict[str, Any] | None, cost: int) -> None:
    assert objects(query, variables) == cost


def test_only_the_operation_that_runs_counts() -> None:
    document = "query One { site { name } } query Two { themes(first: 9) { nodes { name } } }"

    assert (objects(document, name="One"), objects(document, name="Two")) == (1, 10)


@pytest.mark.django_db
def test_two_thousand_objects_are_allowed_and_one_more_is_refused_before_anything_is_read() -> None:
    sized = (
        "query ($size: Int) { resources(first: 99) { nodes { themes(first: 19) { name } } } rest: themes(first: $size) { nodes { name } } }"
    )
    assert [objects(sized, {"size": size}) for size in (18, 19)] == [MAX_OBJECTS, MAX_OBJECTS + 1]

    allowed = post(sized, {"size": 18})
    with CaptureQueriesContext(connection) as captured:
        refused = post(sized, {"size": 19})

    assert allowed.json() == {"data": {"resources": {"nodes": []}, "rest": {"nodes": []}}}
    assert refused.json() == {
        "errors": [
            {
                "message": "The answer could have 2001 objects; at most 2000 are answered. "
                "Ask for shorter lists, or in several operations.",
                "locations": [{"line": 1, "column": 1}],
                "extensions": {"code": "LIMIT_EXCEEDED"},
            }
        ],
        "data": None,
    }
    assert captured.captured_queries == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("extensions", "told"),
    [
        ({"cost": True}, {"extensions": {"cost": {"objects": 6, "most": 2_000}}}),
        ({"cost": False}, {}),
        ({"cost": 1}, {}),
        ({}, {}),
        (None, {}),
    ],
)
def test_the_cost_is_told_on_request(extensions: dict[str, Any] | None, told: dict[str, Any]) -> None:
    body = {"query": "{ themes(first: 5) { nodes { name } } }", "extensions": extensions}

    assert Client().post("/graphql", body, content_type="application/json").json() == {"data": {"themes": {"nodes": []}}, **told}


SITE = 'page(path: "/guide") { themes(first: %d) { name } ages(first: %d) { name } related(first: %d) { themes(first: %d) { name } } }'
LISTS = (
    "resources(first: %d) { nodes { themes(first: %d) { name } } edges { node { ages(first: %d) { name } } } pageInfo { endCursor } }",
    "themes(first: %d) { nodes { parent { name } } totalCount }",
    "evidence(first: %d) { edges { cursor node { id } } }",
    SITE,
)


def _answered(value: Any, name: str = "") -> Iterator[str]:
    """The objects of an answer; an edge is none beside its node."""
    if isinstance(value, list):
        for item in value:
            yield from _answered(item, name)
    elif isinstance(value, dict):
        if name != "edges" or "node" not in value:
            yield name
        for inner, child in value.items():
            yield from _answered(child, inner)


@pytest.fixture
def filled_site(db: None) -> None:
    parent = ThemeFactory()
    themes = [ThemeFactory(parent=parent) for _ in range(4)]
    ages = [AgeBandFactory() for _ in range(3)]
    for number in range(5):
        GuidePageFactory(slug="guide" if number == 0 else f"guide-{number}", themes=themes, ages=ages)
        EvidenceFactory()


@given(data=st.data())
@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_answer_never_has_more_objects_than_its_lists_cost(filled_site: None, data: st.DataObject) -> None:
    fields = data.draw(st.lists(st.sampled_from(LISTS), min_size=1, max_size=3, unique=True))
    sizes = [data.draw(st.integers(1, 6)) for _place in range("".join(fields).count("%d"))]
    query = "{ %s }" % " ".join(fields) % tuple(sizes)  # noqa: UP031 - braces are GraphQL's here

    answer = data_of(query)

    # The root itself is no object of the answer.
    assert len(list(_answered(answer))) - 1 <= objects(query)


@pytest.mark.django_db
def test_full_lists_answer_as_many_objects_as_they_cost(filled_site: None) -> None:
    query = "{ %s %s }" % (LISTS[0] % (5, 4, 3), LISTS[1] % 5)  # noqa: UP031 - the same

    answered = list(_answered(data_of(query)))

    # Of five themes one has no parent.
    assert (len(answered) - 1, objects(query)) == (1 + 5 * (1 + 4) + 5 * (1 + 3) + 1 + 1 + 5 + 4, 1 + 25 + 20 + 1 + 1 + 10)
