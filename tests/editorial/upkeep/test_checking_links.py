"""Which links are asked when, and what an answer makes of them."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from editorial.models import ExternalLink, Heartbeat
from editorial.upkeep.links import checking
from editorial.upkeep.links.asking import Outcome
from editorial.upkeep.links.checking import check_due, register, retry_after

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 5, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
State = ExternalLink.State


@pytest.fixture(autouse=True)
def checked(settings: Settings) -> None:
    settings.CHECK_EXTERNAL_LINKS = True


class World:
    """Answers what it is told to, and writes down who was asked."""

    def __init__(self, **answers: Outcome) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def __call__(self, url: str) -> Outcome:
        self.asked.append(url)
        return self.answers.get(urlsplit(url).netloc.partition(".")[0], Outcome(200, "200"))


def link(url: str = "https://a.example/") -> ExternalLink:
    register({url}, NOON)
    return ExternalLink.objects.get(url=url)


def test_new_links_are_due_at_once_and_those_nobody_writes_any_more_are_forgotten() -> None:
    register({"https://a.example/1", "https://b.example/"}, NOON)
    ExternalLink.objects.filter(host="b.example").update(state=State.ALIVE)
    register({"https://b.example/", "https://c.example/"}, NOON + DAY)
    assert list(ExternalLink.objects.values_list("url", "host", "state", "next_check_at")) == [
        ("https://b.example/", "b.example", "alive", NOON),
        ("https://c.example/", "c.example", "unchecked", NOON + DAY),
    ]


def test_one_of_each_host_is_asked_and_so_many_in_all() -> None:
    register({f"https://h{host}.example/{page}" for host in range(checking.PER_PASS + 2) for page in range(3)}, NOON)
    world = World()
    check_due(NOON, world)
    hosts = [url.split("/")[2] for url in world.asked]
    assert (len(hosts), len(set(hosts))) == (checking.PER_PASS, checking.PER_PASS)
    assert Heartbeat.objects.get(name="external links").at == NOON


def test_what_answers_is_left_alone_for_a_week() -> None:
    link()
    assert check_due(NOON, World()) is False
    found = ExternalLink.objects.get()
    assert (found.state, found.answer, found.checked_at, found.next_check_at) == (State.ALIVE, "200", NOON, NOON + 7 * DAY)
    world = World()
    check_due(NOON + 7 * DAY - HOUR, world)
    assert world.asked == []
    check_due(NOON + 7 * DAY, world)
    assert world.asked == ["https://a.example/"]


def test_it_dies_after_several_failures_over_several_days_and_comes_back() -> None:
    link()
    world = World(a=Outcome(404, "404"))
    moment, history = NOON, []
    for _failure in range(9):
        changed = check_due(moment, world)
        found = ExternalLink.objects.get()
        history.append(
            (found.state.value if isinstance(found.state, State) else found.state, (found.next_check_at - moment) // HOUR, changed)
        )
        moment = found.next_check_at
    assert history == [
        ("failing", 1, False),
        ("failing", 2, False),
        ("failing", 4, False),
        ("failing", 8, False),
        ("failing", 16, False),
        ("failing", 32, False),
        ("failing", 48, False),
        ("dead", 48, True),
        ("dead", 48, False),
    ]
    assert (found.failures, found.first_failed_at, found.answer) == (9, NOON, "404")
    world.answers = {}
    assert check_due(moment, world) is True
    found = ExternalLink.objects.get()
    assert (found.state, found.failures, found.first_failed_at) == (State.ALIVE, 0, None)


def test_many_failures_in_a_short_time_are_no_death() -> None:
    link()
    ExternalLink.objects.update(failures=20, first_failed_at=NOON - 2 * DAY)
    check_due(NOON, World(a=Outcome(500, "500")))
    assert ExternalLink.objects.get().state == State.FAILING


def test_the_pauses_double_up_to_two_days() -> None:
    assert [retry_after(failures) // HOUR for failures in (1, 2, 3, 6, 7, 50)] == [1, 2, 4, 32, 48, 48]


def test_a_site_that_turns_programs_away_is_not_dead_and_is_left_alone_as_long_as_it_asks() -> None:
    link()
    ExternalLink.objects.update(failures=20, first_failed_at=NOON - 9 * DAY, state=State.DEAD)
    assert check_due(NOON, World(a=Outcome(429, "429", wait=30 * 86_400))) is True
    found = ExternalLink.objects.get()
    assert (found.state, found.failures, found.next_check_at) == (State.GUARDED, 0, NOON + 30 * DAY)


def test_where_it_moved_to_is_told() -> None:
    link()
    assert check_due(NOON, World(a=Outcome(200, "200", "https://b.example/"))) is True
    found = ExternalLink.objects.get()
    assert (found.state, found.moved_to) == (State.MOVED, "https://b.example/")


def test_while_our_own_network_is_away_no_link_fails() -> None:
    register({"https://a.example/", "https://b.example/"}, NOON)
    away = World(a=Outcome(None, "no-host"), b=Outcome(None, "too-slow"))
    check_due(NOON, away)
    assert list(ExternalLink.objects.values_list("state", "failures", "answer", "next_check_at")) == [
        ("unchecked", 0, "no-host", NOON + HOUR),
        ("unchecked", 0, "too-slow", NOON + HOUR),
    ]
    # As soon as one other answers, or has today, the failure is the link's own.
    check_due(NOON + HOUR, World(a=Outcome(None, "no-host")))
    assert list(ExternalLink.objects.values_list("state", "failures")) == [("failing", 1), ("alive", 0)]
    check_due(NOON + 3 * HOUR, World(a=Outcome(None, "no-host")))
    assert list(ExternalLink.objects.values_list("state", "failures")) == [("failing", 2), ("alive", 0)]


def test_a_link_that_another_scheduler_took_is_left_to_it() -> None:
    link()
    world = World()

    def meanwhile(url: str) -> Outcome:
        check_due(NOON, world)
        return Outcome(200, "200")

    check_due(NOON, meanwhile)
    assert world.asked == []


def test_nothing_is_asked_where_the_settings_say_so(settings: Settings) -> None:
    settings.CHECK_EXTERNAL_LINKS = False
    link()
    world = World()
    assert check_due(NOON, world) is False
    assert (world.asked, Heartbeat.objects.count()) == ([], 0)


@pytest.mark.parametrize("count", [1, 20])
def test_registering_asks_as_many_statements_for_one_as_for_twenty(count: int) -> None:
    with CaptureQueriesContext(connection) as asked:
        register({f"https://h{number}.example/" for number in range(count)}, NOON)
    # The known ones; the new ones.
    assert len([query for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]) == 2
