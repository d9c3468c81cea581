"""The index is rebuilt when it must be, beside the one that answers, and misses nothing that happens meanwhile."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from pages.journal.reading import Position
from pages.models import ContentEvent, GuidePage, HomePage, JournalIdentity
from search import engines, indexing
from search.engine import IndexBusyError, SearchEngine
from tests.factories import InterviewPageFactory, PersonFactory
from tests.search.examples import fill, position
from tests.search.site import found, guide

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

# Events are read once their transaction is over: these tests commit.
pytestmark = pytest.mark.django_db(transaction=True)


def test_without_an_index_one_is_built_once(home: HomePage, no_index: None) -> None:
    page = guide("Chantage")
    assert indexing.status() == indexing.IndexStatus("", 0, is_current=False, lag=None)
    told: list[tuple[int, int]] = []
    assert indexing.ensure_index(lambda done, total: told.append((done, total)))
    assert told == [(3, 3)]
    assert found("chantage") == [(page.pk, "fr")]
    assert not indexing.ensure_index()


def test_changes_during_a_rebuild_are_in_it(index: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "PAGES", 1)
    first, second = guide("Chantage"), guide("Chantage")
    person = PersonFactory(display_name_fr="Anne")
    page = InterviewPageFactory(interviewer=person)
    told: list[tuple[int, int]] = []

    def meanwhile(done: int, total: int) -> None:
        told.append((done, total))
        if done == total:
            first.title_fr = "Sommeil"
            first.save()
            second.delete()
            person.display_name_fr = "Berthe"
            person.save()
            guide("Sommeil")

    indexing.rebuild(wait=False, progress=meanwhile)
    assert told == [(done, 6) for done in range(1, 7)]
    assert found("chantage") == []
    assert found("berthe") == [(page.pk, "fr")]
    assert len(found("sommeil")) == 2
    assert indexing.status().lag == 0


def test_the_old_index_answers_and_is_followed_during_a_rebuild(index: None) -> None:
    page = guide("Chantage")
    seen: list[Any] = []

    def meanwhile(_done: int, _total: int) -> None:
        seen.extend([found("chantage"), indexing.follow_once(), found("chantage")])

    indexing.rebuild(wait=False, progress=meanwhile)
    assert seen == [[], 2, [(page.pk, "fr")]]
    assert found("chantage") == [(page.pk, "fr")]


def test_one_rebuild_at_a_time(index: None) -> None:
    def meanwhile(_done: int, _total: int) -> None:
        with pytest.raises(IndexBusyError):
            indexing.rebuild(wait=False)

    generation = indexing.status().generation
    indexing.rebuild(wait=False, progress=meanwhile)
    assert indexing.status().generation != generation


def spoil_identity() -> None:
    JournalIdentity.objects.update(identity=uuid.uuid4())


def spoil_last_event() -> None:
    ContentEvent.objects.filter(pk=ContentEvent.objects.latest("pk").pk).update(key=uuid.uuid4())


@pytest.mark.parametrize("spoil", [spoil_identity, spoil_last_event])
@pytest.mark.parametrize("heal", [indexing.follow_once, indexing.ensure_index])
def test_an_index_of_another_journal_is_rebuilt(index: None, spoil: Callable[[], None], heal: Callable[[], object]) -> None:
    guide("Chantage")
    indexing.follow_once()
    generation = indexing.status().generation
    # As in a restored copy: the tables differ, and no event says so.
    GuidePage.objects.update(title_fr="Sommeil")
    spoil()
    assert indexing.status().is_current is False
    assert indexing.status().lag is None
    heal()
    assert indexing.status().is_current
    assert indexing.status().generation != generation
    assert found("chantage") == []
    assert len(found("sommeil")) == 1


def test_an_index_made_by_other_code_is_rebuilt_and_answers_until_then(index: None, monkeypatch: pytest.MonkeyPatch) -> None:
    page = guide("Chantage")
    indexing.follow_once()
    generation = indexing.status().generation
    monkeypatch.setattr(engines, "content_fingerprint", lambda _codes, _encoder: "other")
    assert indexing.status().is_current is False
    assert found("chantage") == [(page.pk, "fr")]
    assert indexing.follow_once() == 0
    assert indexing.status().is_current
    assert indexing.status().generation != generation
    assert found("chantage") == [(page.pk, "fr")]


def test_an_index_that_other_code_has_just_rebuilt_is_not_written(
    index: None, another_engine: Callable[[str], SearchEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    guide("Chantage")
    other = another_engine("other code's")
    look = indexing.reading.events_after

    def rebuilt_meanwhile(position: Position, limit: int) -> list[ContentEvent]:
        fill(other, [], event_id=1)
        return look(position, limit=limit)

    monkeypatch.setattr(indexing.reading, "events_after", rebuilt_meanwhile)
    assert indexing.follow_once() == 0
    state = other.state()
    assert state is not None
    assert (state.fingerprint, state.position, state.documents) == (other.fingerprint(), position(1), 0)


def test_another_set_of_languages_is_another_fingerprint(index: None, settings: SettingsWrapper) -> None:
    assert indexing.status().is_current
    settings.LANGUAGES = settings.LANGUAGES[:2]
    assert indexing.status().is_current is False


def test_a_damaged_index_is_rebuilt(index: None, damage: Callable[[str], object]) -> None:
    page = guide("Chantage")
    damage(indexing.status().generation)
    assert indexing.status() == indexing.IndexStatus("", 0, is_current=False, lag=None)
    indexing.follow_once()
    assert found("chantage") == [(page.pk, "fr")]
