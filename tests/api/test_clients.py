"""How much one client may have computed, and how many large operations run at once: generous, and never at the price of others."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.test import Client as Browser
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from api.http import clients, execution
from api.http.clients import LARGE, NEW_DOCUMENT, Allowances, Client, LargeOperations, Reports, client_address
from api.http.errors import RequestError
from api.http.view import Endpoint
from tests.api.asking import post

NAME = "{ site { name } }"
SITE = {"data": {"site": {"name": "Club des Parents Connectés"}}}
# Ids of nothing: as many objects as there are ids.
NOTHINGS = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
EXPENSIVE = "query ($first: Int) { resources(first: $first) { nodes { themes { name } ages(first: 8) { name } } } }"


class Seconds:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def refusal(allowances: Allowances, address: str, amount: int) -> tuple[int, str, int | None]:
    """The status, the code and the seconds to wait of a refusal."""
    with pytest.raises(RequestError) as refused:
        allowances.take(address, amount)
    return refused.value.status, refused.value.code.value, refused.value.retry_after


def test_a_client_has_a_burst_at_once_and_then_waits_as_long_as_it_takes() -> None:
    allowances = Allowances(burst=100, per_second=10, clock=(clock := Seconds()))

    allowances.take("a", 100)
    assert refusal(allowances, "a", 1) == (429, "RATE_LIMITED", 1)
    assert refusal(allowances, "a", 25) == (429, "RATE_LIMITED", 3)
    clock.now += 2.4
    assert refusal(allowances, "a", 25) == (429, "RATE_LIMITED", 1)
    clock.now += 0.1
    allowances.take("a", 25)
    assert refusal(allowances, "a", 1) == (429, "RATE_LIMITED", 1)


def test_what_is_refused_takes_nothing() -> None:
    allowances = Allowances(burst=100, per_second=10, clock=Seconds())
    allowances.take("a", 60)

    assert refusal(allowances, "a", 41) == (429, "RATE_LIMITED", 1)
    allowances.take("a", 40)


def test_an_allowance_fills_again_and_never_beyond_its_burst() -> None:
    allowances = Allowances(burst=100, per_second=10, clock=(clock := Seconds()))
    allowances.take("a", 100)
    clock.now += 10_000

    allowances.take("a", 100)
    assert refusal(allowances, "a", 1) == (429, "RATE_LIMITED", 1)


def test_what_is_larger_than_any_burst_takes_a_whole_one() -> None:
    allowances = Allowances(burst=100, per_second=10, clock=(clock := Seconds()))

    allowances.take("a", 5_000)
    assert refusal(allowances, "a", 5_000) == (429, "RATE_LIMITED", 10)
    clock.now += 10
    allowances.take("a", 5_000)


def test_each_client_has_its_own_allowance() -> None:
    allowances = Allowances(burst=100, per_second=10, clock=Seconds())
    allowances.take("a", 100)

    allowances.take("b", 100)
    assert refusal(allowances, "a", 1) == (429, "RATE_LIMITED", 1)


def test_the_client_seen_longest_ago_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "CLIENTS", 2)
    allowances = Allowances(burst=100, per_second=10, clock=Seconds())
    for address in ("a", "b"):
        allowances.take(address, 100)
    # Who is refused is seen, too.
    assert refusal(allowances, "a", 1) == (429, "RATE_LIMITED", 1)
    allowances.take("c", 1)

    assert len(allowances._buckets) == 2
    assert refusal(allowances, "a", 1) == (429, "RATE_LIMITED", 1)
    allowances.take("b", 100)


def test_no_address_is_kept_and_two_processes_have_nothing_in_common() -> None:
    one, other = Allowances(clock=Seconds()), Allowances(clock=Seconds())
    for allowances in (one, other):
        allowances.take("192.0.2.1", 1)

    assert b"192.0.2.1" not in b"".join(one._buckets)
    assert [len(key) for key in one._buckets] == [16]
    assert set(one._buckets).isdisjoint(other._buckets)


def test_many_threads_take_no_more_than_there_is() -> None:
    allowances = Allowances(burst=100, per_second=10, clock=Seconds())
    start, taken = threading.Barrier(8), []

    def take() -> None:
        start.wait()
        for _time in range(25):
            try:
                allowances.take("a", 1)
                taken.append(True)
            except RequestError:
                taken.append(False)

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (taken.count(True), taken.count(False)) == (100, 100)


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        (None, 0, "192.0.2.9"),
        (None, 1, "192.0.2.9"),
        (None, 2, "192.0.2.9"),
        ("198.51.100.1", 0, "192.0.2.9"),
        ("198.51.100.1", 1, "198.51.100.1"),
        ("198.51.100.1", 2, "192.0.2.9"),
        ("203.0.113.7, 198.51.100.1", 1, "198.51.100.1"),
        ("203.0.113.7, 198.51.100.1", 2, "203.0.113.7"),
        ("1.1.1.1, 203.0.113.7, 198.51.100.1", 2, "203.0.113.7"),
        ("1.1.1.1,,203.0.113.7 , 198.51.100.1,", 2, "203.0.113.7"),
        ("unknown", 1, "unknown"),
        ("2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", 1, "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", 1, "2001:db8:1:3::/64"),
        ("::ffff:198.51.100.1", 1, "198.51.100.1"),
        ("", 1, "192.0.2.9"),
    ],
)
def test_the_address_is_what_our_own_proxies_saw(forwarded: str | None, proxies: int, address: str) -> None:
    headers = {"REMOTE_ADDR": "192.0.2.9"} | ({} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded})

    assert client_address(headers, proxies) == address


def test_a_peer_without_an_address_is_a_client_too() -> None:
    assert client_address({}, 0) == ""
    assert client_address({"REMOTE_ADDR": "2001:db8::1"}, 0) == "2001:db8::/64"


class Crowd:
    """Threads that each run a large operation until they are let go."""

    def __init__(self, large: LargeOperations) -> None:
        self.large = large
        self.go = threading.Event()
        self.inside: list[int] = []
        self.entered = threading.Semaphore(0)
        self.refused: list[tuple[int, str, int | None]] = []
        self.threads: list[threading.Thread] = []

    def enter(self) -> threading.Thread:
        thread = threading.Thread(target=self._run)
        self.threads.append(thread)
        thread.start()
        return thread

    def _run(self) -> None:
        try:
            with self.large.turn(LARGE):
                self.inside.append(1)
                self.entered.release()
                self.go.wait()
        except RequestError as refusal:
            self.refused.append((refusal.status, refusal.code.value, refusal.retry_after))

    def leave(self) -> None:
        self.go.set()
        for thread in self.threads:
            thread.join()


class Watched(LargeOperations):
    """Says when somebody begins to wait."""

    def __init__(self, at_once: int, patience: float) -> None:
        super().__init__(at_once, patience)
        self.begun = threading.Semaphore(0)
        acquire = self._running.acquire

        def noticed(blocking: bool = True, timeout: float | None = None) -> bool:
            if blocking:
                self.begun.release()
            return acquire(blocking, timeout)

        self._running.acquire = noticed  # type: ignore[method-assign]


def test_so_many_large_operations_run_as_many_wait_and_the_others_are_sent_away() -> None:
    large = Watched(at_once=2, patience=60)
    crowd = Crowd(large)
    for _running in range(2):
        crowd.enter()
        crowd.entered.acquire()
    for _waiting in range(2):
        crowd.enter()
        large.begun.acquire()
    for _too_many in range(3):
        crowd.enter().join()

    assert (len(crowd.inside), crowd.refused) == (2, [(503, "OVERLOADED", 1)] * 3)
    # Small ones pass whoever runs and waits.
    with large.turn(LARGE - 1):
        assert len(crowd.inside) == 2
    crowd.leave()
    assert len(crowd.inside) == 4


def test_who_has_waited_long_enough_is_sent_away_and_makes_room() -> None:
    large = LargeOperations(at_once=1, patience=0)
    crowd = Crowd(large)
    crowd.enter()
    crowd.entered.acquire()
    for _impatient in range(2):
        crowd.enter().join()
    crowd.leave()

    assert crowd.refused == [(503, "OVERLOADED", 1)] * 2
    with large.turn(LARGE):
        pass


def test_an_operation_that_fails_gives_its_turn_back() -> None:
    large = LargeOperations(at_once=1, patience=0)
    for _time in range(3):
        with pytest.raises(ZeroDivisionError), large.turn(LARGE):
            raise ZeroDivisionError


def test_a_client_pays_for_preparing_and_for_objects() -> None:
    allowances = Allowances(burst=NEW_DOCUMENT + 10, per_second=1, clock=Seconds())
    client = Client("a", allowances, LargeOperations(1), Reports(Seconds()))

    client.prepare()
    with client.running(0):
        # Even what asks for no object is some work.
        assert refusal(allowances, "a", 10) == (429, "RATE_LIMITED", 1)
    with client.running(9):
        assert refusal(allowances, "a", 1) == (429, "RATE_LIMITED", 1)


@pytest.fixture
def allowances(monkeypatch: pytest.MonkeyPatch) -> Allowances:
    """Little for each client, and a clock that stands still."""
    made = Allowances(burst=300, per_second=10, clock=Seconds())
    monkeypatch.setattr(Endpoint, "allowances", made)
    return made


@pytest.mark.django_db
def test_a_client_that_asked_too_much_is_told_when_to_come_back_and_nothing_runs(allowances: Allowances) -> None:
    documents_known = [post(NOTHINGS, {"ids": ["x"]}), post(NAME)]
    assert [response.status_code for response in documents_known] == [200, 200]
    allowances._buckets.clear()
    allowed = post(NOTHINGS, {"ids": ["x"] * 100}), post(NOTHINGS, {"ids": ["x"] * 100}), post(NOTHINGS, {"ids": ["x"] * 95})

    with CaptureQueriesContext(connection) as captured:
        refused = post(NOTHINGS, {"ids": ["x"] * 30})
        strict = post(NOTHINGS, {"ids": ["x"] * 30}, accept="application/graphql-response+json")

    assert [len(response.json()["data"]["nodes"]) for response in allowed] == [100, 100, 95]
    assert (refused.status_code, refused["Retry-After"], refused["Cache-Control"]) == (429, "3", "no-store")
    assert refused.json() == {
        "errors": [
            {"message": "Too much was asked from here in a short time; wait, and ask again.", "extensions": {"code": "RATE_LIMITED"}}
        ]
    }
    assert (strict.status_code, strict.json()) == (429, refused.json())
    assert captured.captured_queries == []
    # Another client is answered, and so is something small of the same.
    assert Browser(REMOTE_ADDR="192.0.2.7").post("/graphql", {"query": NAME}, content_type="application/json").json() == SITE
    assert post(NAME).json() == SITE


@pytest.mark.django_db
def test_new_documents_are_paid_for_and_not_prepared_without(allowances: Allowances) -> None:
    documents = [f"query Paid{number} {{ site {{ name }} }}" for number in range(4)]

    answers = [post(document) for document in documents]

    assert [response.status_code for response in answers] == [200, 200, 429, 429]
    assert [Endpoint.documents.holds(document) for document in documents] == [True, True, False, False]
    # 300 - 2 * (100 + 1) are left.
    assert answers[2]["Retry-After"] == "1"


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["{ site { nom } }", "{ site { name }", "{ " + "site { name } " * 31 + "}"])
def test_documents_that_are_wrong_are_paid_for_each_time(allowances: Allowances, query: str) -> None:
    assert [post(query).status_code for _time in range(4)] == [200, 200, 200, 429]


@pytest.mark.django_db
def test_behind_proxies_each_visitor_is_a_client(allowances: Allowances, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    post(NOTHINGS, {"ids": ["x"]})
    allowances._buckets.clear()

    def status(forwarded: str) -> int:
        return int(post(NOTHINGS, {"ids": ["x"] * 100}, x_forwarded_for=forwarded).status_code)

    assert [status("203.0.113.1") for _time in range(4)] == [200, 200, 200, 429]
    # What the client itself wrote before what our proxy saw changes nothing.
    assert status("198.51.100.99, 203.0.113.1") == 429
    assert status("203.0.113.2") == 200


@pytest.mark.django_db
def test_too_many_large_operations_are_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    full = LargeOperations(at_once=1, patience=0)
    monkeypatch.setattr(Endpoint, "large", full)
    query, variables = EXPENSIVE, {"first": 95}
    assert post(query, variables).status_code == 200
    with full.turn(LARGE), CaptureQueriesContext(connection) as captured:
        refused = post(query, variables)
        assert captured.captured_queries == []
        small = post(query, {"first": 5})

    assert (refused.status_code, refused["Retry-After"]) == (503, "1")
    assert refused.json() == {
        "errors": [
            {"message": "Many large operations are under way; ask again in a moment.", "extensions": {"code": "OVERLOADED"}},
        ]
    }
    assert small.json() == {"data": {"resources": {"nodes": []}}}
    assert post(query, variables).json() == {"data": {"resources": {"nodes": []}}}


@pytest.mark.django_db(transaction=True, databases=["default", "snapshot"])
def test_forty_expensive_operations_at_once_leave_the_endpoint_answering(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real application, with a thread for each request; those that run stay as long as the test wants."""
    settings.SNAPSHOT_DATABASE = "snapshot"
    large = Watched(at_once=2, patience=60)
    monkeypatch.setattr(Endpoint, "large", large)
    go, inside, run_plainly = threading.Event(), threading.Semaphore(0), execution._executed

    def slowly(prepared: Any, schema: Any, variables: Any, operation: Any, objects: int) -> Any:
        if objects >= LARGE:
            inside.release()
            go.wait()
        return run_plainly(prepared, schema, variables, operation, objects)

    monkeypatch.setattr(execution, "_executed", slowly)
    application = get_wsgi_application()
    replies, answered = [], threading.Semaphore(0)

    def ask(query: str, first: int) -> Any:
        body = {"query": query, "variables": {"first": first}}
        request = RequestFactory().post("/graphql", body, content_type="application/json")
        started: list[Any] = []
        try:
            answer = b"".join(application(request.environ, lambda *said: started.extend(said)))
        finally:
            connections.close_all()
        replies.append((int(started[0].split()[0]), dict(started[1]).get("Retry-After"), json.loads(answer)))
        answered.release()

    # Each is another question: none waits for the answer of another.
    threads = [threading.Thread(target=ask, args=(EXPENSIVE, 60 + number)) for number in range(40)]
    for thread in threads:
        thread.start()
    for _two in range(2):
        inside.acquire()
        large.begun.acquire()
    for _sent_away in range(36):
        answered.acquire()
    ask(NAME, 1)
    meanwhile = replies.pop()
    go.set()
    for thread in threads:
        thread.join()

    assert meanwhile == (200, None, SITE)
    assert [(status, retry_after) for status, retry_after, _answer in replies] == [(503, "1")] * 36 + [(200, None)] * 4
    assert [answer for _status, _retry_after, answer in replies[36:]] == [{"data": {"resources": {"nodes": []}}}] * 4
