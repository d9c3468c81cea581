"""Questions are counted without pointing at anybody: a property of the tables, whoever asks what and when."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core import serializers
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.models import DayKey, UnansweredQuestion, VisitorToken, WithheldQuestion
from search.unanswered import FEWEST, RETENTION, Ask, CountedQuestion, count, counting, forget

pytestmark = pytest.mark.django_db

PARIS = ZoneInfo("Europe/Paris")
NOON = dt.datetime(2026, 11, 5, 12, tzinfo=PARIS)
DAY = NOON.date()
TOMORROW = NOON + dt.timedelta(days=1)
SCOOTER = CountedQuestion("fr", "trottinette electrique")


def asks(question: CountedQuestion, *visitors: int, day: dt.date = DAY) -> list[Ask]:
    return [Ask(day, question, f"visiteur-{number}") for number in visitors]


def told() -> list[tuple[str, str, int]]:
    return list(UnansweredQuestion.objects.order_by("day", "language", "words").values_list("language", "words", "asked"))


def withheld() -> list[tuple[int, int]]:
    """How often each withheld question was asked, and by how many."""
    return [(row.asked, row.visitors.count()) for row in WithheldQuestion.objects.order_by("pk")]


def everything_kept() -> str:
    """All that the tables of the room hold, as text."""
    rows: list[Any] = [row for model in apps.get_app_config("search").get_models() for row in model._default_manager.all()]
    return json.dumps(json.loads(serializers.serialize("json", rows)), ensure_ascii=False)


def test_the_fifth_visitor_of_a_day_brings_the_words_to_light() -> None:
    count(asks(SCOOTER, 1, 2, 3, 4, 4, 4), NOON)
    assert (told(), withheld()) == ([], [(6, 4)])
    assert "trottinette" not in everything_kept()
    assert "visiteur" not in everything_kept()
    count(asks(SCOOTER, 5), NOON)
    assert (told(), withheld()) == ([("fr", "trottinette electrique", 7)], [])
    assert VisitorToken.objects.count() == 0
    count(asks(SCOOTER, 1, 9), NOON)
    assert (told(), withheld()) == ([("fr", "trottinette electrique", 9)], [])


def test_five_in_two_days_or_in_two_languages_are_not_five() -> None:
    count(asks(SCOOTER, 1, 2, 3), NOON)
    count(asks(CountedQuestion("en", SCOOTER.words), 4, 5), NOON)
    assert (told(), withheld()) == ([], [(3, 3), (2, 2)])
    count(asks(SCOOTER, 4, 5, day=TOMORROW.date()), TOMORROW)
    assert told() == [("en", "", 2), ("fr", "", 3)]
    assert withheld() == [(2, 2)]


def test_the_same_visitor_has_another_token_for_each_question_and_each_day() -> None:
    count([*asks(SCOOTER, 1), *asks(CountedQuestion("fr", "fortnite"), 1)], NOON)
    tokens = set(VisitorToken.objects.values_list("token", flat=True))
    digests = set(WithheldQuestion.objects.values_list("digest", flat=True))
    assert (len(tokens), len(digests)) == (2, 2)
    count([*asks(SCOOTER, 1, day=TOMORROW.date()), *asks(CountedQuestion("fr", "fortnite"), 1, day=TOMORROW.date())], TOMORROW)
    assert tokens.isdisjoint(VisitorToken.objects.values_list("token", flat=True))
    assert digests.isdisjoint(WithheldQuestion.objects.values_list("digest", flat=True))


def test_half_of_the_key_is_not_in_the_database(settings: Any) -> None:
    count(asks(SCOOTER, 1), NOON)
    before = WithheldQuestion.objects.get().digest
    settings.SECRET_KEY = "another " + django_settings.SECRET_KEY
    count(asks(SCOOTER, 1), NOON)
    assert WithheldQuestion.objects.exclude(digest=before).count() == 1


def test_what_must_never_be_told_is_only_counted() -> None:
    count(asks(CountedQuestion("fr", ""), *range(10)), NOON)
    assert (told(), withheld()) == ([("fr", "", 10)], [])


def test_what_waited_over_midnight_is_dropped() -> None:
    count(asks(SCOOTER, *range(9), day=DAY - dt.timedelta(days=1)), NOON)
    assert (told(), withheld(), DayKey.objects.count()) == ([], [], 0)


def test_more_questions_than_are_withheld_at_once_are_counted_without_a_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_WITHHELD", 2)
    count([Ask(DAY, CountedQuestion("fr", f"mot {number}"), "visiteur-1") for number in range(5)], NOON)
    assert (told(), withheld()) == ([("fr", "", 3)], [(1, 1), (1, 1)])
    count(asks(CountedQuestion("fr", "mot 0"), 2, 3, 4, 5), NOON)
    assert told() == [("fr", "", 3), ("fr", "mot 0", 5)]


def test_the_night_leaves_a_number_and_nothing_else() -> None:
    count([*asks(SCOOTER, 1, 2, 2), *asks(CountedQuestion("fr", "fortnite"), 1), *asks(CountedQuestion("en", "scooter"), *range(5))], NOON)
    forget(dt.datetime(2026, 11, 5, 23, 59, tzinfo=PARIS))
    assert (DayKey.objects.count(), withheld()) == (1, [(3, 2), (1, 1)])
    for _again in range(2):
        # Still the fifth in universal time.
        forget(dt.datetime(2026, 11, 5, 23, 1, tzinfo=dt.UTC))
        assert (DayKey.objects.count(), WithheldQuestion.objects.count(), VisitorToken.objects.count()) == (0, 0, 0)
        assert told() == [("en", "scooter", 5), ("fr", "", 4)]


def test_without_a_scheduler_the_next_day_s_first_question_throws_the_key_away() -> None:
    count(asks(SCOOTER, 1), NOON)
    count(asks(CountedQuestion("fr", "fortnite"), 2, day=TOMORROW.date()), TOMORROW)
    assert list(DayKey.objects.values_list("day", flat=True)) == [TOMORROW.date()]
    assert list(WithheldQuestion.objects.values_list("day", flat=True)) == [TOMORROW.date()]


def test_the_report_forgets_after_its_retention() -> None:
    count(asks(SCOOTER, *range(5)), NOON)
    forget(NOON + RETENTION)
    assert len(told()) == 1
    forget(NOON + RETENTION + dt.timedelta(days=1))
    assert told() == []


@pytest.mark.parametrize("visitors", [1, 20])
def test_counting_a_question_costs_the_same_for_one_visitor_and_for_twenty(visitors: int) -> None:
    count(asks(CountedQuestion("fr", "fortnite"), 1), NOON)
    UnansweredQuestion.objects.create(day=DAY, language="fr", words=SCOOTER.words)
    with CaptureQueriesContext(connection) as captured:
        count(asks(SCOOTER, *range(visitors)), NOON)
    statements = [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    # The key, twice (found, locked); the count.
    assert len(statements) == 3


moments = st.integers(0, 3)
questions = st.sampled_from([CountedQuestion(code, words) for code in ("fr", "en") for words in ("", "un", "deux")])
steps = st.lists(
    st.one_of(st.tuples(st.just("ask"), questions, st.integers(0, 7)), st.tuples(st.just("day"), moments, st.booleans())), max_size=60
)


@given(steps)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_words_of_fewer_than_five_people_are_ever_kept_and_after_the_night_no_key_token_or_digest(steps: list[Any]) -> None:
    with transaction.atomic():
        now, waiting, asked = NOON, [], []
        for step in [*steps, ("day", 1, True)]:
            if step[0] == "ask":
                waiting.append(Ask(now.date(), step[1], f"visiteur-{step[2]}"))
                continue
            count(waiting, now)
            asked += waiting
            waiting = []
            _check(asked, now)
            now += dt.timedelta(days=step[1])
            if step[1] and step[2]:
                forget(now)
                _check(asked, now)
                assert (DayKey.objects.count(), WithheldQuestion.objects.count(), VisitorToken.objects.count()) == (0, 0, 0)
        transaction.set_rollback(True)


def _check(asked: list[Ask], now: dt.datetime) -> None:
    kept = {(row.day, row.language, row.words): row.asked for row in UnansweredQuestion.objects.all() if row.words or row.day < now.date()}
    for (day, language, words), times in kept.items():
        if words:
            same = [ask for ask in asked if (ask.day, ask.asked) == (day, CountedQuestion(language, words))]
            assert (len({ask.visitor for ask in same}) >= FEWEST, times) == (True, len(same))
    assert VisitorToken.objects.filter(question__isnull=False).count() == VisitorToken.objects.count()
    for row in WithheldQuestion.objects.all():
        assert row.visitors.count() < FEWEST
    text = everything_kept()
    assert "visiteur" not in text
    # Each ask of a day is counted once, somewhere.
    for day in {ask.day for ask in asked}:
        total = sum(UnansweredQuestion.objects.filter(day=day).values_list("asked", flat=True))
        total += sum(WithheldQuestion.objects.filter(day=day).values_list("asked", flat=True))
        assert total == sum(ask.day == day for ask in asked)
