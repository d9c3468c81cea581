"""What readers say of pages: words without addresses and numbers, the same words counted together, all of it forgotten after a year."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from wagtail.models import ReferenceIndex

from pages.models import HomePage, PageReport, PageReportKind, PageVotes
from pages.page_reports import RETENTION, Outcome, forget, record
from pages.page_reports.masking import masked, plain
from tests.factories import StandardPageFactory

NOW = dt.datetime(2026, 11, 5, 23, 30, tzinfo=dt.UTC)
"""Already the sixth where the site is."""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Écrivez à Jean.Dupont+club@mail.exemple.fr.", "Écrivez à [e-mail]."),
        ("<zoé@exemple.fr>, ليلى@مثال.إختبار", "<[e-mail]>, [e-mail]"),
        ("06 12 34 56 78", "[tel]"),
        ("appelez le 06.12.34.56.78 ou 0612345678 !", "appelez le [tel] ou [tel] !"),
        ("+33 6 12 34 56 78, 00 213 550 12 34 56, +212 612-345678", "[tel], [tel], [tel]"),
        ("٠٦ ١٢ ٣٤ ٥٦ ٧٨", "[tel]"),
        ("06 12 34 56 78 / 06/98/76/54/32", "[tel] / [tel]"),
        ("(01) 42 68 53 00", "[tel]"),
        ("75001 Paris 01 23 45 67 89", "75001 Paris [tel]"),
    ],
)
def test_what_somebody_could_be_reached_by_is_taken_out(typed: str, kept: str) -> None:
    assert masked(plain(typed)) == kept


@pytest.mark.parametrize(
    "words",
    [
        "Le 0800 200 000 ne répond plus, c’est le 3018.",
        "3020 / 3018 / 119 / 116 000",
        "Du 12/11/2020 au 05/11/2024, à 12:30",
        "89 % des 1 000 000 de parents, 1234,56 euros, page 12",
        "@club sur le réseau, 2020-2024",
    ],
)
def test_everything_else_stays(words: str) -> None:
    assert masked(plain(words)) == words


def test_what_is_typed_is_kept_as_plain_words() -> None:
    assert plain(" \r\nUn\tmot\r\n\x00\x07ou\u202e deux\rCafe\u0301 \u200f<b>!\n") == "Un mot\nou deux\nCafé \u200f<b>!"


@pytest.fixture
def page(home: HomePage) -> Any:
    return StandardPageFactory(slug="une-page")


@pytest.mark.django_db
def test_a_vote_is_counted_on_the_day_where_the_site_is(page: Any) -> None:
    for kind, now in [("helped", NOW), ("not-helped", NOW), ("helped", NOW + dt.timedelta(days=1))]:
        assert record(page.pk, "fr", PageReportKind(kind), "", now) is Outcome.RECORDED
    assert list(PageVotes.objects.order_by("day").values_list("day", "helped", "not_helped")) == [
        (dt.date(2026, 11, 6), 1, 1),
        (dt.date(2026, 11, 7), 1, 0),
    ]
    assert PageReport.objects.count() == 0


@pytest.mark.django_db
def test_the_same_words_that_wait_count_together(page: Any) -> None:
    def say(message: str, kind: str = "error", language: str = "fr") -> Outcome:
        return record(page.pk, language, PageReportKind(kind), message, NOW)

    assert [say("Faux : 06 12 34 56 78"), say(" Faux : 06 98 76 54 32\r\n")] == [Outcome.RECORDED] * 2
    assert [say("Faux : [tel]", "outdated"), say("Faux : [tel]", language="en"), say("faux")] == [Outcome.RECORDED] * 3
    assert list(PageReport.objects.order_by("pk").values_list("kind", "language", "message", "times")) == [
        ("error", "fr", "Faux : [tel]", 2),
        ("outdated", "fr", "Faux : [tel]", 1),
        ("error", "en", "Faux : [tel]", 1),
        ("error", "fr", "faux", 1),
    ]
    PageReport.objects.update(state=PageReport.State.DONE)
    assert say("faux") is Outcome.RECORDED
    assert list(PageReport.objects.filter(message="faux").order_by("pk").values_list("times", "state")) == [(1, "done"), (1, "new")]


@pytest.mark.django_db
def test_a_report_is_no_use_of_its_page_and_goes_with_it(page: Any) -> None:
    before = ReferenceIndex.objects.count()
    record(page.pk, "fr", PageReportKind.NOT_HELPED, "Trop long", NOW)
    assert (PageReport.objects.count(), PageVotes.objects.count(), ReferenceIndex.objects.count()) == (1, 1, before)
    page.delete()
    assert (PageReport.objects.count(), PageVotes.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_all_of_it_is_forgotten_after_a_year(page: Any) -> None:
    for ago in (RETENTION + dt.timedelta(minutes=1), RETENTION - dt.timedelta(minutes=1)):
        PageReport.objects.create(page=page, language="fr", kind="other", message=str(ago.days), made_at=NOW - ago)
    for day in (dt.date(2025, 11, 5), dt.date(2025, 11, 6)):
        PageVotes.objects.create(page=page, language="fr", day=day, helped=1)
    forget(NOW)
    assert list(PageReport.objects.values_list("message", flat=True)) == ["364"]
    assert list(PageVotes.objects.values_list("day", flat=True)) == [dt.date(2025, 11, 6)]
    forget(NOW)
    assert (PageReport.objects.count(), PageVotes.objects.count()) == (1, 1)
