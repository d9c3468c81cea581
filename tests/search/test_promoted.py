"""Which pages are put first for a question, in which order and until when."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import HomePage
from search.promoted import Promoted, Promotion, answers_in, promotion
from tests.factories import GuidePageFactory, PromotedAnswerFactory

PARIS = ZoneInfo("Europe/Paris")
NOON = dt.datetime(2026, 11, 5, 12, tzinfo=PARIS)
BULLYING = Promoted("fr", "harcèlement\nmon enfant est harcelé", None, None, (3, 1))


def first(text: str, *answers: Promoted, languages: tuple[str, ...] = ("fr",), now: dt.datetime = NOON) -> list[int]:
    return list(promotion(text, languages, now, answers).page_ids)


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("harcèlement", [3, 1]),
        ("HARCELEMENT", [3, 1]),
        ("le harcèlement ?", [3, 1]),
        ("harcelé, mon enfant", [3, 1]),
        ("enfants harcelés", [3, 1]),
        ("harcèlement scolaire", []),
        ("mon enfant", []),
        ("harcel", [3, 1]),
        ("cyberharcèlement", []),
        ("", []),
        ("est-ce que le", []),
    ],
)
def test_a_question_is_matched_as_a_whole_without_accents_small_words_ends_and_order(text: str, pages: list[int]) -> None:
    assert first(text, BULLYING) == pages


def test_the_language_asked_comes_first_then_the_one_fallen_back_to() -> None:
    english = Promoted("en", "bullying\nharcèlement", None, None, (7,))
    assert first("harcèlement", BULLYING, english, languages=("en", "fr")) == [7, 3, 1]
    assert first("harcèlement", BULLYING, english, languages=("ar",)) == []


def test_the_older_answer_comes_first_and_each_page_once() -> None:
    assert first("harcèlement", BULLYING, Promoted("fr", "harcèlement", None, None, (1, 2, 4))) == [3, 1, 2, 4]


@pytest.mark.parametrize(
    ("days", "now", "pages", "until"),
    [
        ((None, None), NOON, (3,), None),
        ((dt.date(2026, 11, 5), dt.date(2026, 11, 5)), NOON, (3,), dt.datetime(2026, 11, 6, tzinfo=PARIS)),
        ((dt.date(2026, 11, 6), None), NOON, (), dt.datetime(2026, 11, 6, tzinfo=PARIS)),
        ((None, dt.date(2026, 11, 4)), NOON, (), None),
        # Still the fourth in universal time, the fifth at the site.
        ((dt.date(2026, 11, 5), None), dt.datetime(2026, 11, 4, 23, 30, tzinfo=dt.UTC), (3,), None),
    ],
)
def test_an_answer_holds_on_its_days_and_says_when_that_changes(
    days: tuple[dt.date | None, dt.date | None], now: dt.datetime, pages: tuple[int, ...], until: dt.datetime | None
) -> None:
    assert promotion("harcèlement", ["fr"], now, [Promoted("fr", "harcèlement", *days, (3,))]) == Promotion(pages, until)


def test_another_question_does_not_depend_on_the_clock() -> None:
    assert promotion("sommeil", ["fr"], NOON, [Promoted("fr", "harcèlement", dt.date(2027, 1, 1), None, (3,))]) == Promotion()


@pytest.mark.parametrize("count", [1, 20])
def test_answers_are_read_by_one_statement_whatever_their_number(home: HomePage, count: int) -> None:
    pages = [GuidePageFactory(), GuidePageFactory()]
    for _ in range(count):
        PromotedAnswerFactory(promoted=reversed(pages), valid_from=dt.date(2026, 11, 5), note="Pour nous.")
    PromotedAnswerFactory(language="en", promoted=pages)
    answers_in(["fr"], NOON)
    with CaptureQueriesContext(connection) as asked:
        found = answers_in(["fr"], NOON)
    assert len(asked) == 1
    assert found == (Promoted("fr", "harcèlement", dt.date(2026, 11, 5), None, (pages[1].pk, pages[0].pk)),) * count


def test_what_is_saved_or_deleted_holds_at_once(home: HomePage) -> None:
    page = GuidePageFactory()
    answer = PromotedAnswerFactory(promoted=[page])
    assert first("harcèlement", *answers_in(["fr"], NOON)) == [page.pk]
    answer.questions = "sommeil"
    answer.save()
    assert first("harcèlement", *answers_in(["fr"], NOON)) == []
    assert first("le sommeil", *answers_in(["fr"], NOON)) == [page.pk]
    page.delete()
    assert answers_in(["fr"], NOON) == ()
