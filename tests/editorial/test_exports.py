"""What is taken home from the reports: no spreadsheet runs what somebody typed, in the language and the hours of who asks."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.users.models import UserProfile

from editorial.harmless_csv import harmless
from pages.models import BasePage, PageReport
from search.models import UnansweredQuestion
from tests.editorial.conftest import Club, live_page_of, save_draft
from tests.editorial.reviewing import submit

UNANSWERED = "/admin/desk/search/unanswered/"
REPORTS = "/admin/desk/page-reports/"
BOARD = "/admin/desk/translation/"

Browser = Callable[[Any], Client]

BEGINNINGS = "=+-@＝＋－＠"
PASSED_OVER = ' \u00a0\u200b\ufeff"\x00\x0b'
ENDS = ";\t\r\n"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+33", "'+33"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("\t=1", "'\t'=1"),
        ("\rbonjour", "'\rbonjour"),
        (" \u200b=1", "' \u200b=1"),
        ('"=1"', '\'"=1"'),
        ("bonjour;=1", "bonjour;'=1"),
        ("bonjour\n- un\n- deux", "bonjour\n'- un\n'- deux"),
        ("'=1", "'=1"),
        ("2 + 2 = 4", "2 + 2 = 4"),
        ("peut-être", "peut-être"),
        ("bonjour ; merci", "bonjour ; merci"),
        ("", ""),
    ],
)
def test_an_apostrophe_stands_before_what_would_be_a_formula(typed: str, written: str) -> None:
    assert harmless(typed) == written


def begins_a_formula(cell: str) -> bool:
    return cell.lstrip(PASSED_OVER).startswith(tuple(BEGINNINGS))


@given(st.text(alphabet=f"ab'{BEGINNINGS}{PASSED_OVER}{ENDS}"))
def test_nothing_runs_whatever_was_typed_and_however_the_file_is_read(typed: str) -> None:
    written = harmless(typed)
    # By commas and quotes, as in English; by semicolons alone, as in French.
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerow(["Genre", written])
    assert next(csv.reader(io.StringIO(sheet.getvalue(), newline=""))) == ["Genre", written]
    cells = [written]
    for end in ENDS:
        cells = [piece for cell in cells for piece in cell.split(end)]
    assert [cell for cell in cells if begins_a_formula(cell)] == []
    assert written[:1] not in ("\t", "\r", "\n")
    assert harmless(written) == written
    assert written.replace("'", "") == typed.replace("'", "")


def read(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode(), newline="")))


@pytest.mark.django_db
def test_questions_typed_by_strangers_stay_words(club: Club, browser: Browser) -> None:
    typed = '=HYPERLINK("https://exemple.invalid")'
    UnansweredQuestion.objects.create(day=dt.date(2026, 11, 5), language="fr", words=typed, asked=9)
    client = browser(club.enfance.editor)
    assert read(client.get(UNANSWERED, {"export": "csv"}))[1] == ["2026-11-05", "fr", f"'{typed}", "9"]
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(UNANSWERED, {"export": "xlsx"}).streaming_content))).active  # type: ignore[attr-defined]
    assert (sheet["C2"].value, sheet["C2"].data_type) == (typed, "s")


@pytest.mark.django_db
@pytest.mark.parametrize("address", [BOARD, REPORTS])
def test_titles_typed_by_colleagues_stay_words(club: Club, browser: Browser, address: str) -> None:
    # A soft line end pasted from a word processor is a character that no sheet may hold.
    page = live_page_of(club.enfance, "=1+1\x0bfin")
    PageReport.objects.create(page=page, language="fr", kind="outdated", made_at=dt.datetime(2026, 7, 5, 23, 30, tzinfo=dt.UTC))
    client = browser(club.enfance.publisher)
    assert "'=1+1\x0bfin" in [cell for row in read(client.get(address, {"export": "csv"})) for cell in row]
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(address, {"export": "xlsx"}).streaming_content))).active  # type: ignore[attr-defined]
    assert [cell.data_type for row in sheet for cell in row if cell.value == "=1+1fin"] == ["s"]


WAGTAILS = {
    "/admin/reports/locked/": 1,
    "/admin/reports/workflow/": 1,
    "/admin/reports/workflow_tasks/": 1,
    "/admin/reports/site-history/": 5,
    "/admin/reports/aging-pages/": 1,
}
"""Where Wagtail exports titles of pages, and in how many rows that of the page below stands."""


@pytest.mark.django_db
def test_titles_stay_words_in_the_reports_of_wagtail(club: Club, admin_client: Client) -> None:
    page = live_page_of(club.enfance, "=1+1")
    save_draft(page, club.enfance.editor, summary_fr="Autre")
    submit(page, club.enfance.editor)
    BasePage.objects.filter(pk=page.pk).update(locked=True, locked_at=timezone.now(), locked_by=club.enfance.editor)
    written, runs, kept = {}, {}, {}
    for address in WAGTAILS:
        cells = [cell for row in read(admin_client.get(address, {"export": "csv"})) for cell in row]
        written[address], runs[address] = cells.count("'=1+1"), [cell for cell in cells if begins_a_formula(cell)]
        sheet = openpyxl.load_workbook(io.BytesIO(b"".join(admin_client.get(address, {"export": "xlsx"}).streaming_content))).active  # type: ignore[attr-defined]
        kept[address] = {cell.data_type for row in sheet for cell in row if cell.value == "=1+1"}
    assert written == WAGTAILS
    assert runs == {address: [] for address in WAGTAILS}
    assert kept == {address: {"s"} for address in WAGTAILS}


@pytest.mark.django_db
def test_hours_are_those_of_the_site_and_headings_in_the_language_of_who_asks(club: Club, browser: Browser) -> None:
    page = live_page_of(club.enfance, "Page")
    PageReport.objects.create(page=page, language="fr", kind="outdated", made_at=dt.datetime(2026, 7, 5, 23, 30, tzinfo=dt.UTC))
    UserProfile.objects.create(user=club.enfance.publisher, preferred_language="en")
    client = browser(club.enfance.publisher)
    headings, line = read(client.get(REPORTS, {"export": "csv"}))
    assert (headings[0], line[0]) == ("Kind", "Something is out of date")
    assert line[headings.index("Received on")] == "2026-07-06 01:30:00"
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(REPORTS, {"export": "xlsx"}).streaming_content))).active  # type: ignore[attr-defined]
    assert sheet.cell(2, headings.index("Received on") + 1).value == dt.datetime(2026, 7, 6, 1, 30)  # noqa: DTZ001 - as a sheet holds it
