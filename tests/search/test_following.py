"""The index follows the journal: what is published, changed or hidden is so in search right after."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from wagtail.models import Collection

from pages import languages
from pages.models import BasePage, InterviewSpeaker, Person, ResourceIndexPage, Theme
from search import engines, indexing
from search.engine import SearchEngine
from tests.factories import (
    CaptionTrackFactory,
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
from tests.search.site import found, guide

# Events are read once their transaction is over: these tests commit.
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_publication_is_found_right_after_it_is_followed(index: None) -> None:
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


def test_changes_and_withdrawals_are_followed(index: None) -> None:
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
    assert set(contents()) == {f"{pk}_fr" for pk in BasePage.objects.filter(live=True, depth__gt=1).values_list("pk", flat=True)}


def test_a_subtree_that_is_restricted_or_deleted_is_gone(index: None) -> None:
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


def test_what_pages_show_is_followed_through_their_names(index: None) -> None:
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
    assert f"theme:{theme.pk}" not in contents()[f"{page.pk}_fr"]["depends_on"]


def test_events_are_applied_in_batches_and_again_without_harm(index: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "EVENTS", 2)
    pages = [guide("Chantage") for _ in range(4)]
    assert [indexing.follow_once() for _ in range(4)] == [2, 2, 1, 0]
    assert found("chantage") == [(page.pk, "fr") for page in pages]
    before = contents()
    # The same events once more, as after a crash between a commit elsewhere and here.
    engine = engines.current_engine()
    with engine.update() as writer:
        position = writer.state().position
        first = indexing._index_position(position.journal, indexing.reading.START)
        for _ in range(3):
            _number, first = indexing._apply(writer, first)
    assert first == position
    assert contents() == before


def test_a_crash_before_the_commit_loses_nothing(index: None, monkeypatch: pytest.MonkeyPatch) -> None:
    page = guide("Chantage")

    def fail(*_arguments: object) -> None:
        raise RuntimeError("in the middle")

    with monkeypatch.context() as patch:
        patch.setattr("search.embedded.writing.TantivyWriter.commit", fail)
        patch.setattr("search.elasticsearch.writing.ElasticsearchWriter.commit", fail)
        with pytest.raises(RuntimeError, match="in the middle"):
            indexing.follow_once()
    assert indexing.status().lag == 2
    assert found("chantage") == []
    assert indexing.follow_once() == 2
    assert found("chantage") == [(page.pk, "fr")]


def test_while_another_process_writes_nothing_is_done(index: None, another_engine: Callable[[str], SearchEngine]) -> None:
    guide("Chantage")
    with another_engine("another process's").update():
        assert indexing.follow_once() == 0
    assert found("chantage") == []
    assert indexing.follow_once() == 2
