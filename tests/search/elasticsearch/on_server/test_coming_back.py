"""The server goes away and comes back: editors notice nothing, readers are answered from the standby or told, and all catches up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pages.models import HomePage
from search import indexing
from search.elasticsearch import server as server_module
from search.elasticsearch.writing import ElasticsearchWriter
from search.engines import STANDBY, USUAL
from tests.api.asking import post
from tests.search.elasticsearch.gate import Gate, gate_before
from tests.search.server import PATIENCE, SERVER_URL, remove_indices
from tests.search.site import guide

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

# Events are read once their transaction is over: these tests commit.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gate(settings: SettingsWrapper, prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """The server of the settings, behind a gate; it is asked anew as soon as somebody wants to know."""
    monkeypatch.setattr(server_module, "REST_SECONDS", 0.0)
    monkeypatch.setattr(server_module, "READING_SECONDS", PATIENCE)
    with gate_before(SERVER_URL) as gate:
        settings.SEARCH_ENGINE, settings.SEARCH_URL, settings.SEARCH_INDEX_PREFIX = "elasticsearch", (gate.url,), prefix
        settings.SEARCH_INDEX_DIR = tmp_path / "search"
        yield gate


def answer() -> Any:
    """The titles found over the endpoint and whether they are degraded, or the code of the error."""
    body = post('{ search(query: "chantage") { degraded nodes { title } } }').json()
    if "errors" in body:
        return body["errors"][0]["extensions"]["code"]
    return [node["title"] for node in body["data"]["search"]["nodes"]], body["data"]["search"]["degraded"]


def catch_up(index: str) -> int:
    applied = 0
    while step := indexing.follow_once(index):
        applied += step
    return applied


def test_without_a_standby_search_is_unavailable_until_the_server_is_back(home: HomePage, gate: Gate) -> None:
    guide("Chantage un")
    indexing.ensure_index()
    assert answer() == (["Chantage un"], False)
    gate.shut()
    guide("Chantage deux")
    assert (answer(), catch_up(USUAL)) == ("SEARCH_UNAVAILABLE", 0)
    gate.open()
    # What was published meanwhile is found as soon as it is followed; what there was, at once.
    assert answer() == (["Chantage un"], False)
    assert catch_up(USUAL) == 1
    assert answer() == (["Chantage un", "Chantage deux"], False)


def test_with_a_standby_answers_go_on_and_grow(home: HomePage, gate: Gate, settings: SettingsWrapper) -> None:
    settings.SEARCH_STANDBY = True
    guide("Chantage un")
    for index in (USUAL, STANDBY):
        indexing.ensure_index(index=index)
    generation = indexing.status(USUAL).generation
    gate.shut()
    assert answer() == (["Chantage un"], True)
    guide("Chantage deux")
    assert (catch_up(USUAL), catch_up(STANDBY)) == (0, 1)
    assert answer() == (["Chantage un", "Chantage deux"], True)
    gate.open()
    assert catch_up(USUAL) == 1
    assert answer() == (["Chantage un", "Chantage deux"], False)
    # It went on where it was; nothing was built anew.
    assert indexing.status(USUAL).generation == generation


def test_a_server_that_lost_its_indices_is_filled_again(home: HomePage, gate: Gate, prefix: str) -> None:
    guide("Chantage un")
    indexing.ensure_index()
    remove_indices(prefix)
    assert answer() == "SEARCH_UNAVAILABLE"
    assert indexing.follow_once() == 0
    assert answer() == (["Chantage un"], False)


def test_the_server_goes_away_in_the_middle_of_a_commit(home: HomePage, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    guide("Chantage un")
    indexing.ensure_index()
    guide("Chantage deux")
    refresh = ElasticsearchWriter._refresh
    seen: list[str] = []

    def away_at_the_second(writer: ElasticsearchWriter) -> None:
        seen.append("refresh")
        if len(seen) == 2:
            gate.shut()
        refresh(writer)

    monkeypatch.setattr(ElasticsearchWriter, "_refresh", away_at_the_second)
    assert indexing.follow_once() == 0
    assert len(seen) == 2
    gate.open()
    assert answer() == (["Chantage un"], False)
    # The writer that was cut off could not give its lease back: it runs out.
    monkeypatch.setattr("search.elasticsearch.lease.time.time", lambda: 4_000_000_000.0)
    assert indexing.follow_once() == 1
    assert answer() == (["Chantage un", "Chantage deux"], False)
