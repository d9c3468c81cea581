"""A question finds the pages that answer it though it has none of their words; nothing hidden comes so, and nothing is encoded twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pages import languages
from pages.days import day_of, end_of
from pages.models import BasePage, Consent, GuidePage, HomePage
from search import indexing
from search.engine import SearchOrder
from search.engines import current_engine
from search.queries import Answer, Asked, search_pages
from tests.api.asking import data_of
from tests.api.settled import settle_everything
from tests.factories import (
    CaptionTrackFactory,
    ConsentFactory,
    GuidePageFactory,
    InterviewPageFactory,
    PersonFactory,
    PromotedAnswerFactory,
    ResourceIndexPageFactory,
    VideoFactory,
)
from tests.search.encoders import WordsEncoder
from tests.search.site import found, guide
from tests.search.test_queries import HIDINGS

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db

# Means what every page about canaries says, and stands on none.
BIRD = "plumage"


@pytest.fixture
def site(home: HomePage, no_index: None, encoder: WordsEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The home page, and no index yet; the encoder knows that a bird is a canary."""
    encoder.same |= {BIRD: "canari", "canary": "canari"}
    settle_everything(monkeypatch)


def answer(text: str, asked: str = "fr", *, now: dt.datetime | None = None, **more: Any) -> Answer:
    return search_pages(Asked(text, asked, **{"limit": 100, **more}), now=now)


def follow() -> None:
    while indexing.follow_once():
        pass


# --- what real questions find ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def small_site(home: HomePage, no_index: None, settings: SettingsWrapper) -> GuidePage:
    """Some pages in French only, with an index made with the encoder that readers have; the guide on screens at night."""
    settings.SEARCH_BY_MEANING = True
    home.summary_fr = "Des associations répondent aux familles sur la vie en ligne de leurs enfants."
    home.save()
    shelf = ResourceIndexPageFactory(title_fr="Guides", summary_fr="Des guides et des activités pour accompagner les enfants en ligne.")
    screens = "Un adolescent a besoin de sommeil : le smartphone reste hors de la chambre pendant la nuit."
    page = GuidePageFactory(parent=shelf, title_fr="Des règles pour les écrans le soir", summary_fr=screens)
    GuidePageFactory(parent=shelf, title_fr="Porter plainte", summary_fr="Le commissariat enregistre la plainte de la victime.")
    GuidePageFactory(parent=shelf, title_fr="Vérifier une information", summary_fr="D’où vient cette photo, et qui la publie ?")
    indexing.ensure_index()
    return page


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("mon ado dort avec son téléphone", "fr"),
        ("my teenager sleeps with her phone", "en"),
        ("ابني المراهق ينام وهاتفه بجانبه", "ar"),
        ("ابني المراهق ينام وهاتفه بجانبه", "fr"),
    ],
)
def test_a_question_finds_the_page_that_answers_it_without_one_of_its_words_in_any_language(
    small_site: GuidePage, settings: SettingsWrapper, text: str, asked: str
) -> None:
    assert found(text, asked)[:1] == [(small_site.pk, "fr")]
    settings.SEARCH_BY_MEANING = False
    assert found(text, asked) == []


@pytest.mark.parametrize("text", ["qsdfgh wxcvbn", "zzz", "12345678"])
def test_a_question_without_a_sense_stays_without_an_answer(small_site: GuidePage, text: str) -> None:
    assert [found(text, asked) for asked in ("fr", "en", "ar")] == [[], [], []]


@pytest.mark.parametrize("text", ["\ud800 téléphone", "téléphone\udfff", "téléphone\x00", "téléphone " * 5_000, "é" * 20_000, "😀", ""])
def test_any_text_gets_an_answer(small_site: GuidePage, text: str) -> None:
    for asked in ("fr", "ar"):
        result = answer(text, asked).result
        assert len(result.hits) == result.total


# --- what a made-up one finds ----------------------------------------------------------------------------------------------------------


def test_pages_near_in_meaning_are_found_in_the_language_that_a_reader_is_served(site: None) -> None:
    french, both = guide("canari"), guide("canari jaune", ready=["en"], title_en="yellow canary")
    guide("Sommeil")
    indexing.ensure_index()
    assert found(BIRD) == [(french.pk, "fr"), (both.pk, "fr")]
    assert sorted(found(BIRD, "en")) == [(french.pk, "fr"), (both.pk, "en")]
    assert sorted(found(BIRD, "ar")) == [(french.pk, "fr"), (both.pk, "fr")]
    assert found("autre chose") == []


