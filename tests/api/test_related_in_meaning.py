"""Pages near a page in meaning: first among those related, of every kind, and none that readers may not see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from pages import models
from search import indexing
from search.meaning import near
from tests.api.answers.house import Clock, House
from tests.api.asking import ask, data_of
from tests.factories import (
    ArticlePageFactory,
    FaqPageFactory,
    GuidePageFactory,
    StandardPageFactory,
    ThemeFactory,
    TutorialPageFactory,
    restrict,
)
from tests.search.without_meaning import away, switched_off, without_index

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]

SLEEP = {"title_fr": "Le sommeil des adolescents", "summary_fr": "Le téléphone empêche les adolescents de dormir la nuit."}
WHY = {
    "title_fr": "Pourquoi le téléphone empêche-t-il de dormir ?",
    "summary_fr": "La nuit, les écrans retardent le sommeil des adolescents.",
}
WELL = {
    "title_fr": "Bien dormir sans téléphone",
    "summary_fr": "Le soir, le téléphone reste hors de la chambre et les adolescents dorment mieux.",
}
WELL_EN = {
    "title_en": "Sleeping well without a telephone",
    "summary_en": "In the evening the telephone stays out of the bedroom, and teenagers sleep better.",
}
POLICE = {"title_fr": "Porter plainte au commissariat", "summary_fr": "Les papiers à apporter à la police."}
GAME = {"title_fr": "Choisir un jeu vidéo", "summary_fr": "Regarder l'âge conseillé sur la boîte."}

RELATED = '{ page(path: "/ressources/sommeil") { related { title } } }'


@pytest.fixture(autouse=True)
def _by_meaning(home: models.HomePage, settings: Any) -> None:
    settings.SEARCH_BY_MEANING = True


def related(query: str = RELATED) -> list[str]:
    """The titles of the pages related to the page about sleep."""
    return [page["title"] for page in data_of(query)["page"]["related"]]


def test_the_nearest_in_meaning_come_before_those_that_share_themes() -> None:
    theme = ThemeFactory()
    GuidePageFactory(slug="sommeil", themes=[theme], **SLEEP)
    # The home page's own words are about sleep, too: it leads to everything, and is no answer.
    models.HomePage.objects.update(title_fr=SLEEP["title_fr"], summary_fr=SLEEP["summary_fr"])
    TutorialPageFactory(**WELL)
    FaqPageFactory(**WHY)
    ArticlePageFactory(themes=[theme], first_published_at=dt.datetime(2020, 11, 2, tzinfo=dt.UTC), **POLICE)
    StandardPageFactory(themes=[theme], first_published_at=dt.datetime(2020, 11, 1, tzinfo=dt.UTC), **GAME)
    indexing.ensure_index()

    answer = data_of('{ page(path: "/ressources/sommeil") { one: related(first: 1) { title } related(first: 4) { __typename title } } }')

    assert answer["page"] == {
        "one": [{"title": WHY["title_fr"]}],
        "related": [
            {"__typename": "FaqPage", "title": WHY["title_fr"]},
            {"__typename": "TutorialPage", "title": WELL["title_fr"]},
            {"__typename": "ArticlePage", "title": POLICE["title_fr"]},
            {"__typename": "StandardPage", "title": GAME["title_fr"]},
        ],
    }


def test_a_page_that_is_near_in_both_ways_comes_once() -> None:
    theme = ThemeFactory()
    GuidePageFactory(slug="sommeil", themes=[theme], **SLEEP)
    GuidePageFactory(themes=[theme], **WELL)
    GuidePageFactory(themes=[theme], **POLICE)
    indexing.ensure_index()

    assert related() == [WELL["title_fr"], POLICE["title_fr"]]


def test_pages_in_the_language_asked_come_first_and_what_is_near_is_told_from_the_text_served() -> None:
    GuidePageFactory(slug="sommeil", title_en="Going to the police", summary_en="The papers to bring.", ready=["en"], **SLEEP)
    FaqPageFactory(**WHY)
    TutorialPageFactory(ready=["en"], **WELL, **WELL_EN)
    ArticlePageFactory(**POLICE)
    indexing.ensure_index()

    answer = data_of(
        """{ en: page(path: "/ressources/sommeil", locale: EN) { title related { title locale } }
          well: page(path: "/ressources/sommeil", locale: FR) { related { title } }
          ar: page(path: "/ressources/sommeil", locale: AR) { locale related { title } } }"""
    )

    # Served in English, the page speaks of the police; in French, of sleep.
    assert answer == {
        "en": {"title": "Going to the police", "related": [{"title": POLICE["title_fr"], "locale": "FR"}]},
        "well": {"related": [{"title": WHY["title_fr"]}, {"title": WELL["title_fr"]}]},
        "ar": {"locale": "FR", "related": [{"title": WHY["title_fr"]}, {"title": WELL["title_fr"]}]},
    }


def test_an_english_page_comes_before_a_nearer_one_that_answers_in_french() -> None:
    GuidePageFactory(
        slug="sommeil",
        title_en="Teenagers and sleep",
        summary_en="The telephone keeps teenagers from sleeping at night.",
        ready=["en"],
        **SLEEP,
    )
    FaqPageFactory(**WHY)
    TutorialPageFactory(ready=["en"], **WELL, **WELL_EN)
    indexing.ensure_index()

    assert related('{ page(path: "/ressources/sommeil", locale: EN) { related { title } } }') == [WELL_EN["title_en"], WHY["title_fr"]]


HIDINGS: dict[str, Callable[[models.BasePage], object]] = {
    "restricted": restrict,
    "withdrawn": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
    "behind the model's back": lambda page: models.BasePage.objects.filter(pk=page.pk).update(live=False),
    "expired": lambda page: models.BasePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(hours=1)),
}


@pytest.mark.parametrize("hide", HIDINGS.values(), ids=HIDINGS)
def test_a_hidden_page_never_comes_although_the_index_still_has_it(hide: Callable[[models.BasePage], object]) -> None:
    source = GuidePageFactory(slug="sommeil", **SLEEP)
    hidden = FaqPageFactory(**WHY)
    TutorialPageFactory(**WELL)
    indexing.ensure_index()
    assert related() == [WHY["title_fr"], WELL["title_fr"]]

    hide(hidden)

    assert related() == [WELL["title_fr"]]
    assert source.live


def test_what_the_journal_says_is_hidden_leaves_its_place_to_the_next() -> None:
    GuidePageFactory(slug="sommeil", **SLEEP)
    hidden = FaqPageFactory(**WHY)
    TutorialPageFactory(**WELL)
    indexing.ensure_index()
    restrict(hidden)

    assert related('{ page(path: "/ressources/sommeil") { related(first: 1) { title } } }') == [WELL["title_fr"]]


def test_a_language_withdrawn_since_is_not_served() -> None:
    GuidePageFactory(slug="sommeil", **SLEEP)
    page = TutorialPageFactory(ready=["en"], **WELL, **WELL_EN)
    indexing.ensure_index()
    page.is_ready_en = False
    page.save()

    answer = data_of('{ page(path: "/ressources/sommeil", locale: EN) { related { title locale } } }')

    assert answer == {"page": {"related": []}}
    indexing.follow_once()
    answer = data_of('{ page(path: "/ressources/sommeil", locale: EN) { related { title locale } } }')
    assert answer == {"page": {"related": [{"title": WELL["title_fr"], "locale": "FR"}]}}


def _of_another_journal(_settings: Any, _monkeypatch: pytest.MonkeyPatch) -> None:
    models.JournalIdentity.objects.update(identity="00000000-0000-0000-0000-000000000001")


@pytest.mark.parametrize("spoil", [switched_off, away, without_index, _of_another_journal])
def test_where_meaning_is_not_known_themes_alone_say_what_is_near(
    spoil: Callable[[Any, pytest.MonkeyPatch], None], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = ThemeFactory()
    GuidePageFactory(slug="sommeil", themes=[theme], **SLEEP)
    GuidePageFactory(**WELL)
    GuidePageFactory(themes=[theme], **POLICE)
    indexing.ensure_index()
    assert related() == [WELL["title_fr"], POLICE["title_fr"]]

    spoil(settings, monkeypatch)

    assert related() == [POLICE["title_fr"]]


def test_a_page_that_the_index_has_not_met_has_its_themes() -> None:
    theme = ThemeFactory()
    GuidePageFactory(**WELL)
    GuidePageFactory(themes=[theme], **POLICE)
    indexing.ensure_index()
    GuidePageFactory(slug="sommeil", themes=[theme], **SLEEP)

    assert related() == [POLICE["title_fr"]]


QUERY_OF_ALL = '{ resources(filter: {themes: ["sommeil"]}) { nodes { related(first: 1) { title path } } } }'


@pytest.mark.parametrize("count", [1, 20])
def test_what_is_near_takes_the_same_statements_for_many(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = ThemeFactory(slug="sommeil")
    for number in range(count):
        GuidePageFactory(slug=f"guide-{number}", themes=[theme], **SLEEP)
    FaqPageFactory(slug="question", **WHY)
    StandardPageFactory(themes=[theme], **POLICE)
    indexing.ensure_index()

    enough = ask(QUERY_OF_ALL)
    monkeypatch.setattr(near, "NEAR", 2)
    short = ask(QUERY_OF_ALL)

    pages = enough.data["resources"]["nodes"]
    assert (len(pages), {len(page["related"]) for page in pages}) == (count, {1})
    # The pages; what has changed since the index, the pages that structure the site; the pages near, their paths.
    assert len(enough.statements) == 5
    # Nothing is so near: the themes, the newest of each, what these are filed under.
    assert len(short.statements) == 8


def test_a_kept_answer_is_asked_again_once_the_index_knows_a_nearer_page(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(timezone.now())
    clock.pass_on(monkeypatch)
    house = House(clock)
    GuidePageFactory(slug="sommeil", **SLEEP)
    TutorialPageFactory(**WELL)
    indexing.ensure_index()
    house.look()
    query = '{ page(path: "/ressources/sommeil") { related(first: 1) { title } } }'
    before = {"page": {"related": [{"title": WELL["title_fr"]}]}}
    assert house.get(query).data == before
    FaqPageFactory(**WHY)
    house.look()
    # The index knows nothing of it yet; neither does the answer.
    assert (house.get(query).data, house.get(query).was_kept) == (before, True)

    indexing.follow_once()
    house.look()

    assert house.get(query).data == {"page": {"related": [{"title": WHY["title_fr"]}]}}


def test_only_what_asks_for_related_pages_depends_on_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(timezone.now())
    clock.pass_on(monkeypatch)
    house = House(clock)
    GuidePageFactory(slug="sommeil", **SLEEP)
    house.look()
    with_related, without = RELATED, '{ page(path: "/ressources/sommeil") { title } }'
    house.get(with_related)
    house.get(without)

    indexing.ensure_index()
    house.look()

    assert [house.get(query).was_kept for query in (with_related, without)] == [False, True]


def test_an_answer_for_which_the_engine_failed_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(timezone.now())
    clock.pass_on(monkeypatch)
    house = House(clock)
    GuidePageFactory(slug="sommeil", **SLEEP)
    indexing.ensure_index()
    house.look()
    with monkeypatch.context() as patch:
        away(None, patch)
        house.get(RELATED)
        assert house.get(RELATED).was_kept is False
    house.get(RELATED)
    assert house.get(RELATED).was_kept is True
