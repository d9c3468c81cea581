"""The one mutation: what readers say of a page is recorded, by POST alone, so much of it, and about what readers have."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from api.documents.ids import id_of
from api.documents.operations import operation_in, operations_folder
from api.http.clients import REPORTS, REPORTS_OF_ALL, Reports
from api.http.errors import RequestError
from api.http.view import Endpoint
from api.ids import GlobalId
from api.types import page_report
from pages.models import BasePage, PageReport, PageVotes
from pages.page_reports import MAX_MESSAGE, MAX_WAITING
from tests.api.asking import TRANSACTIONAL, post
from tests.api.hidden import half_hidden_site
from tests.api.test_clients import Seconds
from tests.factories import GuidePageFactory, ThemeFactory

pytestmark = pytest.mark.django_db

REPORT = operation_in(operations_folder() / "website" / "ReportPage.graphql").text
RECORDED = {"data": {"reportPage": {"outcome": "RECORDED"}}}
TOO_MUCH = {
    "errors": [{"message": "Too much was asked from here in a short time; wait, and ask again.", "extensions": {"code": "RATE_LIMITED"}}]
}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Seconds:
    """Nobody has reported anything yet, and time stands still."""
    made = Seconds()
    monkeypatch.setattr(Endpoint, "reports", Reports(made))
    return made


@pytest.fixture
def guide(home: Any) -> Any:
    return GuidePageFactory(slug="guide", ready=["en"])


def id_of_page(page: BasePage, language: str = "fr") -> str:
    return GlobalId(type(page).__name__, page.pk, language).encoded()


def said(page_id: str, kind: str = "HELPED", **more: str) -> dict[str, Any]:
    return {"input": {"pageId": page_id, "kind": kind, **more}}


def outcome(page_id: str, kind: str = "HELPED", **more: str) -> str:
    answer = post(REPORT, said(page_id, kind, **more)).json()
    assert "errors" not in answer, answer
    return str(answer["data"]["reportPage"]["outcome"])


def votes() -> list[tuple[Any, ...]]:
    return list(PageVotes.objects.order_by("page", "language", "day").values_list("page", "language", "helped", "not_helped"))


def reports() -> list[tuple[Any, ...]]:
    return list(PageReport.objects.order_by("pk").values_list("page", "language", "kind", "message", "times", "state"))


def nothing_is_kept() -> bool:
    return not votes() and not reports()


# --- What is recorded ---


def test_votes_are_counted_and_leave_nothing_else(guide: Any) -> None:
    page = id_of_page(guide)
    assert [outcome(page, kind) for kind in ("HELPED", "HELPED", "NOT_HELPED")] == ["RECORDED"] * 3
    assert (votes(), reports()) == ([(guide.pk, "fr", 2, 1)], [])


def test_words_become_a_report_and_nothing_says_who_spoke(guide: Any) -> None:
    before = timezone.now()
    response = Browser(REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT="Lecteur/1.0").post(
        "/graphql",
        {"query": REPORT, "variables": said(id_of_page(guide), "ERROR", message="Jean (jean@exemple.fr) dit que le 2 est faux.")},
        content_type="application/json",
    )
    assert (response.json(), response["Cache-Control"], response.cookies) == (RECORDED, "no-store", {})
    assert reports() == [(guide.pk, "fr", "error", "Jean ([e-mail]) dit que le 2 est faux.", 1, "new")]
    kept = PageReport.objects.values().get()
    assert set(kept) == {"id", "page_id", "language", "kind", "message", "times", "made_at", "state", "handled_by_id", "handled_at"}
    assert before <= kept["made_at"] <= timezone.now()
    assert votes() == []


def test_a_page_that_did_not_help_and_why_is_counted_and_written_down(guide: Any) -> None:
    assert outcome(id_of_page(guide), "NOT_HELPED", message="Trop long.") == "RECORDED"
    assert votes() == [(guide.pk, "fr", 0, 1)]
    assert reports() == [(guide.pk, "fr", "not-helped", "Trop long.", 1, "new")]


def test_the_language_is_that_of_the_id_unless_another_is_said(guide: Any) -> None:
    assert outcome(id_of_page(guide, "en")) == "RECORDED"
    # Not ready in Arabic: the reader asked for it all the same.
    assert outcome(id_of_page(guide, "en"), "TRANSLATION", locale="AR") == "RECORDED"
    assert votes() == [(guide.pk, "en", 1, 0)]
    assert reports() == [(guide.pk, "ar", "translation", "", 1, "new")]


@pytest.mark.parametrize("kind", ["ERROR", "ACCESSIBILITY", "OTHER"])
def test_some_kinds_say_nothing_without_words(guide: Any, kind: str) -> None:
    assert outcome(id_of_page(guide), kind) == "MESSAGE_MISSING"
    assert outcome(id_of_page(guide), kind, message=" \n\t ") == "MESSAGE_MISSING"
    assert nothing_is_kept()


def test_a_message_has_so_many_characters(guide: Any) -> None:
    assert outcome(id_of_page(guide), "OTHER", message="é" * MAX_MESSAGE + "\r\n") == "RECORDED"
    assert outcome(id_of_page(guide), "OTHER", message="a" * (MAX_MESSAGE + 1)) == "MESSAGE_TOO_LONG"
    assert outcome(id_of_page(guide), "HELPED", message="a" * (MAX_MESSAGE + 1)) == "MESSAGE_TOO_LONG"
    assert [row[3] for row in reports()] == ["é" * MAX_MESSAGE]
    assert votes() == []


def test_of_a_page_so_many_reports_wait(guide: Any) -> None:
    PageReport.objects.bulk_create(
        PageReport(page=guide, language="fr", kind="error", message=str(number), made_at=timezone.now()) for number in range(MAX_WAITING)
    )
    assert outcome(id_of_page(guide), "ERROR", message="Encore") == "TOO_MANY_REPORTS"
    assert outcome(id_of_page(guide), "NOT_HELPED", message="Encore") == "TOO_MANY_REPORTS"
    assert (PageReport.objects.count(), votes()) == (MAX_WAITING, [])
    # Votes take no room, and neither does what waits already.
    assert outcome(id_of_page(guide), "HELPED") == "RECORDED"
    assert outcome(id_of_page(guide), "ERROR", message="7") == "RECORDED"
    assert (PageReport.objects.count(), PageReport.objects.get(message="7").times, votes()) == (MAX_WAITING, 2, [(guide.pk, "fr", 1, 0)])


# --- Pages that readers do not have ---


def test_a_hidden_page_answers_as_one_that_does_not_exist() -> None:
    half = half_hidden_site()
    answers = []
    for page in half.pages:
        for kind, message in (("HELPED", ""), ("ERROR", ""), ("ERROR", "Faux"), ("OTHER", "a" * (MAX_MESSAGE + 1))):
            Endpoint.reports = Reports()
            response = post(REPORT, said(id_of_page(page), kind, message=message))
            answers.append((response.status_code, response.content, response.headers["Cache-Control"]))
    Endpoint.reports = Reports()
    nowhere = [post(REPORT, said(page_id)) for page_id in (GlobalId("GuidePage", 10**6, "fr").encoded(), "rien", "", "é")]
    expected = (200, json.dumps({"data": {"reportPage": {"outcome": "PAGE_NOT_FOUND"}}}, separators=(",", ":")).encode(), "no-store")
    assert answers == [expected] * (4 * len(half.pages))
    assert [(response.status_code, response.content, response.headers["Cache-Control"]) for response in nowhere] == [expected] * 4
    assert nothing_is_kept()


def test_only_pages_are_reported(guide: Any) -> None:
    theme = GlobalId("Theme", ThemeFactory().pk, "fr").encoded()
    wrong_type = GlobalId("ArticlePage", guide.pk, "fr").encoded()
    assert [outcome(page_id) for page_id in (theme, wrong_type)] == ["PAGE_NOT_FOUND"] * 2
    assert nothing_is_kept()


# --- How it is sent ---


@pytest.mark.parametrize("by", ["text", "trusted id"])
def test_it_is_not_sent_by_get(guide: Any, by: str) -> None:
    named = {"query": REPORT} if by == "text" else {"documentId": f"sha256:{id_of(REPORT)}"}
    with CaptureQueriesContext(connection) as captured:
        response = Browser().get("/graphql", {**named, "variables": json.dumps(said(id_of_page(guide)))})
    assert (response.status_code, response["Allow"]) == (405, "GET, POST, OPTIONS")
    assert response.json() == {
        "errors": [{"message": "A mutation cannot be sent with this method.", "extensions": {"code": "METHOD_NOT_ALLOWED"}}]
    }
    assert captured.captured_queries == []
    assert nothing_is_kept()


def test_no_form_of_another_site_sends_it(guide: Any) -> None:
    body = json.dumps({"query": REPORT, "variables": said(id_of_page(guide))})
    for content_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        assert Browser().generic("POST", "/graphql", body, content_type=content_type).status_code == 415
    assert nothing_is_kept()


def test_the_trusted_document_is_sent_by_its_id(guide: Any, settings: Any) -> None:
    settings.GRAPHQL_DOCUMENTS = "allow-list"
    body = {"documentId": f"sha256:{id_of(REPORT)}", "variables": said(id_of_page(guide))}
    assert Browser().post("/graphql", body, content_type="application/json").json() == RECORDED
    assert votes() == [(guide.pk, "fr", 1, 0)]


@pytest.mark.parametrize(
    "document",
    [
        "mutation ($input: ReportPageInput!) { a: reportPage(input: $input) { outcome } b: reportPage(input: $input) { outcome } }",
        """mutation ($input: ReportPageInput!) { reportPage(input: $input) { outcome }
          ... on Mutation { b: reportPage(input: $input) { outcome } } }""",
        """mutation ($input: ReportPageInput!) { ...F }
          fragment F on Mutation { a: reportPage(input: $input) { outcome } b: reportPage(input: $input) @skip(if: true) { outcome } }""",
    ],
)
def test_an_operation_reports_one_thing(guide: Any, document: str) -> None:
    errors = post(document, said(id_of_page(guide))).json()["errors"]
    message = "A mutation asks for one field: beside it the root may hold __typename, and nothing else."
    assert [(error["message"], error["extensions"]["code"]) for error in errors] == [(message, "VALIDATION_FAILED")]
    assert nothing_is_kept()


def test_typename_may_stand_beside_it(guide: Any) -> None:
    document = "mutation ($input: ReportPageInput!) { __typename reportPage(input: $input) { __typename outcome } }"
    assert post(document, said(id_of_page(guide))).json()["data"] == {
        "__typename": "Mutation",
        "reportPage": {"__typename": "ReportPagePayload", "outcome": "RECORDED"},
    }
    assert votes() == [(guide.pk, "fr", 1, 0)]


@pytest.mark.parametrize(
    "input_",
    [{"kind": "HELPED"}, {"pageId": "a"}, {"pageId": "a", "kind": "PRAISE"}, {"pageId": "a", "kind": "HELPED", "name": "Jean"}],
)
def test_a_wrong_input_is_refused(guide: Any, input_: dict[str, str]) -> None:
    answer = post(REPORT, {"input": input_}).json()
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_INPUT"]
    assert nothing_is_kept()


# --- How much ---


def test_a_client_reports_so_often_and_is_told_when_to_come_back(guide: Any, clock: Seconds) -> None:
    page = id_of_page(guide)
    assert [outcome(page) for _time in range(REPORTS)] == ["RECORDED"] * REPORTS
    with CaptureQueriesContext(connection) as captured:
        refused = post(REPORT, said(page))
    assert (refused.status_code, refused["Retry-After"], refused.json()) == (429, "60", TOO_MUCH)
    assert captured.captured_queries == []
    assert votes() == [(guide.pk, "fr", REPORTS, 0)]
    # Whoever has reported enough still reads, others report, and a minute later there is room for one more.
    assert post("{ site { name } }").status_code == 200
    other = Browser(REMOTE_ADDR="192.0.2.8").post("/graphql", {"query": REPORT, "variables": said(page)}, content_type="application/json")
    assert other.json() == RECORDED
    clock.now += 60
    assert outcome(page) == "RECORDED"
    assert post(REPORT, said(page)).status_code == 429


def test_all_clients_together_report_so_often() -> None:
    reports = Reports(clock := Seconds())
    for number in range(REPORTS_OF_ALL):
        reports.take(str(number))
    with pytest.raises(RequestError) as refused:
        reports.take("one more")
    assert (refused.value.status, refused.value.code, refused.value.retry_after) == (429, "RATE_LIMITED", 2)
    clock.now += 2
    reports.take("one more")


def test_who_is_refused_takes_nothing_from_the_others() -> None:
    reports = Reports(Seconds())
    for _time in range(REPORTS):
        reports.take("a")
    for _time in range(REPORTS_OF_ALL):
        with pytest.raises(RequestError):
            reports.take("a")
    for number in range(REPORTS_OF_ALL - REPORTS):
        reports.take(str(number))


def test_what_is_not_valid_costs_no_report(guide: Any) -> None:
    for _time in range(REPORTS + 1):
        assert post("mutation { reportPage { outcome } }").json()["errors"][0]["extensions"]["code"] == "VALIDATION_FAILED"
    assert outcome(id_of_page(guide)) == "RECORDED"


# --- What fails, and what it takes ---


def test_what_fails_leaves_nothing_and_is_told_without_its_words(
    guide: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(*arguments: Any) -> Any:
        page_report_record(*arguments)
        raise DatabaseError("the disk is full")

    page_report_record = page_report.record
    monkeypatch.setattr(page_report, "record", failing)
    answer = post(REPORT, said(id_of_page(guide), "NOT_HELPED", message="Des mots")).json()
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["INTERNAL_ERROR"]
    assert (answer["data"], nothing_is_kept()) == (None, True)
    assert "Des mots" not in caplog.text


def test_what_took_too_long_leaves_nothing(guide: Any, settings: Any) -> None:
    settings.GRAPHQL_OPERATION_SECONDS = 0
    answer = post(REPORT, said(id_of_page(guide))).json()
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["TIME_LIMIT_EXCEEDED"]
    assert nothing_is_kept()


@pytest.mark.parametrize("others", [0, 19])
@pytest.mark.parametrize(
    ("kind", "message", "is_first", "count"),
    [("HELPED", "", True, 4), ("HELPED", "", False, 2), ("ERROR", "Faux", True, 4), ("ERROR", "Faux", False, 2)],
)
def test_it_takes_so_many_statements(guide: Any, kind: str, message: str, is_first: bool, count: int, others: int) -> None:
    """Find the page, and count one more; the first of a day makes its row, the first with these words finds out whether there is room."""
    now = timezone.now()
    for number in range(others):
        page = GuidePageFactory(slug=f"guide-{number}")
        PageReport.objects.create(page=page, language="fr", kind="error", message="Autre", made_at=now)
        PageVotes.objects.create(page=page, language="fr", day=dt.date(2026, 1, 1), helped=1)
    if not is_first:
        assert outcome(id_of_page(guide), kind, message=message) == "RECORDED"
    with CaptureQueriesContext(connections[DEFAULT_DB_ALIAS]) as captured:
        assert outcome(id_of_page(guide), kind, message=message) == "RECORDED"
    statements = [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(TRANSACTIONAL)]
    assert len(statements) == count, "\n".join(statements)


@pytest.mark.django_db(transaction=True, databases=["default", "snapshot"])
def test_it_writes_to_the_database_that_is_written_to(settings: Any, home: Any) -> None:
    settings.SNAPSHOT_DATABASE = "snapshot"
    try:
        guide = GuidePageFactory(slug="guide")
        assert outcome(id_of_page(guide)) == "RECORDED"
        assert (votes(), site_settings.SNAPSHOT_DATABASE) == ([(guide.pk, "fr", 1, 0)], "snapshot")
    finally:
        connections["snapshot"].close()
