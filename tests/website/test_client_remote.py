"""A distant endpoint: asked once for what it lets be kept, by ids alone; away for a while, it takes nobody down."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from tests.ports import free_port
from tests.website.endpoint import PUBLIC, Endpoint, Reply, listening
from website.client.answers import Answer, UnavailableError
from website.client.documents import Document
from website.client.remote import ASK_AGAIN_AFTER, STALE_IF_AWAY, Remote

SITE = Document("SiteScreen", "5c" * 32)
REPORT = Document("ReportPage", "ab" * 32, is_mutation=True)
NAMED = {"site": {"name": "Club"}}


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Site:
    """A client of an endpoint, and its clock."""

    def __init__(self, endpoint: Endpoint, max_bytes: int = 1_000_000) -> None:
        self.endpoint = endpoint
        self.clock = Clock()
        self.client = Remote(endpoint.url, max_bytes=max_bytes, clock=self.clock)

    def ask(self, variables: dict[str, Any] | None = None, document: Document = SITE) -> Answer:
        return self.client.ask(document, variables or {}, "192.0.2.7")

    @property
    def times_asked(self) -> int:
        return len(self.endpoint.asked)


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with listening() as endpoint:
        yield endpoint


@pytest.fixture
def site(endpoint: Endpoint) -> Site:
    return Site(endpoint)


def test_a_question_is_its_documents_id_and_its_variables(site: Site) -> None:
    answer = site.ask({"path": "/à propos", "locale": "FR"})

    assert answer == Answer(NAMED, [], 60, frozenset({"site", "page-1"}), is_confidential=False)
    [asked] = site.endpoint.asked
    assert (asked.method, asked.parameters) == (
        "GET",
        {"documentId": f"sha256:{SITE.identity}", "variables": {"path": "/à propos", "locale": "FR"}},
    )
    assert not {"x-forwarded-for", "cookie", "referer"} & set(asked.headers)


def test_an_answer_is_kept_as_long_as_the_endpoint_allows_shared_caches(site: Site) -> None:
    first = site.ask()
    site.clock.now += 59
    kept = site.ask()

    assert (first.data, first.max_age, kept.data, kept.max_age, site.times_asked) == (NAMED, 60, NAMED, 1, 1)


def test_variables_in_another_order_are_the_same_question_and_others_another(site: Site) -> None:
    site.ask({"a": 1, "b": 2})
    site.ask({"b": 2, "a": 1})
    site.ask({"a": 1, "b": 3})

    assert site.times_asked == 2


def test_what_one_page_does_with_its_answer_is_not_seen_by_another(site: Site) -> None:
    site.ask().data["site"]["name"] = "changed"

    assert site.ask().data == NAMED


def test_what_was_kept_is_asked_for_again_by_its_tag(site: Site) -> None:
    site.ask()
    site.clock.now += 91
    again = site.ask()
    site.clock.now += 59
    site.ask()

    assert (again.data, again.max_age) == (NAMED, 60)
    assert [asked.headers.get("if-none-match") for asked in site.endpoint.asked] == [None, '"one"']


def test_a_changed_answer_takes_the_place_of_the_one_before(site: Site) -> None:
    site.ask()
    site.endpoint.reply = Reply({"data": {"site": {"name": "Nouveau"}}}, headers={"Cache-Control": PUBLIC, "ETag": '"two"'})
    site.clock.now += 91

    assert (site.ask().data, site.ask().data, site.times_asked) == ({"site": {"name": "Nouveau"}}, {"site": {"name": "Nouveau"}}, 2)


def test_while_it_is_renewed_the_answer_before_is_given(site: Site) -> None:
    site.ask()
    renewed = threading.Event()
    site.endpoint.before = renewed.set
    site.endpoint.reply = Reply({"data": {"site": {"name": "Nouveau"}}})
    site.endpoint.reply.headers["ETag"] = '"two"'
    site.clock.now += 60

    stale = site.ask()

    assert (stale.data, stale.max_age) == (NAMED, 0)
    assert renewed.wait(10)
    for thread in threading.enumerate():
        if thread.name == "renewing-answer":
            thread.join(10)
    assert (site.ask().data, site.times_asked) == ({"site": {"name": "Nouveau"}}, 2)


@pytest.mark.parametrize("said", ["private, no-store", "no-store", "", "max-age=60", "public, no-store"])
def test_what_is_not_said_to_be_public_is_never_kept(site: Site, said: str) -> None:
    site.endpoint.reply.headers = {"Cache-Control": said} if said else {}

    answers = [site.ask(), site.ask()]

    assert [answer.max_age for answer in answers] == [None, None]
    assert [answer.is_confidential for answer in answers] == [said.startswith("private")] * 2
    assert (site.times_asked, len(site.client.kept)) == (2, 0)


def test_an_answer_with_errors_is_never_kept(site: Site) -> None:
    errors = [{"message": "Search is away.", "path": ["search"], "extensions": {"code": "SEARCH_UNAVAILABLE"}}]
    site.endpoint.reply.body = {"errors": errors, "data": {"site": None}}

    answer = site.ask()
    site.ask()

    assert (answer.data, answer.errors, answer.codes, answer.max_age) == ({"site": None}, errors, {"SEARCH_UNAVAILABLE"}, None)
    assert site.times_asked == 2


def test_what_a_cache_in_between_has_spent_is_not_kept_longer(site: Site) -> None:
    site.endpoint.reply.headers["Age"] = "50"

    assert site.ask().max_age == 10


def test_words_of_visitors_stand_in_no_address(site: Site) -> None:
    site.ask({"query": "je veux mourir", "locale": "FR"})
    site.ask({"query": "je veux mourir", "locale": "FR"})

    [asked] = site.endpoint.asked
    assert (asked.method, asked.target, asked.parameters["variables"]) == ("POST", "/graphql", {"query": "je veux mourir", "locale": "FR"})


def test_no_question_is_kept_in_memory(site: Site) -> None:
    site.ask({"query": "je veux mourir"})

    assert "mourir" not in repr(vars(site.client)) + repr(vars(site.client.kept))


def test_a_mutation_is_posted_each_time_with_the_visitors_address(site: Site) -> None:
    site.ask({"path": "/a"}, REPORT)
    site.ask({"path": "/a"}, REPORT)

    assert [(asked.method, asked.headers["x-forwarded-for"]) for asked in site.endpoint.asked] == [("POST", "192.0.2.7")] * 2
    assert len(site.client.kept) == 0


def test_a_crowd_that_asks_the_same_asks_once(site: Site) -> None:
    everybody_waits = threading.Event()
    site.endpoint.before = lambda: everybody_waits.wait(30)
    answers: list[Answer] = []
    readers = [threading.Thread(target=lambda: answers.append(site.ask())) for _reader in range(8)]
    for reader in readers:
        reader.start()
    while not site.endpoint.asked:
        pass
    everybody_waits.set()
    for reader in readers:
        reader.join(30)

    assert ([answer.data for answer in answers], site.times_asked) == ([NAMED] * 8, 1)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_an_endpoint_that_refuses_is_unavailable_and_says_when_to_come_back(site: Site, status: int) -> None:
    site.endpoint.reply = Reply({"errors": [{"message": "…", "extensions": {"code": "OVERLOADED"}}]}, status, {"Retry-After": "17"})

    with pytest.raises(UnavailableError) as refused:
        site.ask()

    assert (refused.value.retry_after, refused.value.codes) == (17, {"OVERLOADED"})


def test_a_page_of_somebody_else_is_no_answer(site: Site) -> None:
    site.endpoint.reply = Reply(b"<h1>Not found</h1>", 404, {})

    with pytest.raises(UnavailableError):
        site.ask()


def test_while_the_endpoint_is_away_what_is_kept_is_given_for_some_minutes() -> None:
    with listening() as endpoint:
        site = Site(endpoint)
        site.ask()
    site.clock.now += 60 + STALE_IF_AWAY - 1
    late = site.ask()
    site.clock.now += 1

    assert (late.data, late.max_age) == (NAMED, 0)
    with pytest.raises(UnavailableError):
        site.ask()


def test_an_endpoint_that_starts_anew_takes_no_page_down(site: Site) -> None:
    site.ask()
    site.endpoint.reply = Reply(b"", 503, {})
    site.clock.now += 100

    assert (site.ask().data, site.times_asked) == (NAMED, 2)


def test_an_endpoint_that_is_away_is_not_asked_by_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    client = Remote(f"http://127.0.0.1:{free_port()}/graphql", max_bytes=1_000_000, clock=clock)
    tried: list[str] = []
    request = client._pool.request

    def counted(method: str, url: str, **named: Any) -> Any:
        tried.append(method)
        return request(method, url, **named)

    monkeypatch.setattr(client._pool, "request", counted)
    for _visitor in range(3):
        with pytest.raises(UnavailableError) as away:
            client.ask(SITE, {"path": "/un"}, "")
        # Nothing of the question stands in what may be logged.
        assert "/un" not in str(away.value)
    assert tried == ["GET"]
    clock.now += ASK_AGAIN_AFTER
    with pytest.raises(UnavailableError):
        client.ask(SITE, {}, "")
    assert tried == ["GET", "GET"]


def test_memory_is_bounded_and_the_least_recently_given_goes_first(endpoint: Endpoint) -> None:
    site = Site(endpoint, max_bytes=2_200)
    for number in (1, 2, 1, 3, 1):
        site.ask({"number": number})
    assert (site.times_asked, len(site.client.kept)) == (3, 2)

    site.ask({"number": 2})
    assert site.times_asked == 4


def test_a_memory_of_nothing_keeps_nothing(endpoint: Endpoint) -> None:
    site = Site(endpoint, max_bytes=0)

    assert (site.ask().data, site.ask().data, site.times_asked, len(site.client.kept)) == (NAMED, NAMED, 2, 0)
