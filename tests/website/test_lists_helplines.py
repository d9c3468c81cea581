"""Every line with its hours, as somebody finds them at noon and at one in the morning."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from pages.models import HomePage
from tests.factories import HelplineFactory, ThemeFactory
from tests.website.reading import read
from website.presenting.hours import Span, exceptions, week

pytestmark = pytest.mark.django_db

ALWAYS = [(day, dt.time(0), dt.time(0)) for day in range(7)]
WORKING_DAYS = [(day, dt.time(9), dt.time(18)) for day in range(5)]
NOON = dt.datetime(2026, 11, 27, 11, tzinfo=dt.UTC)
ONE_AT_NIGHT = dt.datetime(2026, 11, 28, 0, tzinfo=dt.UTC)


def at(moment: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.http.execution.timezone", SimpleNamespace(now=lambda: moment))


@pytest.fixture
def lines(home: HomePage) -> None:
    """One line for working days, then one for every hour."""
    HelplineFactory(
        code="a-day",
        number_short="3018",
        name_fr="3018 : écoute",
        hours=WORKING_DAYS,
        supersedes=["0800 200 000"],
        themes=[ThemeFactory(name_fr="Harcèlement")],
        last_verified_on=dt.date(2026, 11, 20),
        source_url="https://3018.invalid/",
    )
    HelplineFactory(code="b-always", number_short="119", name_fr="119 : enfant en danger", hours=ALWAYS)


def test_at_noon_both_answer_in_the_order_of_the_editors(lines: None, monkeypatch: pytest.MonkeyPatch) -> None:
    at(NOON, monkeypatch)
    screen = read("/en/numeros")

    assert screen.texts("h1") == ["All the lines and their hours"]
    assert screen.texts("main h2") == ["Somebody answers now"]
    assert screen.links("main .helpline-call") == ["tel:3018", "tel:119"]


def test_at_one_in_the_morning_the_line_that_answers_comes_first(lines: None, monkeypatch: pytest.MonkeyPatch) -> None:
    at(ONE_AT_NIGHT, monkeypatch)
    screen = read("/en/numeros")

    assert screen.texts("main h2") == ["Somebody answers now", "Closed for the moment"]
    assert screen.links("main .helpline-call") == ["tel:119", "tel:3018"]


def test_a_line_says_everything_that_is_known_of_it(lines: None, monkeypatch: pytest.MonkeyPatch) -> None:
    at(NOON, monkeypatch)
    screen = read("/en/numeros")

    assert screen.texts("#line-a-day .hours div") == ["Monday to Friday 09:00–18:00", "Saturday to Sunday closed"]
    assert screen.texts("#line-b-always .hours div") == ["Every day day and night"]
    assert screen.texts("#line-a-day .note") == ["3018 has taken the place of: 0800 200 000"]
    assert screen.texts("#line-a-day > .helpline-by") == ["About: Harcèlement"]
    assert screen.texts("#line-a-day > .meta li") == ["Last checked on Nov. 20, 2026", "Source : 3018"]
    assert screen.links("#line-a-day > .meta a") == ["https://3018.invalid/"]


def test_the_page_is_kept_no_longer_than_its_lines_stay_as_they_are(lines: None, monkeypatch: pytest.MonkeyPatch) -> None:
    at(dt.datetime(2026, 11, 27, 16, 59, 40, tzinfo=dt.UTC), monkeypatch)

    assert read("/en/numeros").response["Cache-Control"] == "public, max-age=10, s-maxage=20"


@pytest.mark.parametrize("count", [1, 20])
def test_the_lines_take_the_same_statements_however_many(home: HomePage, count: int) -> None:
    for number in range(count):
        HelplineFactory(code=f"line-{number}", number_short=f"31{number:02}", themes=[ThemeFactory()])
    screen = read("/en/numeros")

    assert len(screen.texts("main .helpline")) == count
    assert len(screen.statements) == STATEMENTS


STATEMENTS = 10


def test_days_alike_are_told_together_and_the_others_are_not(db: None) -> None:
    hours = [
        {"weekday": "MONDAY", "opens": "14:00:00", "closes": "18:00:00"},
        {"weekday": "MONDAY", "opens": "09:00:00", "closes": "12:00:00"},
        {"weekday": "WEDNESDAY", "opens": "00:00:00", "closes": "00:00:00"},
    ]

    assert week(hours) == [
        Span("Lundi", [("09:00", "12:00"), ("14:00", "18:00")]),
        Span("Mardi", []),
        Span("Mercredi", [("00:00", "00:00")], is_all_day=True),
        Span(week(hours)[3].days, []),
    ]


def test_dates_on_which_other_hours_hold(db: None) -> None:
    listed = [{"date": "2026-12-25", "opens": None, "closes": None}, {"date": "2026-12-31", "opens": "09:00:00", "closes": "12:00:00"}]

    assert exceptions(listed) == [Span("25 décembre 2026", []), Span("31 décembre 2026", [("09:00", "12:00")])]
