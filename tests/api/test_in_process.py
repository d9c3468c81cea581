"""The endpoint without HTTP: what it answers is what the endpoint answers, in values that JSON knows, and told to whoever gathers it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.test import Client

from api.answers.gathering import Gathered, gathering
from api.answers.headers import surrogate_key
from api.documents.ids import id_of
from api.documents.operations import KeptOperation, kept_operations
from api.http import in_process
from api.http.clients import Allowances, LargeOperations
from api.http.graphiql import example_in
from api.http.in_process import answer
from api.http.view import Endpoint
from pages.models import CrisisCode, HomePage
from search import indexing
from tests.api.answers.house import Clock
from tests.factories import CrisisReasonFactory, GuidePageFactory, HelplineFactory, ThemeFactory

pytestmark = pytest.mark.django_db

DOCUMENTS = {
    "Themes": "query Themes($first: Int) { themes(first: $first) { totalCount nodes { slug } } }\n",
    "Guide": "query Guide($path: String!) { page(path: $path) { title bodyHtml __typename } }\n",
    "Found": "query Found($query: String!) { search(query: $query) { totalCount crisis { reason } } }\n",
    "Lines": "query Lines { helplines { number isOpen } }\n",
    "Draft": "query Draft($token: String!) { preview(token: $token) { title } }\n",
    "Large": "query Large { themes(first: 100) { nodes { slug } } resources(first: 100) { nodes { title } } "
    "events(first: 100) { nodes { title } } }\n",
}
IDS = {name: id_of(text) for name, text in DOCUMENTS.items()}


@pytest.fixture
def documents(tmp_path: Path, settings: Any) -> None:
    """A site with these trusted documents, and no other."""
    settings.BASE_DIR = tmp_path
    folder = tmp_path / "graphql" / "operations" / "site"
    folder.mkdir(parents=True)
    for name, text in DOCUMENTS.items():
        (folder / f"{name}.graphql").write_text(text)
    call_command("print_documents", stdout=StringIO())


@pytest.fixture
def gathered() -> Iterator[Gathered]:
    with gathering() as gathered:
        yield gathered


def leaves(value: Any) -> Iterator[Any]:
    """Every value inside, containers too."""
    yield value
    if isinstance(value, dict):
        for name, part in value.items():
            yield name
            yield from leaves(part)
    if isinstance(value, list):
        for part in value:
            yield from leaves(part)


@pytest.mark.parametrize("operation", kept_operations(), ids=lambda operation: operation.name)
def test_every_trusted_document_is_answered_as_over_http_in_plain_values(operation: KeptOperation, home: HomePage, own_index: None) -> None:
    indexing.ensure_index()
    variables = json.loads(example_in(operation.text)["variables"])

    status, _headers, body = answer(id_of(operation.text), variables, "")

    sent = Client().post("/graphql", {"documentId": id_of(operation.text), "variables": variables}, content_type="application/json")
    assert (status, body) == (200, sent.json())
    assert {type(value) for value in leaves(body)} <= {dict, list, str, int, float, bool, type(None)}


def test_the_headers_are_those_of_the_door(documents: None, gathered: Gathered) -> None:
    theme = ThemeFactory(slug="ecrans")

    status, headers, body = answer(IDS["Themes"], {"first": 5}, "")

    assert (status, body) == (200, {"data": {"themes": {"totalCount": 1, "nodes": [{"slug": "ecrans"}]}}})
    assert headers == {
        "Cache-Control": "public, max-age=10, s-maxage=60, stale-while-revalidate=30",
        "Surrogate-Key": f"theme {surrogate_key('theme', theme.pk)}",
    }
    assert (gathered.made_from.tags, gathered.is_whole) == ({("theme", "*"), ("theme", theme.pk)}, True)


def test_nothing_is_promised_beyond_the_moment_at_which_the_clock_changes_it(
    documents: None, home: HomePage, gathered: Gathered, monkeypatch: pytest.MonkeyPatch
) -> None:
    closes = datetime(2026, 11, 28, 23, 0, tzinfo=ZoneInfo("Europe/Paris"))
    HelplineFactory(number_short="3018", hours=[(day, time(9), time(23)) for day in range(7)])
    Clock(closes - timedelta(seconds=30)).pass_on(monkeypatch)

    _status, headers, body = answer(IDS["Lines"], {}, "")

    assert body == {"data": {"helplines": [{"number": "3018", "isOpen": True}]}}
    assert headers["Cache-Control"] == "public, max-age=10, s-maxage=30, stale-while-revalidate=0"
    assert gathered.made_from.valid_until == closes


def test_a_text_that_templates_would_take_for_safe_is_a_plain_text(documents: None, home: HomePage) -> None:
    GuidePageFactory(slug="un")

    _status, _headers, body = answer(IDS["Guide"], {"path": "/ressources/un"}, "")

    shown = body["data"]["page"]
    assert {name: type(value) for name, value in shown.items()} == {"title": str, "bodyHtml": str, "__typename": str}


def test_several_operations_are_gathered_and_one_with_an_error_spoils_the_whole(documents: None, gathered: Gathered) -> None:
    answer(IDS["Themes"], {"first": 5}, "")
    assert gathered.is_whole is True

    status, headers, body = answer(IDS["Themes"], {"first": 0}, "")

    assert (status, headers) == (200, {"Cache-Control": "no-store"})
    assert [error["extensions"]["code"] for error in body["errors"]] == ["LIMIT_EXCEEDED"]
    assert (gathered.made_from.tags, gathered.is_whole) == ({("theme", "*")}, False)


def test_outside_of_a_page_nobody_gathers(documents: None) -> None:
    assert answer(IDS["Themes"], {"first": 5}, "")[0] == 200


def test_words_of_danger_are_confidential_and_their_cards_gathered(
    documents: None, home: HomePage, own_index: None, gathered: Gathered
) -> None:
    CrisisReasonFactory(code=CrisisCode.SUICIDE, phrases_fr="veux mourir", lines=[HelplineFactory(number_short="3114")])
    indexing.ensure_index()

    _status, headers, body = answer(IDS["Found"], {"query": "je veux mourir"}, "")

    assert headers == {"Cache-Control": "private, no-store"}
    assert body == {"data": {"search": {"totalCount": 0, "crisis": {"reason": "SUICIDE"}}}}
    assert (gathered.made_from.is_confidential, gathered.made_from.cards, gathered.is_whole) == (True, {"SUICIDE"}, True)


def test_a_draft_is_nobodys_to_keep(documents: None, gathered: Gathered) -> None:
    _status, headers, body = answer(IDS["Draft"], {"token": "nothing"}, "")

    assert headers["Cache-Control"] == "private, no-store"
    assert (body["data"], [error["extensions"]["code"] for error in body["errors"]]) == ({"preview": None}, ["PREVIEW_INVALID"])
    assert gathered.is_whole is False


def test_an_unknown_document_is_refused(documents: None, gathered: Gathered) -> None:
    status, headers, body = answer(id_of("{ site { name } }"), {}, "")

    assert (status, headers, body["errors"][0]["extensions"]["code"]) == (400, {"Cache-Control": "no-store"}, "PERSISTED_QUERY_NOT_FOUND")
    assert gathered.is_whole is False


def test_what_the_website_asks_counts_against_nobodys_allowance(documents: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Endpoint, "allowances", Allowances(burst=1, per_second=0))

    assert [answer(IDS["Themes"], {"first": first}, "192.0.2.7")[0] for first in (5, 6, 7)] == [200, 200, 200]
    assert len(Endpoint.allowances._buckets) == 0


def test_what_costs_too_much_is_refused_all_the_same(documents: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.http.execution.MAX_OBJECTS", 3)

    status, _headers, body = answer(IDS["Themes"], {"first": 5}, "")

    assert (status, body["errors"][0]["extensions"]["code"]) == (400, "LIMIT_EXCEEDED")


def test_large_operations_wait_their_turn(documents: None, monkeypatch: pytest.MonkeyPatch, gathered: Gathered) -> None:
    monkeypatch.setattr("api.http.clients.LARGE", 100)
    monkeypatch.setattr(Endpoint, "large", LargeOperations(1, patience=0))

    with Endpoint.large.turn(100):
        status, headers, body = answer(IDS["Large"], {}, "")

    assert (status, headers) == (503, {"Cache-Control": "no-store", "Retry-After": "1"})
    assert (body["errors"][0]["extensions"]["code"], gathered.is_whole) == ("OVERLOADED", False)
    assert answer(IDS["Large"], {}, "")[0] == 200


def test_what_goes_wrong_on_our_side_is_told_without_details(
    documents: None, monkeypatch: pytest.MonkeyPatch, gathered: Gathered, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(in_process, "run", broken)

    status, headers, body = answer(IDS["Themes"], {}, "")

    assert (status, headers, gathered.is_whole) == (500, {"Cache-Control": "no-store"}, False)
    assert "secret" not in json.dumps(body)
    assert "An operation of the website could not be run." in caplog.text
