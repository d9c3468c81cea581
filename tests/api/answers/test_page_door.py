"""Pages of the website, kept at the door: computed once, given with all their headers, and never past the moment at which they are true."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import threading
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.answers import page_door
from api.documents.ids import id_of
from api.documents.operations import operation_in, operations_folder
from api.http.in_process import answer
from pages import models
from pages.days import day_of
from pages.models import CrisisCode
from search import indexing
from search.models import CrisisCount, UnansweredQuestion
from tests.api.answers.house import Clock, House, Reply
from tests.factories import CrisisReasonFactory, GuidePageFactory, HelplineFactory
from website.freshness import UNTIL

pytestmark = pytest.mark.django_db

ADDRESS = "/fr/ressources/un"
PARIS = ZoneInfo("Europe/Paris")
PUBLIC = ("Cache-Control", "public, max-age=10, s-maxage=60")


@pytest.fixture
def guide(home: models.HomePage, house: House) -> models.GuidePage:
    page = GuidePageFactory(title_fr="Le vélo", slug="un")
    house.look()
    return page


class Site:
    """A site of one view behind the door: it shows the answer to one of the examples, with these headers."""

    def __init__(self, operation: str, *headers: tuple[str, str], status: str = "200 OK") -> None:
        self.document = id_of(operation_in(operations_folder() / "examples" / f"{operation}.graphql").text)
        self.headers = headers or (PUBLIC,)
        self.status = status
        self.asked: list[dict[str, Any]] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked.append(environ)
        words = environ["QUERY_STRING"].partition("q=")[2]
        body = answer(self.document, {"locale": "FR", "query": words.replace("+", " ")} if words else {"locale": "FR"}, "")[2]
        start_response(self.status, [("Content-Type", "text/html; charset=utf-8"), *self.headers])
        return [json.dumps(body).encode()]


def behind(site: Any, clock: Clock, max_bytes: int = 1_000_000) -> House:
    house = House(clock, max_bytes=max_bytes, application=site)
    house.look()
    return house


def get(house: House, path: str = ADDRESS, query_string: str = "", **headers: str) -> Reply:
    return house.send("GET", path, query_string, **headers)


# --- Given again ---


def test_a_page_is_computed_once_and_given_again_with_all_its_headers(house: House, guide: models.GuidePage) -> None:
    first = get(house)
    with CaptureQueriesContext(connection) as captured:
        second = get(house)

    assert (first.status, first.was_kept, second.status, second.was_kept, len(captured)) == (200, False, 200, True, 0)
    assert "Le vélo".encode() in first.body
    assert first.body == second.body
    computed = {name: value for name, value in first.headers.items() if name not in ("X-Request-ID", "Cache-Status")}
    assert computed == {name: value for name, value in second.headers.items() if name != "Cache-Status"}
    assert second.headers["Cache-Control"] == "public, max-age=10, s-maxage=60, stale-while-revalidate=30"
    assert second.headers["Vary"] == "Accept-Encoding"
    for name in ("Content-Security-Policy", "Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options", "Surrogate-Key", "ETag"):
        assert name in second.headers


def test_no_cookie_is_set_and_none_counts_nor_does_the_host(house: House, guide: models.GuidePage) -> None:
    first = get(house, HTTP_HOST="testserver", HTTP_COOKIE="sessionid=abc; csrftoken=def")
    second = get(house, HTTP_HOST="localhost", HTTP_COOKIE="sessionid=other")

    assert (first.was_kept, second.was_kept, first.body == second.body) == (False, True, True)
    assert not {"Set-Cookie"} & (set(first.headers) | set(second.headers))


def test_parameters_that_no_view_reads_neither_split_what_is_kept_nor_reach_a_view(house: House, clock: Clock) -> None:
    site = Site("Helplines")
    house = behind(site, clock)
    for query_string in ("", "utm_source=lettre", "fbclid=1&utm_medium=x", "t=", "t=&utm_source=lettre"):
        get(house, query_string=query_string)
    assert [environ["QUERY_STRING"] for environ in site.asked] == [""]

    for query_string in ("je=parent", "je=parent&utm_source=lettre", "je=parent&je=parent"):
        get(house, query_string=query_string)
    assert [environ["QUERY_STRING"] for environ in site.asked] == ["", "je=parent"]
    assert len(house.store) == 2


def test_a_page_behind_a_redirect_to_https_is_not_given_without_it(clock: Clock, db: None) -> None:
    site = Site("Helplines")
    house = behind(site, clock)
    house.pages.secure_header = ("HTTP_X_FORWARDED_PROTO", "https")

    get(house, HTTP_X_FORWARDED_PROTO="https")
    assert get(house, HTTP_X_FORWARDED_PROTO="https").was_kept is True
    assert get(house, HTTP_X_FORWARDED_PROTO="http").was_kept is False


@pytest.mark.parametrize(("method", "path"), [("POST", ADDRESS), ("GET", "/admin/login/"), ("GET", "/r/abc"), ("GET", "/en-tout-cas")])
def test_everything_else_goes_through(clock: Clock, db: None, method: str, path: str) -> None:
    site = Site("Helplines")
    house = behind(site, clock)

    replies = [house.send(method, path, "utm_source=lettre") for _time in range(2)]

    assert [environ["QUERY_STRING"] for environ in site.asked] == ["utm_source=lettre"] * 2
    assert ["Cache-Status" in reply.headers for reply in replies] == [False, False]


def test_a_head_is_told_what_a_get_would_be_and_keeps_the_page_for_it(house: House, guide: models.GuidePage) -> None:
    head = house.send("HEAD", ADDRESS)
    page = get(house)

    assert (head.status, head.body, head.was_kept, page.was_kept) == (200, b"", False, True)
    assert (head.headers["ETag"], head.headers["Content-Length"]) == (page.headers["ETag"], str(len(page.body)))


def test_what_the_browser_has_is_not_sent_again(house: House, guide: models.GuidePage) -> None:
    etag = get(house).headers["ETag"]

    for method in ("GET", "HEAD"):
        reply = house.send(method, ADDRESS, HTTP_IF_NONE_MATCH=f"W/{etag}")
        assert (reply.status, reply.body, reply.headers["ETag"]) == (304, b"", etag)
        assert not {"Content-Type", "Content-Length", "Content-Encoding"} & set(reply.headers)
        assert "Content-Security-Policy" in reply.headers


def test_browsers_that_take_it_get_the_page_compressed_once(house: House, guide: models.GuidePage, monkeypatch: pytest.MonkeyPatch) -> None:
    compressed: list[int] = []
    compress = gzip.compress
    monkeypatch.setattr(gzip, "compress", lambda body, *rest, **named: compressed.append(1) or compress(body, *rest, **named))
    plain = get(house)
    zipped = [get(house, HTTP_ACCEPT_ENCODING="gzip, deflate, br") for _time in range(3)]

    assert len(compressed) == 1
    assert [(reply.was_kept, reply.headers["Content-Encoding"], gzip.decompress(reply.body)) for reply in zipped] == [
        (True, "gzip", plain.body)
    ] * 3
    assert len(zipped[0].body) < len(plain.body)
    etag = zipped[0].headers["ETag"]
    assert etag != plain.headers["ETag"]
    assert zipped[0].headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert get(house, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=etag).status == 304


def test_a_crowd_that_opens_the_same_page_has_it_computed_once(db: None, clock: Clock) -> None:
    computed: list[int] = []
    everybody_waits = threading.Event()

    def slow(_environ: dict[str, Any], start_response: Any) -> list[bytes]:
        computed.append(1)
        everybody_waits.wait(30)
        start_response("200 OK", [("Content-Type", "text/html"), PUBLIC])
        return [b"<p>"]

    house = House(clock, application=slow)
    house.store.looked_at = clock.seconds()
    house.pages.flights.patience = 30
    replies: list[Reply] = []
    readers = [threading.Thread(target=lambda: replies.append(get(house))) for _reader in range(8)]
    for reader in readers:
        reader.start()
    while len(computed) < 1:
        pass
    everybody_waits.set()
    for reader in readers:
        reader.join(30)

    assert len(computed) == 1
    assert sorted(reply.was_kept for reply in replies) == [False] + [True] * 7


def test_a_switched_off_store_keeps_nothing_and_says_the_same(db: None, clock: Clock) -> None:
    site = Site("Helplines")
    house = behind(site, clock, max_bytes=0)
    first, second = get(house), get(house)

    assert (len(site.asked), first.was_kept, second.was_kept, first.headers == second.headers) == (2, False, False, True)


# --- True ---


def test_a_page_that_is_published_anew_is_another_at_once(house: House, guide: models.GuidePage, clock: Clock) -> None:
    before = get(house)
    guide.title_fr = "Un autre titre"
    guide.save()
    house.look()
    after = get(house)

    assert (after.was_kept, b"Un autre titre" in after.body) == (False, True)
    assert after.body == get(House(clock, max_bytes=0)).body
    assert before.headers["ETag"] != after.headers["ETag"]


def test_what_is_published_while_a_page_is_made_is_not_hidden_by_it(db: None, clock: Clock, home: models.HomePage) -> None:
    line = HelplineFactory(number_short="3018")

    class Slow(Site):
        def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            parts = super().__call__(environ, start_response)
            if len(self.asked) == 1:
                line.number_short = "3114"
                line.save()
                house.look()
            return parts

    house = behind(Slow("Helplines"), clock)

    first, second = get(house), get(house)

    assert (b"3018" in first.body, second.was_kept, b"3114" in second.body) == (True, False, True)


def test_a_page_that_is_withdrawn_is_gone_and_one_at_its_address_is_there_at_once(house: House, guide: models.GuidePage) -> None:
    get(house)
    guide.unpublish()
    house.look()
    gone, still = get(house), get(house)
    guide.save_revision().publish()
    house.look()
    back = get(house)

    assert [(reply.status, reply.was_kept) for reply in (gone, still, back)] == [(404, False), (404, True), (200, False)]


def test_the_way_from_an_address_a_page_had_is_kept_until_it_moves_again(house: House, guide: models.GuidePage) -> None:
    guide.slug = "deux"
    guide.save()
    house.look()
    away, again = get(house), get(house)
    guide.slug = "trois"
    guide.save()
    house.look()
    further = get(house)

    assert [(reply.status, reply.headers["Location"], reply.was_kept) for reply in (away, again, further)] == [
        (301, "/fr/ressources/deux", False),
        (301, "/fr/ressources/deux", True),
        (301, "/fr/ressources/trois", False),
    ]


def test_a_line_that_closes_changes_the_page_at_that_moment(db: None, home: models.HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(dt.datetime(2026, 11, 28, 22, 59, 30, tzinfo=PARIS))
    clock.pass_on(monkeypatch)
    HelplineFactory(number_short="3018", hours=[(day, dt.time(9), dt.time(23)) for day in range(7)])
    house = behind(Site("Helplines"), clock)

    open_, still = get(house), get(house)
    clock.now += dt.timedelta(seconds=30)
    closed = get(house)

    assert (b'"isOpen": true' in open_.body, open_.headers["Cache-Control"]) == (
        True,
        "public, max-age=10, s-maxage=30, stale-while-revalidate=0",
    )
    assert (still.was_kept, closed.was_kept, b'"isOpen": false' in closed.body) == (True, False, True)


def test_a_page_that_looks_at_the_clock_itself_holds_as_long_as_it_says(db: None, clock: Clock) -> None:
    class Looking(Site):
        def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            environ[UNTIL] = clock.seconds() + 20
            return super().__call__(environ, start_response)

    house = behind(Looking("Helplines"), clock)
    first, second = get(house), get(house)
    clock.now += dt.timedelta(seconds=20)

    assert (first.headers["Cache-Control"], second.was_kept) == ("public, max-age=10, s-maxage=20, stale-while-revalidate=0", True)
    assert get(house).was_kept is False


def test_a_page_goes_when_its_expiry_comes(house: House, home: models.HomePage, clock: Clock) -> None:
    GuidePageFactory(slug="un", expire_at=clock.now + dt.timedelta(seconds=40))
    house.look()
    there = get(house)
    clock.now += dt.timedelta(seconds=40)

    assert (there.status, there.headers["Cache-Control"]) == (200, "public, max-age=10, s-maxage=40, stale-while-revalidate=0")
    assert (get(house).status, len(house.store)) == (404, 1)


def test_no_page_is_given_while_the_journal_cannot_be_read(house: House, guide: models.GuidePage, clock: Clock) -> None:
    get(house)
    clock.now += dt.timedelta(seconds=3)

    assert get(house).was_kept is False


# --- Not kept ---


@pytest.mark.parametrize(
    "headers",
    [
        [("Cache-Control", "no-store")],
        [("Cache-Control", "private, no-store")],
        [("X-Frame-Options", "DENY")],
        [PUBLIC, ("Set-Cookie", "a=b")],
        [PUBLIC, ("Vary", "Cookie")],
        [PUBLIC, ("Vary", "Accept-Encoding, Accept-Language")],
        [PUBLIC, ("Content-Encoding", "gzip")],
    ],
)
def test_a_page_is_kept_only_if_its_view_says_so_and_nothing_in_it_is_one_visitors(
    db: None, clock: Clock, headers: list[tuple[str, str]]
) -> None:
    site = Site("Helplines", *headers)
    house = behind(site, clock)
    replies = [get(house), get(house)]

    assert (len(site.asked), len(house.store)) == (2, 0)
    for name, value in headers:
        assert [reply.headers[name] for reply in replies] == [value] * 2


@pytest.mark.parametrize(
    "status", ["302 Found", "303 See Other", "400 Bad Request", "500 Internal Server Error", "503 Service Unavailable"]
)
def test_no_other_status_is_kept(db: None, clock: Clock, status: str) -> None:
    house = behind(Site("Helplines", status=status), clock)

    assert [get(house).status for _time in range(2)] == [int(status[:3])] * 2
    assert len(house.store) == 0


def test_a_page_with_an_error_in_it_is_not_kept_whatever_its_view_says(
    db: None, home: models.HomePage, clock: Clock, own_index: None
) -> None:
    # There is no index: the search has no answer, the rest of the page has.
    site = Site("Search")
    house = behind(site, clock)
    get(house, query_string="q=ecrans")
    get(house, query_string="q=ecrans")

    assert (len(site.asked), len(house.store)) == (2, 0)


def test_whoever_tries_addresses_out_does_not_drive_the_pages_out(db: None, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_door, "MOST_MISSING", 3)
    site = Site("Helplines")
    house = behind(site, clock)
    get(house)
    site.status = "404 Not Found"
    for number in range(10):
        get(house, f"/fr/{number}")

    assert len(house.store) == 4
    assert [get(house, path).was_kept for path in (ADDRESS, "/fr/9", "/fr/7", "/fr/6")] == [True, True, True, False]


# --- Words ---


@pytest.fixture
def searching(home: models.HomePage, clock: Clock, own_index: None) -> House:
    lines = [HelplineFactory(number_short="3114", hours=[(day, dt.time(0), dt.time(0)) for day in range(7)])]
    CrisisReasonFactory(code=CrisisCode.SUICIDE, phrases_fr="veux mourir", lines=lines)
    GuidePageFactory(title_fr="Le téléphone")
    indexing.ensure_index()
    return behind(Site("Search"), clock)


def search(house: House, words: str, **headers: str) -> Reply:
    return get(house, "/fr/recherche", f"q={words.replace(' ', '+')}", **headers)


def test_a_search_is_kept_as_any_page(searching: House) -> None:
    assert [search(searching, "telephone").was_kept for _time in range(2)] == [False, True]


def test_nobody_keeps_a_page_with_urgent_help_nor_learns_that_somebody_asked_but_the_card_is_counted(searching: House) -> None:
    replies = [search(searching, "je veux mourir") for _time in range(2)]

    assert [reply.headers["Cache-Control"] for reply in replies] == ["private, no-store"] * 2
    assert not {"Cache-Status", "ETag", "Surrogate-Key", "X-Request-ID"} & set(replies[1].headers)
    assert len(searching.store) == 0
    searching.cards.flush()
    assert list(CrisisCount.objects.values_list("reason", "shown")) == [("SUICIDE", 2)]


def test_words_that_are_sent_are_counted_and_never_kept(searching: House) -> None:
    replies = [searching.send("POST", "/fr/recherche", f"q={words}") for words in ("je+veux+mourir", "trottinette", "telephone")]

    assert [reply.headers["Cache-Control"] for reply in replies] == ["private, no-store", *["public, max-age=10, s-maxage=60"] * 2]
    assert (len(searching.store), [ask.asked.words for ask in searching.unanswered._waiting]) == (0, ["trottinette"])
    searching.cards.flush()
    assert list(CrisisCount.objects.values_list("reason", "shown")) == [("SUICIDE", 1)]


def test_each_search_that_found_nothing_is_counted_and_its_words_are_kept_nowhere(searching: House) -> None:
    for number in range(5):
        reply = search(searching, "trottinette", REMOTE_ADDR=f"192.0.2.{number}")
        assert reply.was_kept is False

    searching.unanswered.flush()

    assert list(UnansweredQuestion.objects.values_list("day", "language", "words", "asked")) == [(day_of(), "fr", "trottinette", 5)]
    assert len(searching.store) == 0
    assert "trottinette" not in repr(vars(searching.store)) + repr(vars(searching.pages))
