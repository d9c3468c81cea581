"""Searching while it is typed: words mended, orders, suggestions."""

from __future__ import annotations

import datetime as dt

import pytest

from pages import models
from search import indexing
from tests.api.asking import ask, data_of, post
from tests.api.scenes import stream
from tests.factories import (
    CrisisReasonFactory,
    GuidePageFactory,
    ThemeFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]


# --- words mended, orders -----------------------------------------------------------------------------------------------------------------

MEANT = "query ($query: String!) { search(query: $query) { totalCount didYouMean degraded } }"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("harselement", "harcèlement"), ("le Harcelemnt !", "le harcèlement !"), ("harcèlement", None), ("harceler", None), ("", None)],
)
def test_mistyped_words_find_what_was_meant_and_say_so(home: models.HomePage, typed: str, meant: str | None) -> None:
    GuidePageFactory(title_fr="Le harcèlement", summary_fr="Résumé")
    indexing.ensure_index()

    found = data_of(MEANT, {"query": typed})["search"]
    assert found == {"totalCount": 1 if typed else 0, "didYouMean": meant, "degraded": False}


def test_a_mended_word_is_written_as_some_page_writes_it(home: models.HomePage) -> None:
    GuidePageFactory(title_fr="Un lycée", summary_fr="Le lycée")
    GuidePageFactory(title_fr="Autre", summary_fr="Le harcèlement", steps_fr=stream(("paragraph", f"<p>{'Mot. ' * 200}</p>")))
    indexing.ensure_index()

    assert data_of('{ search(query: "harselement lycee", first: 1) { didYouMean nodes { title } } }')["search"] == {
        "didYouMean": "harcèlement lycee",
        "nodes": [{"title": "Un lycée"}],
    }


def test_the_name_of_a_theme_is_not_mended_and_a_mistyped_one_is_written_as_it_is(home: models.HomePage) -> None:
    games = ThemeFactory(name_fr="Jeux vidéo", name_ar="ألعاب الفيديو")
    GuidePageFactory(title_fr="Manettes", summary_fr="Résumé", themes=[games])
    GuidePageFactory(title_fr="Chantage", summary_fr="Résumé", title_ar="الباب", summary_ar="ملخص", ready=["ar"])
    indexing.ensure_index()

    meant = "query ($query: String!) { search(query: $query, locale: AR) { didYouMean nodes { title } } }"
    for typed, said in (("ألعاب الفيديو", None), ("ألعاب الفيدبو", "ألعاب الفيديو"), ("العاي الفيديو", "ألعاب الفيديو")):
        assert data_of(meant, {"query": typed})["search"] == {"didYouMean": said, "nodes": [{"title": "Manettes"}]}


def test_words_that_only_a_hidden_page_has_are_not_said_before_or_after_the_index_follows(home: models.HomePage) -> None:
    GuidePageFactory(title_fr="Chantage", summary_fr="Résumé")
    page = GuidePageFactory(title_fr="Ornithorynque", summary_fr="Ornithorynque")
    indexing.ensure_index()
    assert data_of(MEANT, {"query": "ornithoryngue"})["search"]["didYouMean"] == "ornithorynque"
    page.unpublish()

    nothing = {"totalCount": 0, "didYouMean": None, "degraded": False}
    assert data_of(MEANT, {"query": "ornithoryngue"})["search"] == nothing
    indexing.follow_once()
    assert data_of(MEANT, {"query": "ornithoryngue"})["search"] == nothing


def test_the_newest_first(home: models.HomePage) -> None:
    for day, title in ((3, "Chantage chantage"), (9, "Un chantage"), (5, "Chantage")):
        page = GuidePageFactory(title_fr=title, summary_fr="Résumé")
        models.BasePage.objects.filter(pk=page.pk).update(first_published_at=dt.datetime(2026, 1, day, tzinfo=dt.UTC))
    indexing.ensure_index()

    def titles(order: str) -> list[str]:
        found = data_of(f'{{ search(query: "chantage", orderBy: {order}) {{ nodes {{ title }} }} }}')
        return [node["title"] for node in found["search"]["nodes"]]

    assert titles("NEWEST") == ["Un chantage", "Chantage", "Chantage chantage"]
    assert titles("RELEVANCE") == ["Chantage chantage", "Un chantage", "Chantage"]


# --- suggestions --------------------------------------------------------------------------------------------------------------------------

SUGGESTIONS = """query ($query: String!, $locale: Locale, $first: Int) {
  suggestions(query: $query, locale: $locale, first: $first) { text theme { slug } page { path } }
}"""


def test_themes_and_titles_are_suggested_while_they_are_typed(home: models.HomePage) -> None:
    ThemeFactory(slug="harcelement", name_fr="Harcèlement en ligne", name_en="Online harassment")
    GuidePageFactory(title_fr="Harcelé à l’école", title_en="Harassed at school", ready=["en"], slug="harcele", summary_fr="Résumé")
    GuidePageFactory(title_fr="Sommeil", slug="sommeil", summary_fr="Harcèlement")
    GuidePageFactory(title_fr="Harceler", live=False)
    indexing.ensure_index()

    theme = {"text": "Harcèlement en ligne", "theme": {"slug": "harcelement"}, "page": None}
    page = {"text": "Harcelé à l’école", "theme": None, "page": {"path": "/ressources/harcele"}}
    answer = ask(SUGGESTIONS, {"query": "harc"})
    assert answer.data["suggestions"] == [theme, page]
    # What speaks of danger; themes; what has changed; which hits are public; their rows; their paths.
    assert len(answer.statements) == 6
    for query, found in (("harcele a l'ec", [page]), ("en lig", [theme]), ("zzz", []), ("", []), ("!", []), ("harcelement ecole", [])):
        assert data_of(SUGGESTIONS, {"query": query})["suggestions"] == found
    english = data_of(SUGGESTIONS, {"query": "haras", "locale": "EN"})["suggestions"]
    assert [each["text"] for each in english] == ["Online harassment", "Harassed at school"]
    assert data_of(SUGGESTIONS, {"query": "harc", "first": 1})["suggestions"] == [theme]


def test_a_page_that_is_hidden_is_not_suggested_before_the_index_follows(home: models.HomePage) -> None:
    page = GuidePageFactory(title_fr="Chantage", summary_fr="Résumé")
    indexing.ensure_index()
    page.unpublish()

    assert data_of(SUGGESTIONS, {"query": "chan"})["suggestions"] == []


def test_words_of_danger_are_not_completed(home: models.HomePage) -> None:
    CrisisReasonFactory(code="SUICIDE", phrases_fr="veux mourir")
    GuidePageFactory(title_fr="Je veux mourir, que faire", summary_fr="Résumé")
    indexing.ensure_index()

    assert data_of(SUGGESTIONS, {"query": "je veux mourir"})["suggestions"] == []


def test_suggestions_say_that_the_index_cannot_be_read(home: models.HomePage) -> None:
    answer = post(SUGGESTIONS, {"query": "chan"}).json()
    assert answer["data"] == {"suggestions": None}
    assert answer["errors"][0]["extensions"] == {"code": "SEARCH_UNAVAILABLE"}
