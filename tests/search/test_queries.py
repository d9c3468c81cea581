"""A reader finds what is served to them, and nothing hidden, however far the index is behind."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from pages import languages
from pages.days import day_of, end_of
from pages.models import BasePage, Consent, GuidePage, HomePage, InterviewChapter, InterviewQuestion, InterviewQuote, JournalIdentity
from pages.publication import consent_lapsed
from search import indexing
from search.engine import DEEPEST_OFFSET, MOST_HITS, SearchUnavailableError
from search.queries import Asked, search_pages
from tests.api.settled import settle_everything
from tests.factories import (
    CaptionTrackFactory,
    ConsentFactory,
    DocumentFactory,
    ImageFactory,
    InterviewPageFactory,
    PersonFactory,
    ResourceIndexPageFactory,
    VideoFactory,
    private_collection,
    restrict,
)
from tests.search.site import guide

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(home: HomePage, no_index: None) -> None:
    """The home page, and no index yet: what it is built of is up to the test."""


def answer(text: str, asked: str = "fr", *, now: dt.datetime | None = None, **window: Any) -> tuple[list[tuple[int, str]], int]:
    result = search_pages(Asked(text, asked, **{"limit": 100, **window}), now=now).result
    return [(hit.page_id, hit.language) for hit in result.hits], result.total


NOTHING: tuple[list[tuple[int, str]], int] = ([], 0)


# --- what is typed -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["l'enfant harcelé", "L’ENFANT HARCELE", "\"l'enfant", "harcelé\x00", "enfant " * 2_500, "harcelées" + " !" * 10_000, "title:enfant)"],
)
def test_whatever_is_typed_gets_a_normal_answer(site: None, text: str) -> None:
    page = guide("Mon enfant est harcelé en ligne")
    guide("Sommeil")
    indexing.ensure_index()
    assert answer(text) == ([(page.pk, "fr")], 1)


@pytest.mark.parametrize("text", ["", "   ", "et de la", "\x00", '"', "'", "?" * 20_000, "\ud800"])
def test_a_text_without_a_word_finds_nothing(site: None, text: str) -> None:
    guide("Et de la ?")
    indexing.ensure_index()
    assert answer(text) == NOTHING


@given(st.text(st.characters(), max_size=40), st.sampled_from(["fr", "en", "ar"]))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_is_an_error(site: None, text: str, asked: str) -> None:
    indexing.ensure_index()
    hits, total = answer(text, asked)
    assert len(hits) == total


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (MOST_HITS + 1, 0), (10, -1), (10, DEEPEST_OFFSET + 1)])
def test_a_window_out_of_range_is_refused(site: None, limit: int, offset: int) -> None:
    with pytest.raises(ValueError, match=r"must be"):
        search_pages(Asked("enfant", "fr", limit, offset))


def test_without_an_index_search_is_unavailable(site: None) -> None:
    with pytest.raises(SearchUnavailableError):
        search_pages(Asked("enfant", "fr", 10))


# --- languages ---------------------------------------------------------------------------------------------------------------------


def test_readers_find_pages_in_their_language_and_french_ones_where_they_answer_in_french(site: None) -> None:
    both = guide("Chantage", ready=["en"], title_en="Blackmail on Snapchat")
    french = guide("Chantage sur Snapchat")
    arabic = guide("Autre", ready=["ar"], title_ar="الابتزاز على Snapchat")
    indexing.ensure_index()
    hits, total = answer("snapchat", "en")
    assert (set(hits), total) == ({(both.pk, "en"), (french.pk, "fr")}, 2)
    assert answer("ابتزاز", "ar") == ([(arabic.pk, "ar")], 1)
    hits, total = answer("snapchat chantage", "ar")
    assert (set(hits), total) == ({(both.pk, "fr"), (french.pk, "fr"), (arabic.pk, "ar")}, 3)
    assert answer("ابتزاز", "fr") == NOTHING
    assert answer("blackmail", "fr") == NOTHING


def test_going_on_reaches_exactly_the_total(site: None) -> None:
    pages = [guide("Chantage") for _ in range(7)]
    indexing.ensure_index()
    seen = []
    for offset in range(0, 9, 3):
        hits, total = answer("chantage", limit=3, offset=offset)
        seen += hits
        assert total == 7
    assert seen == [(page.pk, "fr") for page in pages]


@pytest.mark.django_db(transaction=True)
def test_one_hit_and_twenty_cost_the_same_statements(
    home: HomePage, no_index: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(20):
        guide("Chantage")
    indexing.ensure_index()
    for limit in (1, 20):
        with django_assert_num_queries(3):
            assert len(search_pages(Asked("chantage", "fr", limit)).result.hits) == limit


# --- nothing hidden ----------------------------------------------------------------------------------------------------------------


def hide_by_draft(page: GuidePage) -> None:
    page.unpublish()


def hide_by_deletion(page: GuidePage) -> None:
    page.delete()


def hide_by_restriction(page: GuidePage) -> None:
    restrict(page)


def hide_by_restriction_above(page: GuidePage) -> None:
    restrict(page.get_parent())


def hide_by_expiry(page: GuidePage) -> None:
    page.expire_at = timezone.now() - dt.timedelta(seconds=1)
    page.save()


def hide_by_scheduling(page: GuidePage) -> None:
    page.go_live_at = timezone.now() + dt.timedelta(days=1)
    page.save()


HIDINGS = [hide_by_draft, hide_by_deletion, hide_by_restriction, hide_by_restriction_above, hide_by_expiry, hide_by_scheduling]


@pytest.mark.parametrize("hide", HIDINGS)
def test_what_is_hidden_is_not_indexed(site: None, hide: Callable[[GuidePage], None]) -> None:
    page = guide("canari", ready=["en"], title_en="canary", parent=ResourceIndexPageFactory())
    hide(page)
    indexing.ensure_index()
    assert answer("canari") == answer("canary", "en") == answer("canari", "ar") == NOTHING


@pytest.mark.parametrize("hide", HIDINGS)
def test_what_was_hidden_after_it_was_indexed_is_neither_found_nor_counted(
    home: HomePage, no_index: None, hide: Callable[[GuidePage], None]
) -> None:
    page = guide("canari", ready=["en"], title_en="canary", parent=ResourceIndexPageFactory())
    elsewhere = ResourceIndexPageFactory()
    shown = [guide("canari", ready=["en"], title_en="canary", parent=elsewhere) for _ in range(3)]
    indexing.ensure_index()
    assert answer("canari")[1] == 4
    hide(page)
    assert answer("canari") == ([(each.pk, "fr") for each in shown], 3)
    assert answer("canary", "en") == ([(each.pk, "en") for each in shown], 3)
    # Counted rightly also where the hidden page would not be among the hits.
    assert answer("canari", limit=1, offset=2) == ([(shown[2].pk, "fr")], 3)
    assert answer("canari", limit=1, offset=3) == ([], 3)


def test_a_language_no_longer_ready_is_neither_found_nor_counted_before_the_index_knows(site: None) -> None:
    page = guide("Chantage", ready=["en"], title_en="canary")
    indexing.ensure_index()
    assert answer("canary", "en") == ([(page.pk, "en")], 1)
    languages.set_ready(page, "en", ready=False)
    page.save()
    assert answer("canary", "en") == NOTHING
    assert answer("canary", "en", limit=1, offset=1) == NOTHING
    assert answer("chantage", "fr") == ([(page.pk, "fr")], 1)


def test_a_page_changed_but_public_stays_found_while_the_index_is_behind(site: None) -> None:
    page = guide("Chantage")
    indexing.ensure_index()
    page.title_fr = "Sommeil"
    page.save()
    assert answer("chantage") == ([(page.pk, "fr")], 1)


@pytest.mark.parametrize("kind", ["video", "image", "document"])
def test_the_words_of_a_file_hidden_meanwhile_find_nothing(site: None, kind: str) -> None:
    if kind == "video":
        thing = VideoFactory(title_fr="Une vidéo")
        CaptionTrackFactory(video=thing, webvtt="WEBVTT\n\n00:01.000 --> 00:04.000\ncanari")
        page = InterviewPageFactory(video=thing)
    elif kind == "image":
        thing = ImageFactory(alt_text_fr="canari")
        page = InterviewPageFactory(cover_image=thing)
    else:
        thing = DocumentFactory(title="canari")
        page = guide("Page", steps_fr=[("document", thing)])
    indexing.ensure_index()
    assert answer("canari") == ([(page.pk, "fr")], 1)
    thing.collection = private_collection()
    thing.save()
    assert answer("canari") == NOTHING


SAID = ("citation", "interrogation", "chapitre", "canari", "affiche")


def test_what_shows_somebody_whose_consent_ends_tonight_is_not_found_tomorrow_though_nobody_noticed(
    site: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle_everything(monkeypatch)
    poster = ImageFactory(alt_text_fr="affiche")
    film, person = VideoFactory(title_fr="Film", poster=poster), PersonFactory()
    film.people_shown = [person]
    film.save()
    CaptionTrackFactory(video=film, webvtt="WEBVTT\n\n00:01.000 --> 00:04.000\ncanari")
    page = InterviewPageFactory(title_fr="Entretien", video=film, cover_image=poster)
    page.key_quotes = [InterviewQuote(speaker=person, quote_fr="Une citation")]
    page.questions = [InterviewQuestion(question_fr="Une interrogation")]
    page.chapters = [InterviewChapter(title_fr="Un chapitre")]
    page.save()
    consent = ConsentFactory(person=person, videos=[film], valid_until=day_of())
    indexing.ensure_index()
    tonight = end_of(day_of())
    for word in (*SAID, "entretien"):
        assert answer(word, now=tonight - dt.timedelta(seconds=1)) == ([(page.pk, "fr")], 1)
        assert answer(word, now=tonight) == NOTHING
    # As if it had ended yesterday: when the scheduler and the follower have done their work, the interview is found without the film.
    Consent.objects.filter(pk=consent.pk).update(valid_until=day_of() - dt.timedelta(days=1))
    assert [answer(word) for word in SAID] == [NOTHING] * len(SAID)
    consent_lapsed(consent)
    assert [answer(word) for word in SAID] == [NOTHING] * len(SAID)
    while indexing.follow_once():
        pass
    assert [answer(word) for word in SAID] == [NOTHING] * len(SAID)
    assert answer("entretien") == ([(page.pk, "fr")], 1)


def test_a_page_that_expires_by_the_clock_is_found_until_that_moment(site: None) -> None:
    moment = timezone.now() + dt.timedelta(hours=1)
    page = guide("Chantage", expire_at=moment)
    indexing.ensure_index()
    assert answer("chantage", now=moment - dt.timedelta(microseconds=1)) == ([(page.pk, "fr")], 1)
    assert answer("chantage", now=moment) == NOTHING


def test_what_is_hidden_behind_the_journal_s_back_never_leaves(site: None) -> None:
    pages = [guide("canari") for _ in range(9)]
    indexing.ensure_index()
    BasePage.objects.filter(pk__in=[page.pk for page in pages[:2]]).update(live=False)
    assert answer("canari", limit=1) == ([(pages[2].pk, "fr")], 7)
    BasePage.objects.filter(pk__in=[page.pk for page in pages]).update(live=False)
    assert answer("canari") == NOTHING
    # One hit looked at a time: after a few rounds no more are asked for, and none is shown.
    hits, _total = answer("canari", limit=1)
    assert hits == []


def test_an_english_text_made_unready_behind_the_journal_s_back_never_leaves(site: None) -> None:
    page = guide("Chantage", ready=["en"], title_en="canary")
    indexing.ensure_index()
    GuidePage.objects.filter(pk=page.pk).update(is_ready_en=False)
    assert answer("canary", "en") == NOTHING


def test_of_an_index_of_another_journal_no_text_is_shown_and_no_answer_kept(site: None, monkeypatch: pytest.MonkeyPatch) -> None:
    settle_everything(monkeypatch)
    page = guide("Chantage")
    indexing.ensure_index()
    assert [bool(hit.passages) for hit in search_pages(Asked("chantage", "fr", 10, with_passages=True)).result.hits] == [True]
    JournalIdentity.objects.update(identity=uuid.uuid4())

    found = search_pages(Asked("chantage", "fr", 10, with_passages=True))
    assert [(hit.page_id, hit.passages) for hit in found.result.hits] == [(page.pk, "")]
    assert found.is_passing
