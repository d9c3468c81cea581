"""Statements made once: they find what the same querysets find when they are built anew with the very values, and no other's."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import CharField
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.http import execution
from api.http.view import Endpoint
from api.loading import statements
from api.types import roots
from api.types.filters import StoodIn
from pages import statements as kept_statements
from pages.models import BasePage, Theme
from pages.statements import NOTHING, Given, OneOf, Statement, kept
from tests.api.asking import post
from tests.factories import EventPageFactory, GuidePageFactory, ThemeFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins with no statement, and one client asks all of it."""
    kept_statements._kept.clear()
    monkeypatch.setattr(Endpoint.allowances, "take", lambda *_arguments: None)


@pytest.fixture
def site(db: None) -> None:
    """Pages that come and go with the hours, of themes that differ, ready in English or not, and events of some days."""
    themes = [ThemeFactory(slug=slug, name_fr=slug) for slug in "abc"]
    for number in range(9):
        GuidePageFactory(
            slug=f"guide-{number}",
            title_fr=f"Guide {number % 4}",
            title_en=f"Guide {number}",
            ready=["en"] if number % 2 else [],
            themes=themes[number % 3 :],
            is_crisis=number == 4,
            expire_at=NOW + number * HOUR if number % 3 == 0 else None,
        )
    BasePage.objects.filter(slug="guide-5").update(first_published_at=NOW - 48 * HOUR)
    for number in range(6):
        begin = NOW + (number - 3) * 10 * HOUR
        EventPageFactory(slug=f"event-{number}", starts_at=begin, ends_at=begin + HOUR, themes=themes[: number % 3])


def _at(patch: pytest.MonkeyPatch, moment: dt.datetime) -> None:
    patch.setattr(execution, "timezone", SimpleNamespace(now=lambda: moment))


def _plainly(patch: pytest.MonkeyPatch) -> None:
    """Nothing is kept and nothing stands in: querysets hold the moment and the values of the filter themselves."""

    def rows(_key: Any, build: Any, operation: Any, given: Any = NOTHING, stand_ins: Any = NOTHING, form: Any = Statement) -> Any:
        return form(build(operation), operation.database, stand_ins).rows(operation.now, given)

    patch.setattr(statements, "rows", rows)
    patch.setattr(roots, "stood_in", lambda asked: StoodIn(asked, None, {}, {}))


slugs = st.lists(st.sampled_from(["a", "b", "c", "none", "⟦themes:0⟧", "1901-02-03"]), max_size=3)
moments = st.integers(-60, 60).map(lambda hours: NOW + hours * HOUR)
written = moments.map(dt.datetime.isoformat)
filters = {
    "resources": st.fixed_dictionaries(
        {}, optional={"themes": slugs, "onlyReady": st.booleans(), "isCrisis": st.booleans(), "publishedSince": written}
    ),
    "events": st.fixed_dictionaries({}, optional={"themes": slugs, "onlyReady": st.booleans(), "from": written, "to": written}),
}


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, dict[str, Any], dt.datetime, int]:
    """A list, what is asked of it, when, and after which of its items."""
    name = draw(st.sampled_from(sorted(filters)))
    kind = "ResourceFilter" if name == "resources" else "EventFilter"
    query = f"""query ($filter: {kind}, $locale: Locale, $first: Int, $after: String) {{
      list: {name}(filter: $filter, locale: $locale, first: $first, after: $after) {{
        totalCount edges {{ cursor node {{ id title isFallback themes {{ name }} }} }} pageInfo {{ hasNextPage }}
      }}
    }}"""
    variables = {"filter": draw(filters[name]), "locale": draw(st.sampled_from(["FR", "EN"])), "first": draw(st.integers(1, 4))}
    return query, variables, draw(moments), draw(st.integers(0, 3))


def _pages(query: str, variables: dict[str, Any], after: int) -> list[Any]:
    """The first page, and the one after one of its items."""
    first = post(query, variables).json()
    edges = (first.get("data") or {"list": {"edges": []}})["list"]["edges"]
    if after >= len(edges):
        return [first]
    return [first, post(query, {**variables, "after": edges[after]["cursor"]}).json()]


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(asked=st.lists(questions(), min_size=1, max_size=4))
def test_kept_statements_find_what_querysets_find(site: None, asked: list[tuple[str, dict[str, Any], dt.datetime, int]]) -> None:
    for query, variables, moment, after in asked:
        with pytest.MonkeyPatch.context() as patch:
            _at(patch, moment)
            by_kept = _pages(query, variables, after)
            _plainly(patch)
            plainly = _pages(query, variables, after)
        assert by_kept == plainly


