"""The time of an operation: once it is up, that is all the answer says, whoever was at work, and the next operation finds all in order."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from api.answers.slot import SLOT, Slot
from api.http import execution
from api.loading import operation, statements
from api.plans.choosing import Plans
from api.preview.tokens import token_for
from pages.statements import Statement
from tests.api.asking import post
from tests.factories import GuidePageFactory, ThemeFactory, loader

pytestmark = pytest.mark.django_db

THEMES = "{ themes { nodes { name parent { name } } } }"
UP = {
    "errors": [{"message": "The operation took too long; ask for less at once.", "extensions": {"code": "TIME_LIMIT_EXCEEDED"}}],
    "data": None,
}
# Counts for hours.
SLOW = "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 10000000000) SELECT count(*) FROM c)"


class Time:
    """The clock of operations: it moves on by itself with each look, and further when told."""

    def __init__(self) -> None:
        self.now = 0.0
        self.looks = 0
        self.up_after: float = float("inf")

    def monotonic(self) -> float:
        self.looks += 1
        return self.now if self.looks <= self.up_after else 1_000_000.0


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    """The time that operations see."""
    made = Time()
    for module in (execution, operation):
        monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=made.monotonic))
    return made


@pytest.fixture
def themes(db: None) -> None:
    parent = ThemeFactory(name_fr="Dessus")
    ThemeFactory(name_fr="Dessous", parent=parent)


@pytest.fixture
def no_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Plans, "data", lambda *_arguments: None)


def _looks(time: Time, query: str) -> int:
    """How often an operation in time looks at the clock."""
    time.looks = 0
    assert "errors" not in post(query).json()
    return time.looks


def _each_end(time: Time, query: str) -> Iterator[tuple[int, Any]]:
    """The answer of an operation whose time is up at its first look after the beginning, its second, and so on to the last but one."""
    for looks in range(1, _looks(time, query)):
        time.looks, time.up_after = 0, looks
        yield looks, post(query).json()
        time.up_after = float("inf")


def test_an_operation_whose_time_is_up_says_that_alone(themes: None, time: Time) -> None:
    answers = list(_each_end(time, THEMES))

    assert len(answers) > 3
    assert [answer for _looks, answer in answers] == [UP] * len(answers)
    assert post(THEMES).json()["data"]["themes"]["nodes"] == [
        {"name": "Dessous", "parent": {"name": "Dessus"}},
        {"name": "Dessus", "parent": None},
    ]


def test_graphql_core_looks_at_the_clock_as_plans_do(themes: None, time: Time, no_plans: None) -> None:
    answers = list(_each_end(time, THEMES))

    assert len(answers) > 3
    assert [answer for _looks, answer in answers] == [UP] * len(answers)
    assert "errors" not in post(THEMES).json()


def test_introspection_has_a_time_too(time: Time) -> None:
    post(query := "{ __schema { types { fields { type { name } } } } }")
    time.looks, time.up_after = 0, 200

    assert post(query).json() == UP


def test_the_time_limit_is_the_setting(themes: None, time: Time, settings: Any) -> None:
    settings.GRAPHQL_OPERATION_SECONDS = 3
    seen: list[float] = []
    time.now = 100.0
    executed = execution._executed

    def noting(*arguments: Any) -> Any:
        seen.append(arguments[3].deadline)
        return executed(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(execution, "_executed", noting)
        post(THEMES)

    assert seen == [103.0]


def test_what_took_too_long_is_not_kept(themes: None, time: Time) -> None:
    slot = Slot()
    _looks(time, THEMES)
    time.looks, time.up_after = 0, 2
    answer = Client().post("/graphql", {"query": THEMES}, content_type="application/json", **{SLOT: slot})

    assert (answer.json(), slot.made_from) == (UP, None)


def test_a_preview_has_a_time_too(time: Time) -> None:
    token = token_for(GuidePageFactory(title_fr="Guide"), loader())
    query = f'{{ preview(token: "{token}") {{ title breadcrumbs {{ title }} }} }}'
    time.looks = 0
    assert post(query).json() == {"data": {"preview": {"title": "Guide", "breadcrumbs": [{"title": "Accueil"}, {"title": "Ressources"}]}}}
    looks = time.looks
    time.looks, time.up_after = 0, looks - 1

    response = post(query)

    assert response.json() == UP
    assert response["Cache-Control"] == "private, no-store"


@pytest.fixture
def slow_lists(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Every list is behind something that takes SQLite hours; the time of an operation is up before it is asked."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL ends its statements itself: see the test of its own.")

    rows = Statement.rows

    def slow_rows(statement: Statement, *arguments: Any) -> Any:
        statement.sql = f"SELECT * FROM ({statement.sql}) WHERE {SLOW} > 0"  # noqa: S608 - ours, word for word
        return rows(statement, *arguments)

    monkeypatch.setattr(statements, "kept", lambda _key, make: make())
    monkeypatch.setattr(Statement, "rows", slow_rows)
    settings.GRAPHQL_OPERATION_SECONDS = 0.05


@pytest.mark.parametrize("is_planned", [True, False])
def test_a_slow_statement_is_ended_and_the_connection_works_afterwards(
    themes: None, slow_lists: None, is_planned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_planned:
        monkeypatch.setattr(Plans, "data", lambda *_arguments: None)
    with CaptureQueriesContext(connection) as captured:
        response = post(THEMES)
    monkeypatch.undo()

    assert response.json() == UP
    assert len([query for query in captured if "RECURSIVE" in query["sql"]]) == 1
    assert [node["name"] for node in post(THEMES).json()["data"]["themes"]["nodes"]] == ["Dessous", "Dessus"]
    with connection.cursor() as cursor:
        # No handler is left behind.
        assert cursor.execute("SELECT 1").fetchone() == (1,)


def test_a_database_that_fails_in_time_is_our_own_mistake(themes: None, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    def broken(*_arguments: Any) -> Any:
        raise OperationalError("disk I/O error in pages_theme")

    monkeypatch.setattr(Plans, "data", broken)

    response = post(THEMES)

    assert (response.status_code, response.json()) == (
        500,
        {"errors": [{"message": "Something went wrong on our side.", "extensions": {"code": "INTERNAL_ERROR"}}]},
    )
    assert "disk I/O error in pages_theme" in caplog.text