def test_with_the_encoder_off_search_is_by_terms_alone(site: None, settings: SettingsWrapper, encoder: WordsEncoder) -> None:
    page = guide("canari")
    settings.SEARCH_BY_MEANING = False
    indexing.ensure_index()
    assert (found("canari"), found(BIRD)) == ([(page.pk, "fr")], [])
    assert (answer("canari").direction, encoder.asked) == (None, [])


def test_without_the_package_search_is_by_terms_alone(site: None, settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    page = guide("canari")
    monkeypatch.setattr("search.encoder._encoder", lambda: None)
    indexing.ensure_index()
    assert (found("canari"), found(BIRD), answer("canari").direction) == ([(page.pk, "fr")], [], None)


def test_the_newest_come_first_whether_they_joined_or_not(site: None) -> None:
    days = [dt.datetime(2026, 1, day, tzinfo=dt.UTC) for day in (2, 4, 3)]
    pages = [guide(title, first_published_at=day) for title, day in zip(("canari", "canari", f"canari {BIRD}"), days, strict=True)]
    indexing.ensure_index()
    newest = answer(BIRD, order=SearchOrder.NEWEST)
    dates = dict(BasePage.objects.filter(pk__in=[page.pk for page in pages]).values_list("pk", "first_published_at"))
    assert [hit.page_id for hit in newest.result.hits] == sorted(dates, key=lambda page: dates[page], reverse=True)
    assert {hit.score for hit in newest.result.hits} == {0.0}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("text", [BIRD, "canari", f"{BIRD} sommeil"])
@pytest.mark.parametrize("asked", ["fr", "en"])
def test_a_question_costs_three_statements_for_one_hit_and_for_ten(
    site: None, django_assert_num_queries: DjangoAssertNumQueries, text: str, asked: str
) -> None:
    for _ in range(10):
        guide("canari")
    guide("Sommeil")
    indexing.ensure_index()
    for limit in (1, 10):
        with django_assert_num_queries(3):
            assert len(answer(text, asked, limit=limit).result.hits) == limit


def test_suggestions_encode_nothing_and_pages_put_first_stay_first(site: None, encoder: WordsEncoder) -> None:
    near, first = guide("canari canari"), guide("Sommeil")
    PromotedAnswerFactory(questions=BIRD, promoted=[first])
    indexing.ensure_index()
    encoder.asked.clear()
    assert [each["text"] for each in data_of('{ suggestions(query: "cana") { text } }')["suggestions"]] == [near.title_fr]
    assert encoder.asked == []
    search = data_of(f'{{ search(query: "{BIRD}") {{ promoted {{ title }} nodes {{ title }} totalCount }} }}')["search"]
    assert search == {"promoted": [{"title": "Sommeil"}], "nodes": [{"title": "canari canari"}], "totalCount": 1}
    assert encoder.asked == [BIRD]


# --- nothing hidden ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hide", HIDINGS)
def test_what_is_hidden_never_comes_by_meaning_however_far_the_index_is_behind(site: None, hide: Callable[[GuidePage], None]) -> None:
    page = guide("canari", ready=["en"], title_en="canary", parent=ResourceIndexPageFactory())
    shown = guide("canari", ready=["en"], title_en="canary", parent=ResourceIndexPageFactory())
    indexing.ensure_index()
    assert [answer(BIRD, asked).result.total for asked in ("fr", "en", "ar")] == [2, 2, 2]
    hide(page)
    for _ in range(2):
        assert found(BIRD) == found(BIRD, "ar") == [(shown.pk, "fr")]
        assert found(BIRD, "en") == [(shown.pk, "en")]
        assert [answer(BIRD, asked, limit=1, offset=1).result.total for asked in ("fr", "en", "ar")] == [1, 1, 1]
        follow()
    assert set(current_engine().meanings({page.pk, shown.pk})) == {(shown.pk, "fr"), (shown.pk, "en")}


def test_what_is_hidden_behind_the_journal_s_back_never_comes_by_meaning(site: None) -> None:
    pages = [guide("canari") for _ in range(3)]
    indexing.ensure_index()
    BasePage.objects.filter(pk=pages[0].pk).update(live=False)
    assert found(BIRD) == found(BIRD, "ar") == [(page.pk, "fr") for page in pages[1:]]
    assert answer(BIRD, limit=1).result.total == 2


def test_what_expires_by_the_clock_comes_by_meaning_until_that_moment(site: None) -> None:
    moment = timezone.now() + dt.timedelta(hours=1)
    page = guide("canari", expire_at=moment)
    indexing.ensure_index()
    before = answer(BIRD, now=moment - dt.timedelta(microseconds=1)).result
    assert [hit.key for hit in before.hits] == [(page.pk, "fr")]
    after = answer(BIRD, now=moment).result
    assert (after.hits, after.total) == ((), 0)


def test_a_language_no_longer_ready_does_not_come_by_meaning_before_the_index_knows(site: None) -> None:
    page = guide("Chantage", ready=["en"], title_en="canary")
    indexing.ensure_index()
    assert found(BIRD, "en") == [(page.pk, "en")]
    languages.set_ready(page, "en", ready=False)
    page.save()
    assert found(BIRD, "en") == []


def test_what_shows_somebody_whose_consent_has_ended_does_not_come_by_meaning_though_nobody_noticed(site: None) -> None:
    film, person = VideoFactory(title_fr="canari"), PersonFactory()
    film.people_shown = [person]
    film.save()
    CaptionTrackFactory(video=film, webvtt="WEBVTT\n\n00:01.000 --> 00:04.000\ncanari canari canari")
    page = InterviewPageFactory(title_fr="canari", video=film)
    consent = ConsentFactory(person=person, videos=[film], valid_until=day_of())
    indexing.ensure_index()
    tonight = end_of(day_of())
    assert [hit.page_id for hit in answer(BIRD, now=tonight - dt.timedelta(seconds=1)).result.hits] == [page.pk]
    assert answer(BIRD, now=tonight).result.total == 0
    Consent.objects.filter(pk=consent.pk).update(valid_until=day_of() - dt.timedelta(days=1))
    assert answer(BIRD).result.total == 0


# --- the index follows -----------------------------------------------------------------------------------------------------------------


def test_published_changed_withdrawn_and_rebuilt_pages_are_found_by_meaning_as_they_are(site: None, encoder: WordsEncoder) -> None:
    indexing.ensure_index()
    page = guide("canari")
    follow()
    assert found(BIRD) == [(page.pk, "fr")]
    page.title_fr = "Sommeil"
    page.save()
    follow()
    assert found(BIRD) == []
    page.title_fr = "canari"
    page.save()
    follow()
    indexing.rebuild(wait=False)
    assert found(BIRD) == [(page.pk, "fr")]
    page.unpublish()
    follow()
    assert found(BIRD) == []
    assert current_engine().meanings({page.pk}) == {}


def test_nothing_is_encoded_twice(site: None, encoder: WordsEncoder) -> None:
    first, second = guide("canari", ready=["en"], title_en="canary"), guide("Sommeil")
    indexing.ensure_index()
    assert sorted(each for each in encoder.asked if "canar" in each) == ["canari. Résumé", "canary."]
    encoder.asked.clear()
    indexing.rebuild(wait=False)
    assert encoder.asked == []
    second.title_fr = "Le sommeil"
    second.save()
    first.save()
    follow()
    assert [each.split(".")[0] for each in encoder.asked] == ["Le sommeil"]
    encoder.asked.clear()
    guide("Nouveau")
    indexing.rebuild(wait=False)
    assert [each.split(".")[0] for each in encoder.asked] == ["Nouveau"]
    indexing.rebuild(wait=False)
    assert found(BIRD) == [(first.pk, "fr")]
    assert [each.split(".")[0] for each in encoder.asked] == ["Nouveau", BIRD]


def test_another_encoder_and_none_make_the_index_be_rebuilt(site: None, encoder: WordsEncoder, settings: SettingsWrapper) -> None:
    page = guide("canari")
    indexing.ensure_index()
    assert indexing.status().is_current

    settings.SEARCH_BY_MEANING = False
    assert not indexing.status().is_current
    assert found("canari") == [(page.pk, "fr")]
    follow()
    assert indexing.status().is_current
    assert current_engine().meanings({page.pk}) == {}

    settings.SEARCH_BY_MEANING = True
    assert not indexing.status().is_current
    # The index without meanings goes on answering meanwhile.
    assert (found("canari"), found(BIRD)) == ([(page.pk, "fr")], [])
    follow()
    assert found(BIRD) == [(page.pk, "fr")]

    encoder.version = "other words"
    encoder.asked.clear()
    assert not indexing.status().is_current
    follow()
    assert indexing.status().is_current
    assert "canari. Résumé" in encoder.asked
