"""Lists: page by page, in an order, with a total; a cursor holds its place whatever happens around it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from api.pagination import encoded_cursor
from pages import models
from tests.api.asking import ask, data_of, post
from tests.factories import EditionPageFactory, GuidePageFactory, ThemeFactory

pytestmark = pytest.mark.django_db

THEMES = """query ($first: Int, $after: String, $orderBy: NameOrder) {
  themes(first: $first, after: $after, orderBy: $orderBy) {
    totalCount
    nodes { slug }
    edges { cursor node { slug } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""


def _slugs(connection: dict[str, Any]) -> list[str]:
    assert [edge["node"] for edge in connection["edges"]] == connection["nodes"]
    return [node["slug"] for node in connection["nodes"]]


def test_a_list_is_read_page_by_page(db: None) -> None:
    for slug in "cdabe":
        ThemeFactory(slug=slug, name_fr=slug)

    first = data_of(THEMES, {"first": 2})["themes"]
    second = data_of(THEMES, {"first": 2, "after": first["pageInfo"]["endCursor"]})["themes"]
    third = data_of(THEMES, {"first": 2, "after": second["pageInfo"]["endCursor"]})["themes"]
    beyond = data_of(THEMES, {"first": 2, "after": third["pageInfo"]["endCursor"]})["themes"]

    assert [_slugs(page) for page in (first, second, third, beyond)] == [["a", "b"], ["c", "d"], ["e"], []]
    assert [page["totalCount"] for page in (first, second, third, beyond)] == [5, 5, 5, 5]
    assert [(page["pageInfo"]["hasPreviousPage"], page["pageInfo"]["hasNextPage"]) for page in (first, second, third, beyond)] == [
        (False, True),
        (True, True),
        (True, False),
        (True, False),
    ]
    assert first["pageInfo"]["startCursor"] == first["edges"][0]["cursor"]
    assert (beyond["pageInfo"]["startCursor"], beyond["pageInfo"]["endCursor"]) == (None, None)


def test_a_list_turns_around(db: None) -> None:
    for slug in "bca":
        ThemeFactory(slug=slug, name_fr=slug)

    first = data_of(THEMES, {"first": 2, "orderBy": "NAME_REVERSED"})["themes"]
    second = data_of(THEMES, {"first": 2, "orderBy": "NAME_REVERSED", "after": first["pageInfo"]["endCursor"]})["themes"]

    assert [_slugs(first), _slugs(second)] == [["c", "b"], ["a"]]


def test_insertions_and_removals_neither_repeat_nor_skip_what_follows(db: None) -> None:
    made = {slug: ThemeFactory(slug=slug, name_fr=slug) for slug in "bdfh"}
    first = data_of(THEMES, {"first": 2})["themes"]
    ThemeFactory(slug="a", name_fr="a")
    ThemeFactory(slug="e", name_fr="e")
    made["d"].delete()

    second = data_of(THEMES, {"first": 2, "after": first["pageInfo"]["endCursor"]})["themes"]

    assert [_slugs(first), _slugs(second)] == [["b", "d"], ["e", "f"]]


def test_pages_of_one_moment_are_told_apart(home: models.HomePage) -> None:
    moment = dt.datetime(2020, 11, 5, 9, tzinfo=dt.UTC)
    pages = [GuidePageFactory(first_published_at=moment) for _number in range(3)]
    unknown = GuidePageFactory()
    models.BasePage.objects.filter(pk=unknown.pk).update(first_published_at=None)
    question = """query ($after: String, $orderBy: PageOrder) {
      resources(first: 1, after: $after, orderBy: $orderBy) { nodes { title } pageInfo { endCursor } }
    }"""

    def titles(order: str) -> list[str]:
        after, found = None, []
        while True:
            page = data_of(question, {"after": after, "orderBy": order})["resources"]
            if not page["nodes"]:
                return found
            found.append(page["nodes"][0]["title"])
            after = page["pageInfo"]["endCursor"]

    in_order = [page.title_fr for page in pages]
    assert titles("OLDEST") == [unknown.title_fr, *in_order]
    assert titles("NEWEST") == [*in_order, unknown.title_fr]


def test_editions_come_by_their_number(home: models.HomePage) -> None:
    for number in (2, 1, 3):
        EditionPageFactory(number=number)

    answer = data_of(
        """{ latest: editions { nodes { number } }
          earliest: editions(first: 2, orderBy: EARLIEST) { nodes { number } pageInfo { endCursor } } }"""
    )
    rest = data_of(
        "query ($after: String) { editions(after: $after, orderBy: EARLIEST) { nodes { number } } }",
        {"after": answer["earliest"]["pageInfo"]["endCursor"]},
    )

    assert [node["number"] for node in answer["latest"]["nodes"]] == [3, 2, 1]
    assert [node["number"] for node in answer["earliest"]["nodes"]] == [1, 2]
    assert rest == {"editions": {"nodes": [{"number": 3}]}}


def test_twenty_items_come_unless_another_number_is_asked(db: None) -> None:
    for number in range(101):
        ThemeFactory(slug=f"theme-{number:03}")

    unsaid, null, most = (data_of(THEMES, variables)["themes"] for variables in ({}, {"first": None}, {"first": 100}))

    assert [len(page["nodes"]) for page in (unsaid, null, most)] == [20, 20, 100]
    assert most["pageInfo"]["hasNextPage"] is True


@pytest.mark.parametrize("first", [0, -1, 101, 1_000_000])
@pytest.mark.parametrize("field", ["themes", "people", "organisations", "editions", "interviews", "resources", 'search(query: "a")'])
def test_more_than_a_hundred_items_or_none_are_refused(field: str, first: int, db: None) -> None:
    asked = field.replace(")", f", first: {first})") if "(" in field else f"{field}(first: {first})"
    response = post(f"{{ {asked} {{ totalCount }} }}")

    assert [(error["message"], error["extensions"]) for error in response.json()["errors"]] == [
        (f"“first” must be 1 to 100, not {first}.", {"code": "LIMIT_EXCEEDED"})
    ]


@pytest.mark.parametrize(
    "cursor",
    [
        *("", "x", "é", "bnVsbA", "WzFd", "W10"),
        *(
            encoded_cursor(parts)
            for parts in (["name-fr", None, 1], ["name-fr", 1, 1], ["name-fr", "x", "y"], ["newest", "x", 1], ["name-en", "x", 1])
        ),
    ],
)
def test_what_is_no_cursor_of_the_list_is_refused(cursor: str, db: None) -> None:
    response = post("query ($after: String) { themes(after: $after) { totalCount } }", {"after": cursor})

    assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "BAD_INPUT"}]


@pytest.mark.parametrize("moment", ["yesterday", "2020-13-01", "0001-01-01T00:00:00+23:59", 1])
def test_a_moment_that_never_was_is_no_cursor(moment: object, db: None) -> None:
    cursor = encoded_cursor(["newest", moment, 1])
    response = post("query ($after: String) { resources(after: $after) { totalCount } }", {"after": cursor})

    assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "BAD_INPUT"}]


def test_a_name_that_no_column_holds_is_no_cursor(db: None) -> None:
    response = post("query ($after: String) { themes(after: $after) { totalCount } }", {"after": encoded_cursor(["name-fr", "a\0", 1])})

    assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "BAD_INPUT"}]


@pytest.mark.parametrize("field", ["resources", "editions", "interviews", 'search(query: "a")'])
def test_a_cursor_of_another_list_is_refused(field: str, home: models.HomePage) -> None:
    ThemeFactory()
    cursor = data_of(THEMES)["themes"]["pageInfo"]["endCursor"]
    asked = field.replace(")", f', after: "{cursor}")') if "(" in field else f'{field}(after: "{cursor}")'

    response = post(f"{{ {asked} {{ totalCount }} }}")

    assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "BAD_INPUT"}]


def test_nothing_is_read_that_no_field_asks_for(db: None) -> None:
    ThemeFactory()

    assert len(ask("{ themes { __typename } }").statements) == 0
    assert len(ask("{ themes { totalCount } }").statements) == 1
    assert len(ask("{ themes { nodes { name } pageInfo { hasNextPage } edges { cursor } } }").statements) == 1
