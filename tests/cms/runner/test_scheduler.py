"""The scheduler does what is due, one transaction per item, and what fails stops nothing else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Model
from wagtail.signals import page_published, page_unpublished

from cms.management.commands import run_scheduler
from cms.runner.scheduler import Outcome, run_due
from editorial.models import Heartbeat
from pages.days import day_of
from pages.models import ContentEvent, HomePage, PageVotes, SchedulerAlarm, StandardPage
from search.models import DayKey

NOON = datetime(2020, 11, 5, 12, 0, tzinfo=UTC)
BEFORE, AFTER = NOON - timedelta(minutes=1), NOON + timedelta(minutes=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bare_home() -> HomePage:
    page: HomePage = HomePage.objects.get()
    return page


@pytest.fixture
def page_going_live(bare_home: HomePage) -> Callable[..., StandardPage]:
    def make(title: str, at: datetime = BEFORE) -> StandardPage:
        page = StandardPage(title_fr=title, summary_fr="…", live=False, go_live_at=at)
        bare_home.add_child(instance=page)
        # Wagtail keeps a publication in the future as an approved revision; its own clock decides what "future" is.
        revision = page.save_revision(approved_go_live_at=at)
        assert revision.approved_go_live_at == at
        return page

    return make


@pytest.fixture
def page_expiring(bare_home: HomePage) -> Callable[..., StandardPage]:
    def make(title: str, at: datetime = BEFORE) -> StandardPage:
        page = StandardPage(title_fr=title, summary_fr="…", live=True, expire_at=at)
        bare_home.add_child(instance=page)
        return page

    return make


@contextmanager
def failing(signal: Any, page: Model) -> Iterator[None]:
    """Makes everything that happens to this page fail at its last moment."""

    def fail(instance: Model, **_: Any) -> None:
        if instance.pk == page.pk:
            raise RuntimeError("the disk is full")

    signal.connect(fail)
    try:
        yield
    finally:
        signal.disconnect(fail)


def is_live(page: StandardPage) -> bool:
    return StandardPage.objects.filter(pk=page.pk, live=True).exists()


def test_what_is_due_is_published_and_what_is_not_waits(page_going_live: Callable[..., StandardPage]) -> None:
    due, early = page_going_live("Due", BEFORE), page_going_live("Early", AFTER)
    assert run_due(NOON) == Outcome(done=1, failed=0)
    assert (is_live(due), is_live(early)) == (True, False)
    assert run_due(NOON) == Outcome(done=0, failed=0)


def test_what_has_expired_is_withdrawn_and_marked(page_expiring: Callable[..., StandardPage]) -> None:
    gone, staying = page_expiring("Gone", BEFORE), page_expiring("Staying", AFTER)
    assert run_due(NOON) == Outcome(done=1, failed=0)
    gone.refresh_from_db()
    assert (gone.live, gone.expired, is_live(staying)) == (False, True, True)


def test_a_failing_item_changes_nothing_stops_nothing_and_raises_an_alarm(page_going_live: Callable[..., StandardPage]) -> None:
    broken, sound = page_going_live("Broken", BEFORE - timedelta(hours=1)), page_going_live("Sound")
    events = ContentEvent.objects.count()
    with failing(page_published, broken):
        assert run_due(NOON) == Outcome(done=1, failed=1)
    assert (is_live(broken), is_live(sound)) == (False, True)
    assert [event.object_id for event in ContentEvent.objects.order_by("pk")[events:]] == [sound.pk]
    alarm = SchedulerAlarm.objects.get()
    assert (alarm.action, alarm.object_id, alarm.label, alarm.error) == (
        "publish",
        str(broken.pk),
        "Broken",
        "RuntimeError: the disk is full",
    )
    assert (alarm.attempts, alarm.first_failed_at, alarm.last_failed_at) == (1, NOON, NOON)


def test_a_failing_item_waits_a_minute_then_is_tried_again_on_the_same_alarm(page_expiring: Callable[..., StandardPage]) -> None:
    page = page_expiring("Gone")
    later = NOON + timedelta(minutes=1)
    with failing(page_unpublished, page):
        assert run_due(NOON) == Outcome(done=0, failed=1)
        assert run_due(later - timedelta(seconds=1)) == Outcome(done=0, failed=0)
        assert run_due(later) == Outcome(done=0, failed=1)
    alarm = SchedulerAlarm.objects.get()
    assert (alarm.attempts, alarm.first_failed_at, alarm.last_failed_at) == (2, NOON, later)
    assert is_live(page)


def test_an_alarm_ends_with_the_success(page_going_live: Callable[..., StandardPage]) -> None:
    page = page_going_live("Late")
    with failing(page_published, page):
        run_due(NOON)
    assert run_due(NOON + timedelta(minutes=1)) == Outcome(done=1, failed=0)
    assert is_live(page)
    assert not SchedulerAlarm.objects.exists()


def test_an_alarm_ends_when_its_item_is_no_longer_due(page_going_live: Callable[..., StandardPage]) -> None:
    page = page_going_live("Given up")
    with failing(page_published, page):
        run_due(NOON)
    page.revisions.update(approved_go_live_at=None)
    assert run_due(NOON) == Outcome(done=0, failed=0)
    assert not SchedulerAlarm.objects.exists()
    assert not is_live(page)


def test_the_first_pass_after_midnight_forgets_what_the_night_should(bare_home: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    DayKey.objects.create(day=day_of() - timedelta(days=1), key=b"yesterday")
    DayKey.objects.create(day=day_of(), key=b"today")
    PageVotes.objects.create(page=bare_home, language="fr", day=day_of() - timedelta(days=366), helped=1)
    passes: list[float] = []
    beside: list[float] = []

    def once(action: Callable[[], object], every: float) -> None:
        passes.append(every)
        action()

    @contextmanager
    def noted(action: Callable[[], object], every: float) -> Iterator[None]:
        # Its thread would not see what stands in the transaction of a test.
        beside.append(every)
        yield

    monkeypatch.setattr(run_scheduler, "repeat", once)
    monkeypatch.setattr(run_scheduler, "Beside", noted)
    call_command("run_scheduler")
    assert (passes, beside) == ([run_scheduler.DUE_EVERY], [run_scheduler.LOOK_EVERY])
    assert list(DayKey.objects.values_list("day", flat=True)) == [day_of()]
    assert not PageVotes.objects.exists()
    # Its sign of life.
    assert list(Heartbeat.objects.values_list("name", flat=True)) == ["scheduler"]
