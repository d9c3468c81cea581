"""A round: what changed is read again, what stays is not written, and it costs as many statements for one page as for twenty."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ReferenceIndex

from editorial.models import ContentReading, Heartbeat, KeptConcern
from editorial.upkeep import refreshing
from editorial.upkeep.links import checking
from editorial.upkeep.refreshing import Upkeep, refresh
from tests.api.settled import settle_everything
from tests.editorial.conftest import Club, live_page_of
from tests.factories import HelplineFactory

pytestmark = pytest.mark.django_db

FIRST = 64
"""Reading five types of pages and the helpline, keeping what was found."""
SECOND = 33
"""Looking: nothing is read again, nothing but the sign of life is written."""

WRONG = "<p>Appelez le 0800 200 000.</p>"


def with_number(people: Any, number: int) -> Any:
    return live_page_of(people, f"Page {number:02}", slug=f"page-{number}", body_fr=[("paragraph", WRONG)])


@pytest.fixture(autouse=True)
def lines(db: None) -> None:
    HelplineFactory(code="3018", number_short="3018", supersedes=["0800 200 000"])


def reads() -> list[str]:
    """The statements of a round that read a page's own table or lists."""
    with CaptureQueriesContext(connection) as asked:
        refresh()
    return [query["sql"] for query in asked.captured_queries if "pages_standardpage" in query["sql"]]


@pytest.mark.parametrize("count", [1, 20])
def test_as_many_statements_for_one_page_as_for_twenty(club: Club, count: int) -> None:
    for number in range(count):
        with_number(club.enfance, number)
    with CaptureQueriesContext(connection) as first:
        assert refresh() == (count, 0)
    with CaptureQueriesContext(connection) as second:
        assert refresh() == (0, 0)
    assert (len(first.captured_queries), len(second.captured_queries)) == (FIRST, SECOND)


def test_what_did_not_change_is_not_read_again(club: Club) -> None:
    page = with_number(club.enfance, 1)
    assert len(reads()) == 1
    assert reads() == []
    page.title_fr = "Autre titre"
    page.save()
    assert len(reads()) == 1
    # A change of the helplines makes every reading stale.
    HelplineFactory(code="119", number_short="119")
    assert len(reads()) == 1


def test_a_concern_stays_the_same_while_it_is_there_and_goes_when_it_is_mended(club: Club) -> None:
    page = with_number(club.enfance, 1)
    before = timezone.now() - dt.timedelta(days=3)
    refresh(before)
    kept = KeptConcern.objects.get()
    # Another block before it, and another title: it is the same, and as old.
    page.body_fr = [("paragraph", "<p>Un mot.</p>"), *[(block.block_type, block.value) for block in page.body_fr]]
    page.title_fr = "Nouveau titre"
    page.save()
    assert refresh() == (0, 0)
    found = KeptConcern.objects.get()
    assert (found.pk, found.since, found.found_at, found.title) == (kept.pk, before.date(), before, "Nouveau titre")
    assert found.place["fr"] == "Français, texte, bloc 2"
    page.body_fr = [("paragraph", "<p>Un mot.</p>")]
    page.save()
    assert refresh() == (0, 1)
    assert KeptConcern.objects.count() == 0


def test_the_same_thing_twice_in_one_text_is_two_concerns(club: Club) -> None:
    live_page_of(club.enfance, body_fr=[("paragraph", WRONG), ("paragraph", WRONG)])
    assert refresh() == (2, 0)
    assert refresh() == (0, 0)


def test_readings_of_what_is_no_longer_public_are_forgotten(club: Club) -> None:
    page = with_number(club.enfance, 1)
    refresh()
    assert ContentReading.objects.filter(kind="page", object_id=page.pk).exists()
    page.unpublish()
    assert refresh() == (0, 1)
    assert not ContentReading.objects.filter(kind="page", object_id=page.pk).exists()


def test_a_round_is_made_when_there_is_a_reason_for_one(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    settle_everything(monkeypatch)
    now = [0.0]
    rounds: list[float] = []
    died: list[bool] = []
    monkeypatch.setattr(refreshing.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(refreshing, "refresh", lambda: rounds.append(now[0]))
    monkeypatch.setattr(checking, "check_due", lambda: died.pop() if died else False)
    upkeep = Upkeep()
    for moment in (1.0, 2.0):
        now[0] = moment
        upkeep.do_if_due()
    assert rounds == [1.0]
    with_number(club.enfance, 1)
    now[0] = 3.0
    upkeep.do_if_due()
    assert rounds == [1.0, 3.0]
    died.append(True)
    now[0] = 40.0
    upkeep.do_if_due()
    assert rounds == [1.0, 3.0, 40.0]
    now[0] = 40.0 + refreshing.AT_LEAST_EVERY
    upkeep.do_if_due()
    assert rounds == [1.0, 3.0, 40.0, 940.0]


def test_what_is_said_of_a_page_is_no_use_of_it(club: Club) -> None:
    page = with_number(club.enfance, 1)
    refresh()
    call_command("rebuild_references_index", verbosity=0)
    assert list(ReferenceIndex.get_references_to(page)) == []


def test_a_round_leaves_a_sign_of_life() -> None:
    moment = timezone.now()
    refresh(moment)
    assert Heartbeat.objects.get(name="upkeep").at == moment
