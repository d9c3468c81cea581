"""The report of questions without an answer: for those who write, by day and language, also as CSV."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from search.models import UnansweredQuestion
from tests.editorial.conftest import Club, translator
from tests.pages.admin.screens import soup

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/desk/search/unanswered/"


@pytest.fixture
def asked(db: None) -> None:
    for day, language, words, times in [(5, "fr", "trottinette", 7), (5, "fr", "", 12), (5, "en", "scooter", 9), (4, "fr", "tchat", 6)]:
        UnansweredQuestion.objects.create(day=dt.date(2026, 11, day), language=language, words=words, asked=times)


def lines(screen: Any) -> list[list[str]]:
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in soup(screen).select("table.listing tbody tr")]


def test_the_newest_day_comes_first_and_few_people_s_questions_are_one_number(asked: None, admin_client: Client) -> None:
    few = "Posées par moins de cinq personnes"
    assert lines(admin_client.get(ADDRESS)) == [
        ["05/11/2026", "Anglais", "scooter", "9"],
        ["05/11/2026", "Français", few, "12"],
        ["05/11/2026", "Français", "trottinette", "7"],
        ["04/11/2026", "Français", "tchat", "6"],
    ]
    text = admin_client.get(ADDRESS).content.decode()
    assert "90 jours" in text
    filtered = admin_client.get(ADDRESS, {"language": "fr", "day_from": "2026-11-05"})
    assert [row[2] for row in lines(filtered)] == [few, "trottinette"]


def test_it_is_exported_as_csv(asked: None, admin_client: Client) -> None:
    answer = admin_client.get(ADDRESS, {"export": "csv", "language": "fr"})
    assert answer["Content-Type"] == "text/csv"
    written = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert written == [
        "Jour,Langue,Les mots,Fois posée",
        "2026-11-05,fr,Posées par moins de cinq personnes,12",
        "2026-11-05,fr,trottinette,7",
        "2026-11-04,fr,tchat,6",
    ]


def test_it_is_for_those_who_write(asked: None, club: Club, browser: Callable[[Any], Client]) -> None:
    stranger = translator("traductrice", club.unaf.space)
    home = reverse("wagtailadmin_home")
    for user in (club.enfance.editor, club.unaf.publisher, club.coordination.publisher):
        assert browser(user).get(ADDRESS).status_code == 200
        assert ADDRESS in browser(user).get(home).content.decode()
    answer = browser(stranger).get(ADDRESS)
    assert (answer.status_code, answer["Location"]) == (302, home)
    assert ADDRESS not in browser(stranger).get(home).content.decode()
    assert Client().get(ADDRESS).status_code == 302
