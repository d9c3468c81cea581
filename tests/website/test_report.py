"""What readers say of a page: by a form that works without JavaScript, from this site alone, with nothing lost where it is refused."""

from __future__ import annotations

from typing import Any

import pytest

from api.http.clients import REPORTS
from api.http.view import Endpoint
from pages.models import HomePage, PageReport, PageVotes
from pages.page_reports import MAX_MESSAGE
from tests.factories import GuidePageFactory
from tests.ports import free_port
from tests.website.endpoint import Reply, listening
from tests.website.reading import Read, read
from website.client.answers import UnavailableError

pytestmark = pytest.mark.django_db

WORDS = "Le lien vers la fiche ne mène nulle part."


@pytest.fixture(autouse=True)
def _allowances(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has all the reports a connection may make."""
    reports = type(Endpoint.reports)()
    monkeypatch.setattr(Endpoint, "reports", reports)


@pytest.fixture
def page(home: HomePage) -> Any:
    return GuidePageFactory(title_fr="Guide", slug="guide")


def fields(screen: Read) -> dict[str, Any]:
    """What the form of a page sends along unseen."""
    return {field["name"]: field["value"] for field in screen.tree.select("form[data-report] input[type=hidden]")}


def send(language: str = "fr", headers: dict[str, str] | None = None, **said: str) -> Read:
    form = fields(read(f"/{language}/ressources/guide"))
    return read(f"/{language}/signaler", {**form, **said}, **(headers or {}))


def written() -> tuple[list[tuple[int, int]], list[tuple[str, str, str]]]:
    """The votes and the reports there are."""
    votes = list(PageVotes.objects.values_list("helped", "not_helped"))
    return votes, list(PageReport.objects.values_list("language", "kind", "message"))


def test_every_page_asks_whether_it_helped_and_for_no_name(page: Any) -> None:
    screen = read("/fr/ressources/guide")

    assert set(fields(screen)) == {"page", "path"}
    names = {field["name"] for field in screen.tree.select("form[data-report] :is(input, select, textarea, button)")}
    assert names == {"page", "path", "verdict", "kind", "message", "more"}
    assert not screen.response.cookies


@pytest.mark.parametrize(("verdict", "votes"), [("helped", (1, 0)), ("not-helped", (0, 1))])
def test_a_vote_is_counted_and_thanked_for(page: Any, verdict: str, votes: tuple[int, int]) -> None:
    screen = send(verdict=verdict)

    assert (screen.response.status_code, screen.response["Location"]) == (303, "/fr/merci?page=%2Fressources%2Fguide")
    assert (screen.response["Cache-Control"], screen.response.cookies) == ("no-store", {})
    assert written() == ([votes], [])
    thanks = read(screen.response["Location"])
    assert (thanks.response.status_code, thanks.links("main .button")[0]) == (200, "/fr/ressources/guide")


def test_a_mistake_is_told_to_the_editors_in_the_language_read(page: Any) -> None:
    assert send("en", verdict="mistake", kind="BROKEN", message=WORDS).response.status_code == 303
    assert written() == ([], [("en", "broken", WORDS)])


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        ({"message": " "}, 422, "Say in a few words what is wrong, so that somebody can mend it."),
        ({"message": "x" * (MAX_MESSAGE + 1)}, 422, "The message is too long: 1,000 characters at most."),
        ({"message": WORDS, "page": "nothing"}, 404, "This page is not on the site any more, so nothing was sent."),
    ],
)
def test_what_cannot_be_taken_comes_back_with_its_reason_and_everything_typed(
    page: Any, said: dict[str, str], status: int, words: str
) -> None:
    screen = send("en", verdict="mistake", kind="ACCESSIBILITY", **said)

    assert (screen.response.status_code, screen.texts("[role=alert]")) == (status, [words])
    assert screen.tree.select_one("textarea").get_text() == said["message"].strip()
    assert screen.tree.select_one("option[selected]")["value"] == "ACCESSIBILITY"
    assert screen.response["Cache-Control"] == "no-store"
    assert written() == ([], [])


def test_who_sends_much_is_told_kindly_and_loses_nothing(page: Any) -> None:
    for number in range(REPORTS):
        send(verdict="mistake", kind="ERROR", message=f"{WORDS} {number}")
    screen = send("en", verdict="mistake", kind="ERROR", message=WORDS)

    assert screen.response.status_code == 429
    assert screen.texts("[role=alert]") == [
        "Many messages have just come from your connection. Nothing is lost: wait a minute and send again."
    ]
    assert screen.tree.select_one("textarea").get_text() == WORDS
    assert len(written()[1]) == REPORTS


def test_while_the_api_is_away_nothing_typed_is_lost(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    form = fields(read("/en/ressources/guide"))

    def away(*_asked: Any, **_named: Any) -> None:
        raise UnavailableError("away")

    monkeypatch.setattr("website.views.reports.ask", away)
    screen = read("/en/signaler", {**form, "verdict": "mistake", "message": WORDS})

    assert (screen.response.status_code, screen.tree.select_one("textarea").get_text()) == (503, WORDS)
    assert screen.texts("[role=alert]") == ["The message could not be sent just now. Nothing is lost: try again in a moment."]


def test_an_endpoint_elsewhere_is_told_the_visitors_address_as_our_own_proxy_saw_it(page: Any, settings: Any) -> None:
    form = fields(read("/en/ressources/guide"))
    settings.TRUSTED_PROXIES = 1
    with listening() as endpoint:
        settings.CLUB_GRAPHQL_URL = endpoint.url
        endpoint.reply = Reply({"data": {"reportPage": {"outcome": "RECORDED"}}})
        response = read("/en/signaler", {**form, "verdict": "helped"}, x_forwarded_for="198.51.100.1, 192.0.2.7").response
        (asked,) = endpoint.asked

    assert (response.status_code, asked.method, asked.headers["x-forwarded-for"]) == (303, "POST", "192.0.2.7")
    assert asked.parameters["variables"] == {"input": {"pageId": form["page"], "locale": "EN", "kind": "HELPED"}}
    assert written() == ([], [])


def test_while_an_endpoint_elsewhere_is_away_nothing_typed_is_lost(page: Any, settings: Any) -> None:
    form = fields(read("/en/ressources/guide"))
    settings.CLUB_GRAPHQL_URL = f"http://127.0.0.1:{free_port()}/graphql"
    screen = read("/en/signaler", {**form, "verdict": "mistake", "kind": "BROKEN", "message": WORDS})

    assert (screen.response.status_code, screen.response["Cache-Control"]) == (503, "no-store")
    assert screen.texts("[role=alert]") == ["The message could not be sent just now. Nothing is lost: try again in a moment."]
    assert screen.tree.select_one("textarea").get_text() == WORDS
    assert screen.tree.select_one("option[selected]")["value"] == "BROKEN"
    assert written() == ([], [])


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
        # Pages of urgent help tell no origin.
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "http://testserver"},
        {"Origin": "null"},
        {},
    ],
)
def test_a_form_of_this_site_is_taken_whatever_the_browser_tells(page: Any, headers: dict[str, str]) -> None:
    assert send(headers=headers, verdict="helped").response.status_code == 303
    assert written() == ([(1, 0)], [])


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://autre.testserver"},
        {"Origin": "https://ailleurs.invalid"},
    ],
)
def test_a_form_of_another_site_is_refused(page: Any, headers: dict[str, str]) -> None:
    assert send(headers=headers, verdict="helped").response.status_code == 403
    assert written() == ([], [])


def test_what_programs_fill_in_is_thanked_for_and_thrown_away(page: Any) -> None:
    assert send(verdict="mistake", message=WORDS, more="https://a.invalid").response.status_code == 303
    assert written() == ([], [])


def test_a_script_is_answered_in_words(page: Any) -> None:
    taken = send("en", headers={"Accept": "application/json"}, verdict="helped").response
    refused = send("en", headers={"Accept": "application/json"}, verdict="mistake").response

    assert (taken.status_code, taken.json()) == (200, {"words": "Thank you. Your answer goes to those who write this page."})
    assert (refused.status_code, refused.json()) == (422, {"words": "Say in a few words what is wrong, so that somebody can mend it."})


@pytest.mark.parametrize("page_said", ["https://ailleurs.invalid/", "//ailleurs.invalid", ""])
def test_the_way_back_leads_nowhere_but_here(home: HomePage, page_said: str) -> None:
    links = read(f"/fr/merci?page={page_said}").links("main .button")

    assert [link for link in links if not link.startswith("/fr/")] == []


def test_the_form_cannot_be_asked_for(home: HomePage) -> None:
    assert read("/fr/signaler").response.status_code == 405