THEMES = "query ($slugs: [String!]) { resources(filter: {themes: $slugs}) { totalCount nodes { path } } }"


def _found(slugs: list[str]) -> tuple[int, list[str]]:
    found = post(THEMES, {"slugs": slugs}).json()["data"]["resources"]
    return found["totalCount"], sorted(node["path"].rpartition("/")[2] for node in found["nodes"])


def test_two_filters_of_one_shape_have_one_statement_and_values_of_their_own(db: None) -> None:
    for slug in "ab":
        GuidePageFactory(slug=slug, themes=[ThemeFactory(slug=slug)])

    assert _found(["a"]) == (1, ["a"])
    statements_kept = len(kept_statements._kept)
    assert _found(["b"]) == (1, ["b"])
    assert _found(["none"]) == (0, [])
    assert len(kept_statements._kept) == statements_kept
    assert _found(["a", "b"]) == (2, ["a", "b"])
    assert _found([]) == (0, [])


def test_a_text_that_looks_like_one_that_stands_in_is_a_text(db: None) -> None:
    GuidePageFactory(slug="a", themes=[ThemeFactory(slug="a")])

    assert _found(["a", "⟦themes:0⟧"]) == (1, ["a"])
    assert _found(["⟦themes:1⟧", "a"]) == (1, ["a"])
    assert _found(["⟦themes:0⟧"]) == (0, [])


def test_two_moments_have_one_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    GuidePageFactory(slug="a", expire_at=NOW + HOUR)
    query = "{ resources { totalCount } }"
    found = []
    for moment in (NOW, NOW + HOUR, NOW + HOUR / 2):
        _at(monkeypatch, moment)
        found.append((post(query).json()["data"]["resources"]["totalCount"], len(kept_statements._kept)))

    assert found == [(1, 1), (0, 1), (1, 1)]


def test_two_languages_have_two(db: None) -> None:
    GuidePageFactory(slug="a", title_fr="Titre", title_en="Title", ready=["en"])

    def title(locale: str) -> str:
        answer = post("query ($locale: Locale) { resources(locale: $locale) { nodes { title } } }", {"locale": locale}).json()
        return str(answer["data"]["resources"]["nodes"][0]["title"])

    assert [title("FR"), title("EN"), title("FR"), title("AR")] == ["Titre", "Title", "Titre", "Titre"]


def test_days_are_those_of_the_moment_it_runs(db: None) -> None:
    early, late = (GuidePageFactory(first_published_at=moment) for moment in (NOW, NOW + 24 * HOUR))
    for page, moment in ((early, NOW), (late, NOW + 24 * HOUR)):
        BasePage.objects.filter(pk=page.pk).update(first_published_at=moment)
    stood_in_for = BasePage.objects.filter(first_published_at__lte=kept_statements.NOW_STAND_IN).values_list("pk")
    statement = Statement(stood_in_for, "default")

    def published(moment: dt.datetime) -> set[int]:
        return {pk for (pk,) in statement.rows(moment)} & {early.pk, late.pk}

    assert [published(NOW - HOUR), published(NOW), published(NOW + 24 * HOUR)] == [set(), {early.pk}, {early.pk, late.pk}]


def test_given_values_are_parameters_and_lists_one_parameter(db: None) -> None:
    made = {slug: ThemeFactory(slug=slug).pk for slug in "abc"}
    by_slug = Statement(Theme.objects.filter(slug=Given("slug", CharField())).values_list("pk"), "default")
    by_ids = Statement(Theme.objects.filter(OneOf("pk")).order_by("pk").values_list("slug"), "default")

    assert by_slug.rows(NOW, {"slug": "b"}) == [(made["b"],)]
    assert by_slug.rows(NOW, {"slug": "b' OR 1=1 --"}) == []
    assert by_ids.rows(NOW, {"ids": [made["a"], made["c"], -1]}) == [("a",), ("c",)]
    assert by_ids.rows(NOW, {"ids": []}) == []


def test_a_queryset_that_can_find_nothing_finds_nothing_whatever_is_given(db: None) -> None:
    assert Statement(Theme.objects.none().values_list("pk"), "default").rows(NOW, {"anything": 1}) == []


def test_what_fails_to_be_made_is_made_again() -> None:
    def fail() -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        kept("key of this test", fail)
    assert kept("key of this test", lambda: "made") == "made"
    assert kept("key of this test", fail) == "made"


def test_statements_kept_are_bounded_and_the_oldest_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_statements, "MOST", 3)
    for number in range(5):
        kept(number, lambda number=number: f"made {number}")

    assert list(kept_statements._kept.items()) == [(2, "made 2"), (3, "made 3"), (4, "made 4")]
