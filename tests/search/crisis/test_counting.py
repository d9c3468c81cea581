"""Cards shown are counted per reason and day, together, by several processes, and not lost to a database that is away for a while."""

from __future__ import annotations

import datetime as dt
import threading
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, InterfaceError

from search.crisis import counting
from search.crisis.counting import CardCounter
from search.models import CrisisCount

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter() -> CardCounter:
    """A counter without a thread of its own."""
    made = CardCounter()
    made.start = lambda: None
    return made


def written() -> list[tuple[str, str, int]]:
    return [(str(row.day), row.reason, row.shown) for row in CrisisCount.objects.order_by("day", "reason")]


def at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    monkeypatch.setattr(counting, "timezone", SimpleNamespace(now=lambda: dt.datetime.fromisoformat(moment)))


def test_counts_add_up_per_reason_and_day_where_the_site_is(counter: CardCounter, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, "2026-11-28T22:59:00+00:00")
    counter.add(["SUICIDE"])
    counter.add(["SUICIDE", "RUNAWAY"])
    counter.add([])
    at(monkeypatch, "2026-11-28T23:01:00+00:00")
    counter.add(["SUICIDE"])
    counter.flush()

    assert written() == [("2026-11-28", "RUNAWAY", 1), ("2026-11-28", "SUICIDE", 2), ("2026-11-29", "SUICIDE", 1)]


def test_what_another_process_counted_stays(counter: CardCounter, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, "2026-11-28T12:00:00+00:00")
    other = CardCounter()
    other.start = lambda: None
    for each in (counter, other, counter):
        each.add(["GROOMING"])
        each.flush()
    counter.flush()

    assert written() == [("2026-11-28", "GROOMING", 3)]


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError, OSError])
def test_nothing_is_lost_while_it_cannot_be_written(counter: CardCounter, monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    at(monkeypatch, "2026-11-28T12:00:00+00:00")

    def fails(_counted: Any) -> None:
        raise error

    with monkeypatch.context() as away:
        away.setattr(counting, "_write", fails)
        counter.add(["SUICIDE"])
        counter.flush()
    assert written() == []
    counter.add(["SUICIDE"])
    counter.flush()

    assert written() == [("2026-11-28", "SUICIDE", 2)]


def test_several_threads_count_every_card(counter: CardCounter) -> None:
    threads = [threading.Thread(target=lambda: [counter.add(["SUICIDE"]) for _time in range(200)]) for _thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counter.flush()

    assert [shown for _day, _reason, shown in written()] == [800]


def test_the_table_holds_no_words() -> None:
    assert [field.name for field in CrisisCount._meta.get_fields()] == ["id", "day", "reason", "shown"]
