"""Watching the journal: every event is told once, as soon as it is committed; a journal that is not the one known says so."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from pages.journal import watching
from pages.journal.watching import Watcher
from pages.models import ContentEvent
from tests.factories import PersonFactory


def _told(watcher: Watcher) -> list[int] | None:
    news = watcher.news()
    return None if news is None else [event.object_id for event in news]


@pytest.mark.django_db(transaction=True)
def test_a_watcher_starts_at_the_head_and_is_told_each_event_once() -> None:
    PersonFactory()
    watcher = Watcher()
    assert _told(watcher) is None
    assert _told(watcher) == []
    first, second = PersonFactory(), PersonFactory()

    assert _told(watcher) == [first.pk, second.pk]
    assert _told(watcher) == []


@pytest.mark.django_db(transaction=True)
def test_a_journal_that_is_not_the_one_known_is_begun_anew() -> None:
    PersonFactory()
    watcher = Watcher()
    watcher.news()
    # As after a restore: the place is taken by another event.
    ContentEvent.objects.update(key=uuid.uuid4())

    assert _told(watcher) is None
    assert _told(watcher) == []


@pytest.mark.django_db(transaction=True)
def test_who_has_missed_more_than_is_read_at_once_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "MOST", 2)
    watcher = Watcher()
    watcher.news()
    people = [PersonFactory() for _number in range(2)]
    assert _told(watcher) == [person.pk for person in people]
    for _number in range(3):
        PersonFactory()

    assert _told(watcher) is None
    assert _told(watcher) == []


@pytest.mark.django_db(transaction=True)
def test_an_event_is_told_before_slower_transactions_end_on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("On SQLite writers queue: there are no slower transactions.")
    watcher = Watcher()
    watcher.news()
    has_begun, may_end = threading.Event(), threading.Event()

    def slow() -> int:
        try:
            with transaction.atomic():
                person = PersonFactory()
                has_begun.set()
                may_end.wait(30)
            return int(person.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor() as others:
        slower = others.submit(slow)
        has_begun.wait(30)
        quick = PersonFactory()
        told = [_told(watcher), _told(watcher)]
        may_end.set()
        late = slower.result(30)

    assert told == [[quick.pk], []]
    assert [_told(watcher), _told(watcher)] == [[late], []]
