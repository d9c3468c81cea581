"""An answer has one moment: what it says of languages is decided there, though midnight passes while it is made."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pages.days import day_of
from pages.models import StandardPage
from search import indexing
from search.queries import Asked, search_pages
from tests.api.asking import data_of
from tests.factories import ConsentFactory, PersonFactory, StandardPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

TODAY = day_of()
MIDNIGHT = dt.datetime.combine(TODAY + dt.timedelta(days=1), dt.time(0), ZoneInfo("Europe/Paris"))
BEFORE, AFTER = MIDNIGHT - dt.timedelta(seconds=1), MIDNIGHT + dt.timedelta(seconds=1)
ASKED = '{ page(path: "/histoire", locale: EN) { title locale isFallback translations { locale isReady title } } }'


@pytest.fixture
def testimony() -> StandardPage:
    """A story whose teller consents to French without end and to English until tonight."""
    person = PersonFactory()
    page = StandardPageFactory(
        title_fr="Histoire ornithorynque", title_en="Platypus story", slug="histoire", ready=["en"], testimony_of=[person]
    )
    ConsentFactory(person=person, pages=[page], covered=["fr"])
    ConsentFactory(person=person, pages=[page], covered=["en"], valid_until=TODAY)
    return page


def test_what_began_before_midnight_is_answered_as_of_then(testimony: StandardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    # The operation began a second before; every other clock is a second later already.
    monkeypatch.setattr("django.utils.timezone.now", lambda: AFTER)
    monkeypatch.setattr("api.http.execution.timezone", SimpleNamespace(now=lambda: BEFORE))
    page = data_of(ASKED)["page"]
    assert (page["title"], page["locale"], page["isFallback"]) == ("Platypus story", "EN", False)
    assert page["translations"][1] == {"locale": "EN", "isReady": True, "title": "Platypus story"}


def test_what_began_after_midnight_is_answered_in_french(testimony: StandardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.http.execution.timezone", SimpleNamespace(now=lambda: AFTER))
    page = data_of(ASKED)["page"]
    assert (page["title"], page["locale"], page["isFallback"]) == ("Histoire ornithorynque", "FR", True)
    assert page["translations"][1] == {"locale": "EN", "isReady": False, "title": "Histoire ornithorynque"}


def test_a_search_finds_by_its_own_moment(testimony: StandardPage, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    indexing.ensure_index()
    monkeypatch.setattr("django.utils.timezone.now", lambda: AFTER)
    assert [(hit.page_id, hit.language) for hit in search_pages(Asked("platypus", "en", 10), now=BEFORE).result.hits] == [
        (testimony.pk, "en")
    ]
    assert search_pages(Asked("platypus", "en", 10), now=AFTER).result.total == 0
