"""The site's own names are no typing errors in any language, and lead to what is filed under them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from search import indexing
from search.names import WordsOfNames, site_names
from search.queries import Asked, search_pages
from search.questions import read_question
from search.spelling import VocabularySpeller
from tests.api.settled import settle_everything
from tests.factories import (
    AgeBandFactory,
    AudienceFactory,
    CrisisReasonFactory,
    HelplineFactory,
    OrganisationFactory,
    PersonFactory,
    ThemeFactory,
)
from tests.search.site import found, guide

pytestmark = pytest.mark.django_db

GAMES = "ألعاب الفيديو"


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    settle_everything(monkeypatch)


def corrections(text: str, asked: str = "ar") -> dict[str, str]:
    return dict(search_pages(Asked(text, asked, limit=10)).question.corrections)


# --- what is known -----------------------------------------------------------------------------------------------------------------


def test_the_names_of_each_kind_in_each_language_they_are_written_in() -> None:
    ThemeFactory(name_fr="Jeux vidéo", name_ar=GAMES)
    AudienceFactory(name_fr="Parents", name_en="Parents")
    AgeBandFactory(name_fr="11-14 ans")
    OrganisationFactory(name_fr="Autrice", name_en="")
    HelplineFactory(name_fr="Ligne", name_en="Line")
    CrisisReasonFactory(title_fr="Harcèlement", title_ar="تحرش")
    PersonFactory(display_name_fr="Anne Exemple")
    names = site_names()
    assert names == {
        "fr": {"Jeux vidéo", "Parents", "11-14 ans", "Autrice", "Ligne", "Harcèlement"},
        "en": {"Parents", "Line"},
        "ar": {GAMES, "تحرش"},
    }


@pytest.mark.parametrize("count", [1, 20])
def test_they_are_read_by_one_statement_whatever_their_number(count: int) -> None:
    for number in range(count):
        ThemeFactory(name_fr=f"Thème {number}")
    site_names()
    with CaptureQueriesContext(connection) as asked:
        names = site_names()["fr"]
    assert (len(asked), names) == (1, {f"Thème {number}" for number in range(count)})


def test_a_site_without_names_has_none() -> None:
    assert site_names() == {}
    assert not WordsOfNames("default")("jeux", "fr")


def test_words_of_names_are_known_in_the_languages_they_are_written_in() -> None:
    ThemeFactory(name_fr="Le portable", name_en="Phones")
    in_names = WordsOfNames("default")
    assert [in_names(word, "fr") for word in ("portable", "le", "phones", "portal")] == [True, False, False, False]
    assert (in_names("phones", "en"), in_names("portable", "en"), in_names("phones", "de")) == (True, False, False)


def test_names_are_read_only_before_a_word_is_mended(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    theme = ThemeFactory(name_fr="Le portable")
    speller = VocabularySpeller({"fr_portail": 3, "fr_captures": 1, "fr_chantage": 1})
    site_names()
    with django_assert_num_queries(0):
        # Known, another form of a known word, near to none.
        assert read_question("chantage capture xyz", ("fr",), speller, in_names=WordsOfNames("default")).corrections == {}
    with django_assert_num_queries(1):
        found = read_question("portable chantaje", ("fr", "en"), speller, in_names=WordsOfNames("default")).corrections
    assert found == {"chantaje": "chantage"}
    theme.delete()
    assert read_question("portable", ("fr",), speller, in_names=WordsOfNames("default")).corrections == {"portable": "portail"}


# --- what is found -----------------------------------------------------------------------------------------------------------------


def test_a_name_finds_what_is_filed_under_it_though_no_page_in_the_reader_s_language_has_its_words(index: None) -> None:
    games = ThemeFactory(name_fr="Jeux vidéo", name_en="Video games", name_ar=GAMES)
    filed = guide("Manettes", themes=[games])
    english = guide("Consoles", themes=[games], ready=["en"], title_en="Consoles")
    # A page with a word near to one of the name.
    guide("Chantage", title_ar="الباب", ready=["ar"])
    indexing.follow_once()
    assert sorted(found(GAMES, "ar")) == [(filed.pk, "fr"), (english.pk, "fr")]
    assert corrections(GAMES) == {}
    assert corrections("العاي") == {"العاي": "العاب"}
    assert sorted(found("video games", "en")) == [(filed.pk, "fr"), (english.pk, "en")]
    # Who reads French sees no Arabic name.
    assert found(GAMES, "fr") == []


def test_a_name_of_which_there_is_no_page_is_not_mended(index: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    guide("Chantage", title_ar="الباب", ready=["ar"])
    indexing.follow_once()
    assert corrections("العاب") == {"العاب": "الباب"}
    ThemeFactory(name_fr="Jeux vidéo", name_ar=GAMES)
    # Also before the index follows.
    assert corrections("العاب") == {}
    indexing.follow_once()
    # The names, beside the synonyms and what has changed; no page is found.
    with django_assert_num_queries(3):
        assert corrections("العاب") == {}


def test_another_name_counts_from_when_the_index_follows(index: None) -> None:
    games = ThemeFactory(name_fr="Jeux vidéo", name_ar=GAMES)
    filed = guide("Manettes", themes=[games])
    guide("Chantage", title_ar="الباب", ready=["ar"])
    indexing.follow_once()
    assert found("العاب", "ar") == [(filed.pk, "fr")]

    games.name_ar = "تسلية"
    games.save()
    indexing.follow_once()
    assert found("تسلية", "ar") == [(filed.pk, "fr")]
    assert corrections("تسلية") == {}
    assert found("العاب", "ar") == []

    games.delete()
    indexing.follow_once()
    assert found("تسلية", "ar") == []


def test_a_hidden_page_is_not_found_by_the_names_it_is_filed_under(index: None) -> None:
    page = guide("Manettes", themes=[ThemeFactory(name_fr="Jeux vidéo", name_ar=GAMES)])
    indexing.follow_once()
    assert found(GAMES, "ar") == [(page.pk, "fr")]
    page.unpublish()
    assert found(GAMES, "ar") == []
    indexing.follow_once()
    assert found(GAMES, "ar") == []
