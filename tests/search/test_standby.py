"""While the search server is away, a host that keeps an index of its own answers from it; one that does not says so."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from cms.management.commands.start import programs
from cms.runner.preparation import build_indices
from pages.models import HomePage
from search import indexing, queries
from search.embedded import TantivyEngine
from search.engine import CompletionRequest, CompletionResult, IndexState, SearchEngine, SearchResult, SearchUnavailableError
from search.engines import STANDBY, USUAL, current_engine, kept_engines
from search.queries import Asked, search_pages
from search.standby import EngineWithStandby
from tests.ports import free_port
from tests.search.examples import NOW, document, fill, position, request
from tests.search.site import guide

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper

# Events are read once their transaction is over: these tests commit.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server_away(settings: SettingsWrapper, tmp_path: Path) -> None:
    """The search server is where nobody listens."""
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.SEARCH_URL = (f"http://127.0.0.1:{free_port()}",)
    settings.SEARCH_INDEX_DIR = tmp_path / "search"


@pytest.fixture
def standby(server_away: None, settings: SettingsWrapper) -> None:
    """The same, and this host keeps an index of its own."""
    settings.SEARCH_STANDBY = True


def answer(text: str) -> SearchResult:
    return search_pages(Asked(text, "fr", 10)).result


def test_without_a_standby_search_is_unavailable_and_nothing_else_is(home: HomePage, server_away: None) -> None:
    assert list(kept_engines()) == [USUAL]
    page = guide("Chantage")
    page.title_fr = "Sommeil"
    page.save()
    assert indexing.follow_once() == 0
    with pytest.raises(SearchUnavailableError):
        answer("sommeil")
    with pytest.raises(SearchUnavailableError):
        indexing.ensure_index()
    assert indexing.status() == indexing.IndexStatus("", 0, is_current=False, lag=None)


def test_the_standby_answers_and_says_that_it_did(home: HomePage, standby: None) -> None:
    page = guide("Chantage")
    indexing.ensure_index(index=STANDBY)
    result = answer("chantage")
    assert ([hit.page_id for hit in result.hits], result.total, result.is_degraded) == ([page.pk], 1, True)


def test_the_standby_is_followed_for_itself(home: HomePage, standby: None) -> None:
    assert list(kept_engines()) == [USUAL, STANDBY]
    indexing.ensure_index(index=STANDBY)
    guide("Chantage")
    assert (indexing.status(USUAL).lag, indexing.status(STANDBY).lag) == (None, 2)
    assert (indexing.follow_once(USUAL), indexing.follow_once(STANDBY)) == (0, 2)
    assert answer("chantage").total == 1


def test_the_state_of_both_is_told(home: HomePage, standby: None) -> None:
    indexing.ensure_index(index=STANDBY)
    body = Client().get("/readyz").json()
    assert body == {
        "database": "ok",
        "index": {"documents": 0, "is_current": False},
        "standby": {"documents": 1, "is_current": True},
        "lag": {"search": None, "standby": 0},
        "meaning": "off",
        "alarms": 0,
    }


def test_one_index_that_cannot_be_rebuilt_keeps_no_other_from_it(home: HomePage, standby: None) -> None:
    output = io.StringIO()
    with pytest.raises(CommandError, match=r"^Search index: The search server "):
        call_command("rebuild_index", stdout=output)
    assert output.getvalue() == "Standby search index: 1 of 1 pages\n"
    assert indexing.status(STANDBY).is_current


def test_the_house_starts_although_the_server_is_away(home: HomePage, standby: None) -> None:
    output = io.StringIO()
    build_indices(output)
    first, second, third = output.getvalue().splitlines()
    assert (first, second) == ("Building the search index...", "Standby search index: 1 of 1 pages")
    assert third.startswith("Search index: The search server ")
    assert third.endswith(" It is built as soon as it can be.")
    build_indices(again := io.StringIO())
    assert again.getvalue().splitlines()[1] == "Standby search index: as it should be."


def test_each_index_has_a_follower_of_its_own(settings: SettingsWrapper, standby: None) -> None:
    followers = [program.command[2:] for program in programs() if program.name.startswith("follower")]
    assert followers == [("follow_journal",), ("follow_journal", "--standby")]
    settings.SEARCH_STANDBY = False
    assert [program.command[2:] for program in programs() if program.name.startswith("follower")] == [("follow_journal",)]
    with pytest.raises(CommandError, match="No standby index is kept here"):
        call_command("follow_journal", "--standby")


# --- two indices ------------------------------------------------------------------------------------------------------------------


class Breaking(TantivyEngine):
    """An index on a server that can be taken away between any two questions."""

    is_away = False
    tells_its_state = False

    def search(self, *arguments: Any) -> SearchResult:
        """Unavailable while it is away."""
        self._look()
        return super().search(*arguments)

    def complete(self, *arguments: Any) -> Any:
        """The same."""
        self._look()
        return super().complete(*arguments)

    def vocabulary(self, *arguments: Any) -> Any:
        """The same."""
        self._look()
        return super().vocabulary(*arguments)

    def state(self) -> IndexState | None:
        """None while it is away, unless it went right after this question."""
        return super().state() if self.tells_its_state or not self.is_away else None

    def _look(self) -> None:
        if self.is_away:
            raise SearchUnavailableError("away")


@pytest.fixture
def usual(tmp_path: Path) -> Breaking:
    return Breaking(tmp_path / "usual", "content")


@pytest.fixture
def spare(tmp_path: Path) -> TantivyEngine:
    return TantivyEngine(tmp_path / "spare", "content")


def test_the_usual_index_answers_as_long_as_it_can_and_again_when_it_can(usual: Breaking, spare: TantivyEngine) -> None:
    fill(usual, [document(1, "Chantage")], event_id=2)
    fill(spare, [document(2, "Chantage")], event_id=1)
    engine = EngineWithStandby(usual, spare)
    completion = CompletionRequest((frozenset({"fr_chant"}),), "fr", 5, NOW)

    def pages(found: SearchResult | CompletionResult) -> list[int]:
        return [hit.page_id for hit in found.hits]

    def told() -> tuple[object, ...]:
        result, state = engine.search(request("chantage")), engine.state()
        completed = engine.complete(completion)
        assert state is not None
        return *((pages(each), each.is_degraded) for each in (result, completed)), state.position

    assert told() == (([1], False), ([1], False), position(2))
    usual.is_away = True
    assert told() == (([2], True), ([2], True), position(1))
    assert engine.vocabulary() == {"fr_chantage": 1}
    usual.is_away = False
    assert told() == (([1], False), ([1], False), position(2))


def test_the_words_of_an_index_are_never_those_of_the_other(usual: Breaking, spare: TantivyEngine) -> None:
    fill(usual, [document(1, "Chantage")])
    fill(spare, [document(1, "Sommeil")])
    engine = EngineWithStandby(usual, spare)
    [of_usual, of_spare] = [state.generation for each in (usual, spare) if (state := each.state())]
    assert engine.vocabulary(of_usual) == {"fr_chantage": 1}
    usual.is_away = True
    with pytest.raises(SearchUnavailableError):
        engine.vocabulary(of_usual)
    assert engine.vocabulary(of_spare) == {"fr_sommeil": 1}


def test_only_the_usual_index_is_written(usual: Breaking, spare: TantivyEngine) -> None:
    engine: SearchEngine = EngineWithStandby(usual, spare)
    fill(engine, [document(1, "Chantage")])
    with engine.update() as writer:
        writer.replace({1}, [document(1, "Sommeil")])
        writer.commit(position(1))
    assert spare.state() is None
    assert usual.search(request("sommeil")).total == 1


def test_with_both_away_search_is_unavailable(usual: Breaking, spare: TantivyEngine) -> None:
    usual.is_away = True
    engine = EngineWithStandby(usual, spare)
    assert engine.state() is None
    with pytest.raises(SearchUnavailableError):
        engine.search(request("chantage"))


def test_nothing_hidden_is_found_or_counted_when_a_standby_that_is_behind_steps_in_between(
    home: HomePage, usual: Breaking, spare: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The usual index tells its state and goes away: what only it knows to be hidden is asked of the journal again."""
    kept = {USUAL: usual, STANDBY: spare}
    monkeypatch.setattr(indexing, "kept_engines", lambda: kept)
    monkeypatch.setattr(queries, "current_engine", lambda: EngineWithStandby(usual, spare))
    pages = [guide("Chantage") for _ in range(4)]
    for index in kept:
        indexing.ensure_index(index=index)
    for page in pages[:3]:
        page.unpublish()
    assert indexing.follow_once(USUAL) == 3
    usual.is_away = usual.tells_its_state = True
    result = search_pages(Asked("chantage", "fr", 1)).result
    assert ([hit.page_id for hit in result.hits], result.total, result.is_degraded) == ([pages[3].pk], 1, True)


def test_what_is_known_of_the_words_stays_with_the_engine(standby: None) -> None:
    assert current_engine() is current_engine()
