"""The journal is read in order, whole, by one follower at a time, and tells when it is no longer the one that was followed."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from pages.journal.following import DurableFollower, LeaseLostError
from pages.journal.reading import START, Position, events_after, head, holds, identity, lag
from pages.journal.sweep import prune
from pages.models import BasePage, ContentEvent, Follower, JournalIdentity, Person
from tests.factories import PersonFactory


def positions() -> list[Position]:
    return [Position.of(event) for event in ContentEvent.objects.all()]


@pytest.mark.django_db(transaction=True)
def test_events_are_read_in_order_from_any_position() -> None:
    first, second, third = (PersonFactory() for _ in range(3))
    everything = events_after(START)
    assert [event.object_id for event in everything] == [first.pk, second.pk, third.pk]
    assert events_after(START, limit=1) == everything[:1]
    assert events_after(Position.of(everything[0])) == everything[1:]
    assert head() == Position.of(everything[2])
    assert lag(Position.of(everything[0])) == 2
    assert events_after(head()) == []


@pytest.mark.django_db
def test_an_empty_journal_begins_at_the_start() -> None:
    assert head() == START
    assert lag(START) == 0
    assert holds(START)


@pytest.mark.django_db
def test_the_journal_keeps_its_name() -> None:
    name = identity()
    assert identity() == name == str(JournalIdentity.objects.get().identity)


@pytest.mark.django_db(transaction=True)
def test_a_restored_copy_does_not_hold_what_came_after_it() -> None:
    PersonFactory()
    kept = head()
    PersonFactory()
    lost = head()
    ContentEvent.objects.filter(pk=lost.event_id).delete()
    # What is written after the restore takes the same number, with another key.
    ContentEvent.objects.create(
        pk=lost.event_id,
        transaction_id=lost.transaction_id,
        action="CHANGED",
        kind="person",
        object_id=1,
        object_key=uuid.uuid4(),
        occurred_at=timezone.now(),
    )
    assert holds(kept)
    assert not holds(lost)
    assert not holds(Position(kept.transaction_id, kept.event_id, ""))


@pytest.mark.django_db(transaction=True)
def test_events_past_the_retention_go_and_their_positions_are_no_longer_held() -> None:
    PersonFactory()
    old = head()
    PersonFactory()
    ContentEvent.objects.filter(pk=old.event_id).update(occurred_at=timezone.now() - dt.timedelta(days=91))
    assert prune() == 1
    assert not holds(old)
    assert holds(head())
    assert ContentEvent.objects.count() == 1


@pytest.mark.django_db
def test_one_process_at_a_time_follows_under_a_name() -> None:
    PersonFactory()
    one, other = DurableFollower("index", "one"), DurableFollower("index", "other")
    assert one.acquire(60)
    assert not other.acquire(60)
    assert one.acquire(60)
    here = positions()[-1]
    one.advance(here)
    assert other.position() == here
    with pytest.raises(LeaseLostError):
        other.advance(START)
    assert one.position() == here
    one.release()
    assert other.acquire(60)


@pytest.mark.django_db
def test_a_lease_left_by_a_dead_process_runs_out() -> None:
    dead, alive = DurableFollower("index", "dead"), DurableFollower("index", "alive")
    assert dead.acquire(60)
    Follower.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    assert alive.acquire(60)
    with pytest.raises(LeaseLostError):
        dead.advance(START)


@pytest.mark.django_db(transaction=True)
def test_concurrent_writers_never_make_a_follower_skip_a_row() -> None:
    writers, rounds = 4, 12
    pause = threading.Event()

    def write(number: int) -> None:
        try:
            for turn in range(rounds):
                with transaction.atomic():
                    PersonFactory(slug=f"p-{number}-{turn}")
                    # The slowest writer holds its event while the others commit later ones.
                    pause.wait(0.002 * number)
        finally:
            connections.close_all()

    seen: list[ContentEvent] = []
    position = START
    with ThreadPoolExecutor(writers) as pool:
        work = [pool.submit(write, number) for number in range(writers)]
        while not all(future.done() for future in work) or lag(position):
            for event in events_after(position, limit=5):
                seen.append(event)
                position = Position.of(event)
    for future in work:
        future.result()
    assert Person.objects.count() == writers * rounds
    assert len(seen) == writers * rounds
    assert {event.pk for event in seen} == set(ContentEvent.objects.values_list("pk", flat=True))
    assert [event.pk for event in seen] == [event.pk for event in ContentEvent.objects.order_by("transaction_id", "id")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's writers queue: no event can stay unsettled")
def test_an_event_waits_for_slower_transactions_on_postgresql() -> None:
    started, release = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            PersonFactory(slug="lent")
            started.set()
            release.wait(30)
        connections.close_all()

    thread = threading.Thread(target=slow)
    thread.start()
    started.wait(30)
    PersonFactory(slug="rapide")
    assert events_after(START) == []
    release.set()
    thread.join()
    names = dict(Person.objects.values_list("pk", "slug"))
    assert [names[event.object_id] for event in events_after(START)] == ["lent", "rapide"]


@pytest.mark.django_db
def test_a_write_to_the_journal_is_in_the_transaction_of_the_change(home: BasePage) -> None:
    numbers = set(ContentEvent.objects.values_list("transaction_id", flat=True))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_current_xact_id()::text::bigint")
            assert numbers == {cursor.fetchone()[0]}
    else:
        assert numbers == {0}
