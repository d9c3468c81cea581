"""The index follows the journal, survives whatever happens to either, and always equals what a rebuild would make."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Collection

from pages import languages
from pages.models import (
    BasePage,
    ContentEvent,
    GuidePage,
    HomePage,
    InterviewPage,
    InterviewSpeaker,
    JournalIdentity,
    Person,
    ResourceIndexPage,
    Theme,
    Video,
)
from search import engines, indexing
from search.embedded import TantivyEngine
from search.engine import IndexBusyError
from search.queries import search_pages
from tests.factories import (
    CaptionTrackFactory,
    GuidePageFactory,
    ImageFactory,
    InterviewPageFactory,
    PersonFactory,
    ResourceIndexPageFactory,
    ThemeFactory,
    VideoFactory,
    private_collection,
    restrict,
)
from tests.search.contents import contents

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

# Events are read once their transaction is over: these tests commit.
pytestmark = pytest.mark.django_db(transaction=True)


def found(text: str, asked: str = "fr") -> list[tuple[int, str]]:
    return [(hit.page_id, hit.language) for hit in search_pages(text, asked, limit=100).hits]


@pytest.fixture
def index(home: HomePage, index_folder: Path) -> Path:
    """The folder of an index of the home page alone."""
    assert indexing.ensure_index()
    return index_folder


def guide(title: str, **fields: Any) -> GuidePage:
    """A published guide whose summary does not repeat its title."""
    return GuidePageFactory(title_fr=title, summary_fr="Résumé", **fields)


# --- following ---------------------------------------------------------------------------------------------------------------------


def test_a_publication_is_found_right_after_it_is_followed(index: Path) -> None:
    page = guide("Chantage à l’image", ready=["en"], title_en="Image-based blackmail")
    assert found("chantage") == []
    assert indexing.status().lag == 2
    assert indexing.follow_once() == 2
    assert found("chantage") == [(page.pk, "fr")]
    assert found("chantage", "ar") == [(page.pk, "fr")]
    assert found("blackmail", "en") == [(page.pk, "en")]
    assert found("chantage", "en") == []
    status = indexing.status()
    assert (status.lag, status.is_current, status.documents) == (0, True, 4)
    assert indexing.follow_once() == 0


def test_changes_and_withdrawals_are_followed(index: Path) -> None:
    page = guide("Chantage", ready=["en"], title_en="Blackmail")
    indexing.follow_once()
    page.title_fr = "Sommeil"
    languages.set_ready(page, "en", ready=False)
    page.save()
    indexing.follow_once()
    assert found("chantage") == []
    assert found("sommeil", "en") == [(page.pk, "fr")]
    assert found("blackmail", "en") == []
    page.unpublish()
    indexing.follow_once()
    assert found("sommeil") == []
    assert set(contents(index)) == {f"{pk}_fr" for pk in BasePage.objects.filter(live=True, depth__gt=1).values_list("pk", flat=True)}


def test_a_subtree_that_is_restricted_or_deleted_is_gone(index: Path) -> None:
    parent = ResourceIndexPageFactory(title_fr="Chantage")
    guide("Chantage", parent=parent)
    indexing.follow_once()
    assert len(found("chantage")) == 2
    restriction = restrict(parent)
    indexing.follow_once()
    assert found("chantage") == []
    restriction.delete()
    indexing.follow_once()
    assert len(found("chantage")) == 2
    ResourceIndexPage.objects.get(pk=parent.pk).delete()
    indexing.follow_once()
    assert found("chantage") == []


def test_what_pages_show_is_followed_through_their_names(index: Path) -> None:
    person, theme = PersonFactory(display_name_fr="Anne Exemple"), ThemeFactory(name_fr="Sommeil")
    video, image = VideoFactory(title_fr="Une vidéo"), ImageFactory(alt_text_fr="Un chat")
    page = InterviewPageFactory(title_fr="Entretien", video=video, cover_image=image, themes=[theme])
    page.speakers = [InterviewSpeaker(person=person)]
    page.save()
    other = guide("Anne")
    indexing.follow_once()

    person.display_name_fr = "Berthe Exemple"
    person.save()
    theme.name_fr = "Repos"
    theme.save()
    CaptionTrackFactory(video=video, webvtt="WEBVTT\n\n00:01.000 --> 00:04.000\nparoles dites")
    indexing.follow_once()
    assert found("anne") == [(other.pk, "fr")]
    assert found("berthe repos") == found("paroles") == [(page.pk, "fr")]

    hidden = private_collection()
    for thing in (video, image):
        thing.collection = hidden
        thing.save()
    indexing.follow_once()
    assert found("paroles vidéo chat") == []

    for thing in (video, image):
        thing.collection = Collection.get_first_root_node()
        thing.save()
    indexing.follow_once()
    assert found("paroles") == found("chat") == [(page.pk, "fr")]

    Person.objects.get(pk=person.pk).delete()
    Theme.objects.get(pk=theme.pk).delete()
    indexing.follow_once()
    assert found("berthe repos") == []
    assert f"theme:{theme.pk}" not in contents(index)[f"{page.pk}_fr"]["depends_on"]


def test_events_are_applied_in_batches_and_again_without_harm(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "EVENTS", 2)
    pages = [guide("Chantage") for _ in range(4)]
    assert [indexing.follow_once() for _ in range(4)] == [2, 2, 1, 0]
    assert found("chantage") == [(page.pk, "fr") for page in pages]
    before = contents(index)
    # The same events once more, as after a crash between a commit elsewhere and here.
    engine = engines.current_engine()
    with engine.update() as writer:
        position = writer.position()
        first = indexing._index_position(position.journal, indexing.reading.START)
        for _ in range(3):
            _number, first = indexing._apply(writer, first)
    assert first == position
    assert contents(index) == before


def test_a_crash_before_the_commit_loses_nothing(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = guide("Chantage")

    def fail(*_arguments: object) -> None:
        raise RuntimeError("in the middle")

    with monkeypatch.context() as patch:
        patch.setattr("search.embedded.writing.TantivyWriter.commit", fail)
        with pytest.raises(RuntimeError, match="in the middle"):
            indexing.follow_once()
    assert indexing.status().lag == 2
    assert found("chantage") == []
    assert indexing.follow_once() == 2
    assert found("chantage") == [(page.pk, "fr")]


def test_while_another_process_writes_nothing_is_done(index: Path) -> None:
    guide("Chantage")
    with TantivyEngine(index, "another process's").update():
        assert indexing.follow_once() == 0
    assert found("chantage") == []
    assert indexing.follow_once() == 2


# --- rebuilding --------------------------------------------------------------------------------------------------------------------


def test_without_an_index_one_is_built_once(home: HomePage, index_folder: Path) -> None:
    page = guide("Chantage")
    assert indexing.status() == indexing.IndexStatus("", 0, is_current=False, lag=None)
    told: list[tuple[int, int]] = []
    assert indexing.ensure_index(lambda done, total: told.append((done, total)))
    assert told == [(3, 3)]
    assert found("chantage") == [(page.pk, "fr")]
    assert not indexing.ensure_index()


def test_changes_during_a_rebuild_are_in_it(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_the_old_index_answers_and_is_followed_during_a_rebuild(index: Path) -> None:
    page = guide("Chantage")
    seen: list[Any] = []

    def meanwhile(_done: int, _total: int) -> None:
        seen.extend([found("chantage"), indexing.follow_once(), found("chantage")])

    indexing.rebuild(wait=False, progress=meanwhile)
    assert seen == [[], 2, [(page.pk, "fr")]]
    assert found("chantage") == [(page.pk, "fr")]


def test_one_rebuild_at_a_time(index: Path) -> None:
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
def test_an_index_of_another_journal_is_rebuilt(index: Path, spoil: Callable[[], None], heal: Callable[[], object]) -> None:
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


def test_an_index_made_by_other_code_is_rebuilt_and_answers_until_then(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = guide("Chantage")
    indexing.follow_once()
    generation = indexing.status().generation
    monkeypatch.setattr(engines, "content_fingerprint", lambda _codes: "other")
    assert indexing.status().is_current is False
    assert found("chantage") == [(page.pk, "fr")]
    assert indexing.follow_once() == 0
    assert indexing.status().is_current
    assert indexing.status().generation != generation
    assert found("chantage") == [(page.pk, "fr")]


def test_another_set_of_languages_is_another_fingerprint(index: Path, settings: SettingsWrapper) -> None:
    assert indexing.status().is_current
    settings.LANGUAGES = settings.LANGUAGES[:2]
    assert indexing.status().is_current is False


def test_a_damaged_index_is_rebuilt(index: Path) -> None:
    page = guide("Chantage")
    generation = indexing.status().generation
    (index / generation / "meta.json").write_text("damaged")
    assert indexing.status() == indexing.IndexStatus("", 0, is_current=False, lag=None)
    indexing.follow_once()
    assert found("chantage") == [(page.pk, "fr")]


# --- any sequence of changes ---------------------------------------------------------------------------------------------------------

KINDS = ["add", "rename", "ready", "unready", "unpublish", "delete", "move", "restrict", "open", "person", "hide", "follow"]
changes = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 5)), max_size=12)


def change(what: str, number: int, parents: list[ResourceIndexPage], person: Person, video: Any) -> None:
    guides = list(GuidePage.objects.order_by("pk"))
    parent = ResourceIndexPage.objects.get(pk=parents[number % 2].pk)
    page = guides[number % len(guides)] if guides else None
    match what:
        case "add":
            GuidePageFactory(parent=parent, title_fr=f"Guide {number}", ready=["en"] if number % 2 else [], steps_fr=[("video", video)])
        case "restrict":
            parent.view_restrictions.all().delete()
            restrict(parent)
        case "open":
            for restriction in parent.view_restrictions.all():
                restriction.delete()
        case "person":
            person.display_name_fr = f"Personne {number}"
            person.save()
        case "hide":
            video.collection = (
                private_collection() if number % 2 else BasePage._meta.apps.get_model("wagtailcore", "Collection").objects.first()
            )
            video.save()
        case "follow":
            indexing.follow_once()
        case _ if page is not None:
            change_page(what, page, parent, number)


def change_page(what: str, page: GuidePage, parent: ResourceIndexPage, number: int) -> None:
    match what:
        case "rename":
            page.title_fr = f"Autre {number}"
            page.save()
        case "ready" | "unready":
            languages.set_ready(page, "en", ready=what == "ready")
            page.title_en = f"Other {number}"
            page.save()
        case "unpublish":
            page.unpublish()
        case "delete":
            page.delete()
        case "move":
            page.move(parent, pos="last-child")


@given(changes)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_following_any_changes_leaves_what_a_rebuild_makes(index: Path, tmp_path: Path, changes: list[tuple[str, int]]) -> None:
    parents = list(ResourceIndexPage.objects.order_by("pk")) or [ResourceIndexPageFactory(), ResourceIndexPageFactory()]
    person = Person.objects.first() or PersonFactory()
    video = Video.objects.first() or VideoFactory(title_fr="Une vidéo")
    if not InterviewPage.objects.exists():
        InterviewPageFactory(interviewer=person, video=video, expire_at=timezone.now() + dt.timedelta(days=1))
    for what, number in changes:
        change(what, number, parents, person, video)
    while indexing.follow_once():
        pass
    followed = contents(index)
    indexing.rebuild(wait=False)
    assert contents(index) == followed
