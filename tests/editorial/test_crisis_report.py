"""The coordination reads how often urgent help was shown, per reason and day, and nothing else of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.crisis_report import DAYS, ShownOnDay, shown_lately
from search.models import CrisisCount
from tests.editorial.conftest import Club

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 28)


def test_a_row_for_each_day_with_cards_the_latest_first_in_one_statement() -> None:
    for day, reason, shown in [
        (TODAY - dt.timedelta(days=DAYS), "SUICIDE", 9),
        (TODAY - dt.timedelta(days=DAYS - 1), "RUNAWAY", 1),
        (TODAY, "SUICIDE", 2),
        (TODAY, "GROOMING", 3),
    ]:
        CrisisCount.objects.create(day=day, reason=reason, shown=shown)

    with CaptureQueriesContext(connection) as captured:
        rows = shown_lately(TODAY)

    assert len(captured) == 1
    assert rows == [
        ShownOnDay(TODAY, (2, 0, 0, 0, 0, 3, 0, 0), 5),
        ShownOnDay(TODAY - dt.timedelta(days=DAYS - 1), (0, 0, 0, 0, 0, 0, 0, 1), 1),
    ]


def test_the_report_is_for_the_coordination_alone(club: Club, browser: Callable[[Any], Client]) -> None:
    CrisisCount.objects.create(day=dt.date.today(), reason="SUICIDE", shown=41)  # noqa: DTZ011 - any day of late
    address = reverse("editorial_crisis_report")

    told = browser(club.coordination.publisher).get(address).content.decode()
    assert all(words in told for words in ("Aide urgente montrée", "Idées de suicide", "<td>41</td>"))
    for user in (club.enfance.editor, club.enfance.publisher, club.unaf.publisher):
        refused = browser(user).get(address)
        assert refused.status_code == 302
        assert "41" not in refused.content.decode()


def test_the_menu_leads_the_coordination_there(club: Club, browser: Callable[[Any], Client]) -> None:
    def menu(user: Any) -> str:
        return browser(user).get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("editorial_crisis_report") in menu(club.coordination.publisher)
    assert reverse("editorial_crisis_report") not in menu(club.enfance.publisher)


def test_no_day_says_so(club: Club, browser: Callable[[Any], Client]) -> None:
    assert "Aucune" in browser(club.coordination.publisher).get(reverse("editorial_crisis_report")).content.decode()
