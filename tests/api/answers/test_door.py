"""The door: an answer goes out again without being computed, under the same headers, to whoever asks the same in whatever way."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.answers.headers import MOST_BYTES, Lifetimes, surrogate_key, surrogate_keys
from api.answers.slot import SLOT
from api.loading.made_from import MadeFrom
from pages import models
from tests.api.answers.house import Clock, House
from tests.factories import GuidePageFactory, ThemeFactory

pytestmark = pytest.mark.django_db

THEMES = "query Themes($first: Int) { themes(first: $first) { totalCount nodes { slug } } }"
STRICT = "application/graphql-response+json"


def test_an_answer_is_computed_once_and_given_again(house: House) -> None:
    theme = ThemeFactory(slug="ecrans")
    house.look()

    first = house.post(THEMES, {"first": 5})
    with CaptureQueriesContext(connection) as captured:
        second = house.post(THEMES, {"first": 5})

    assert (first.status, first.was_kept, second.status, second.was_kept) == (200, False, 200, True)
    assert first.body == second.body == b'{"data":{"themes":{"totalCount":1,"nodes":[{"slug":"ecrans"}]}}}'
    assert len(captured) == 0
    assert second.headers == {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Length": str(len(second.body)),
        "ETag": first.headers["ETag"],
        "Surrogate-Key": f"theme {surrogate_key('theme', theme.pk)}",
        "Vary": "Accept",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "public, max-age=10, s-maxage=60, stale-while-revalidate=30",
        "Cache-Status": "club; hit",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag, Retry-After, X-Request-ID",
    }


def test_what_was_made_from_nothing_has_no_name_to_be_called_back_by(house: House) -> None:
    assert "Surrogate-Key" not in house.post("{ site { name } }").headers


def test_the_same_question_is_known_however_it_is_spelled(house: House) -> None:
    house.post(THEMES, {"first": 5})

    by_get = house.get(THEMES, {"first": 5})
    reordered = house.send(
        "POST", body=b'{ "variables" : {"first":5},"query":"' + THEMES.encode() + b'" }', CONTENT_TYPE="application/json"
    )

    assert (by_get.was_kept, reordered.was_kept) == (True, True)
    assert len(house.store) == 1


@pytest.mark.parametrize(
    ("variables", "headers"),
    [({"first": 6}, {}), (None, {}), ({"first": 5}, {"HTTP_ACCEPT": STRICT})],
)
def test_another_question_has_an_answer_of_its_own(house: House, variables: dict[str, Any] | None, headers: dict[str, str]) -> None:
    house.post(THEMES, {"first": 5})

    assert house.post(THEMES, variables, **headers).was_kept is False
    assert len(house.store) == 2


def test_what_the_client_has_is_not_sent_again(house: House) -> None:
    first = house.get(THEMES)
    etag = first.headers["ETag"]

    for condition in (etag, f"W/{etag}", f'"another", {etag}', "*"):
        reply = house.get(THEMES, HTTP_IF_NONE_MATCH=condition)
        assert (reply.status, reply.body, reply.headers["ETag"]) == (304, b"", etag)
        assert not {"Content-Type", "Content-Length"} & set(reply.headers)
    assert house.get(THEMES, HTTP_IF_NONE_MATCH='"another"').status == 200
    # A condition of this kind is one of GET alone.
    assert house.post(THEMES, HTTP_IF_NONE_MATCH=etag).status == 200


def test_the_tag_names_the_bytes(house: House) -> None:
    before = house.get(THEMES).headers["ETag"]
    ThemeFactory(slug="ecrans")
    house.look()
    changed = house.get(THEMES).headers["ETag"]

    assert (before.startswith('"'), before != changed) == (True, True)


@pytest.mark.parametrize(
    ("query", "status"),
    [("{ themes(first: 0) { totalCount } }", 200), ("{ nothing }", 200), ("{", 200), ("mutation { a }", 200)],
)
def test_errors_are_never_kept(house: House, query: str, status: int) -> None:
    for _time in range(2):
        reply = house.post(query)
        assert (reply.status, reply.headers["Cache-Control"], "Cache-Status" in reply.headers) == (status, "no-store", False)
    assert len(house.store) == 0


@pytest.mark.parametrize(
    ("method", "body", "headers", "status"),
    [
        ("POST", b"[1]", {"CONTENT_TYPE": "application/json"}, 400),
        ("POST", b'{"query": "\xff"}', {"CONTENT_TYPE": "application/json"}, 400),
        ("POST", b"{ themes { totalCount } }", {"CONTENT_TYPE": "application/graphql"}, 415),
        ("POST", b"x" * 100_001, {"CONTENT_TYPE": "application/json"}, 413),
        ("HEAD", b"", {}, 405),
        ("PUT", b"{}", {"CONTENT_TYPE": "application/json"}, 405),
    ],
)
def test_what_is_no_question_is_refused_behind_the_door(
    house: House, method: str, body: bytes, headers: dict[str, str], status: int
) -> None:
    reply = house.send(method, body=body, **headers)

    assert (reply.status, reply.headers["Cache-Control"], len(house.store)) == (status, "no-store", 0)


def test_no_cookie_is_set_and_none_counts(house: House) -> None:
    first = house.get(THEMES, HTTP_COOKIE="sessionid=abc; csrftoken=def", HTTP_AUTHORIZATION="Bearer x")
    second = house.get(THEMES, HTTP_COOKIE="sessionid=other")

    assert (first.was_kept, second.was_kept, first.body == second.body) == (False, True, True)
    assert not {"Set-Cookie"} & (set(first.headers) | set(second.headers))


def test_everything_else_goes_through(house: House) -> None:
    reply = house.send("GET", path="/healthz")

    assert (reply.status, reply.json) == (200, {"status": "alive"})


def test_websites_that_are_named_read_answers_and_no_other_does(db: None, clock: Clock) -> None:
    house = House(clock, origins=("https://club.example",))
    house.look()
    house.get(THEMES)

    named, other = house.get(THEMES, HTTP_ORIGIN="https://club.example"), house.get(THEMES, HTTP_ORIGIN="https://other.example")

    assert (named.was_kept, named.headers["Access-Control-Allow-Origin"], named.headers["Vary"]) == (
        True,
        "https://club.example",
        "Accept, Origin",
    )
    assert "Access-Control-Allow-Origin" not in other.headers
    assert "Access-Control-Allow-Credentials" not in named.headers


def test_a_switched_off_store_still_says_how_long_answers_hold(db: None, clock: Clock) -> None:
    house = House(clock, max_bytes=0)
    first, second = house.get(THEMES), house.get(THEMES)

    assert (first.was_kept, second.was_kept, len(house.store)) == (False, False, 0)
    assert first.headers["ETag"] == second.headers["ETag"]
    assert second.headers["Cache-Control"] == "public, max-age=10, s-maxage=60, stale-while-revalidate=30"


def test_a_crowd_that_asks_the_same_has_it_computed_once(db: None, clock: Clock) -> None:
    computed: list[int] = []
    everybody_waits = threading.Event()

    def slow(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        computed.append(1)
        everybody_waits.wait(30)
        environ[SLOT].made_from = MadeFrom()
        start_response("200 OK", [("Content-Type", "application/json")])
        return [b"{}"]

    house = House(clock, application=slow)
    house.store.looked_at = clock.seconds()
    house.door.flights.patience = 30
    replies: list[Any] = []
    readers = [threading.Thread(target=lambda: replies.append(house.post(THEMES))) for _reader in range(8)]
    for reader in readers:
        reader.start()
    while len(computed) < 1:
        pass
    everybody_waits.set()
    for reader in readers:
        reader.join(30)

    assert len(computed) == 1
    assert [reply.body for reply in replies] == [b"{}"] * 8
    assert sorted(reply.was_kept for reply in replies) == [False] + [True] * 7


@pytest.mark.parametrize(
    ("remaining", "header"),
    [
        (float("inf"), "public, max-age=10, s-maxage=60, stale-while-revalidate=30"),
        (90, "public, max-age=10, s-maxage=60, stale-while-revalidate=30"),
        (89.9, "public, max-age=10, s-maxage=60, stale-while-revalidate=29"),
        (60, "public, max-age=10, s-maxage=60, stale-while-revalidate=0"),
        (5.9, "public, max-age=5, s-maxage=5, stale-while-revalidate=0"),
        (-1, "public, max-age=0, s-maxage=0, stale-while-revalidate=0"),
    ],
)
def test_nothing_is_promised_beyond_the_time_that_is_left(remaining: float, header: str) -> None:
    assert Lifetimes(10, 60, 30).header(remaining) == header


def test_many_names_become_their_kinds() -> None:
    few = {("page", 1), ("page", 2), ("theme", "*"), ("image", "+"), ("path", "/a b"), ("search", "*")}

    things = sorted([surrogate_key("page", 1), surrogate_key("page", 2), surrogate_key("path", "/a b")])
    assert surrogate_keys(few) == " ".join(["image", *things, "search", "theme"])
    assert surrogate_keys(few | {("person", number) for number in range(1_000)}) == "image page path person search theme"
    assert len(surrogate_keys({("page", number) for number in range(400)})) <= MOST_BYTES


def test_a_page_is_forgotten_when_its_expiry_comes(house: House, clock: Clock, home: models.HomePage) -> None:
    GuidePageFactory(title_fr="Passagère", expire_at=clock.now + dt.timedelta(seconds=40))
    house.look()
    query = "{ resources { nodes { title } } }"
    first = house.get(query)

    clock.now += dt.timedelta(seconds=35)
    house.look()
    later = house.get(query)
    clock.now += dt.timedelta(seconds=5)
    gone = house.get(query)

    assert (first.data, first.headers["Cache-Control"]) == (
        {"resources": {"nodes": [{"title": "Passagère"}]}},
        "public, max-age=10, s-maxage=40, stale-while-revalidate=0",
    )
    assert (later.was_kept, later.headers["Cache-Control"]) == (True, "public, max-age=5, s-maxage=5, stale-while-revalidate=0")
    assert (gone.was_kept, gone.data) == (False, {"resources": {"nodes": []}})
