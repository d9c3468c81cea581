"""What a search shows beside its pages: facets, highlights, moments of films, mended words, orders, filters; each with its statements."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from api.ids import GlobalId
from pages import models
from pages.models import CaptionKind
from search import indexing
from tests.api.asking import ask, data_of, post
from tests.api.scenes import stream
from tests.factories import (
    AgeBandFactory,
    CaptionTrackFactory,
    CrisisReasonFactory,
    GuidePageFactory,
    InterviewPageFactory,
    OrganisationFactory,
    ThemeFactory,
    VideoFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _index_folder(tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path


# --- facets and filters ----------------------------------------------------------------------------------------------------------------

FACETS = """query ($filter: SearchFilter, $locale: Locale, $first: Int) {
  search(query: "chantage", filter: $filter, locale: $locale, first: $first) {
    totalCount
    nodes { title }
    facets {
      themes { theme { slug } count }
      ages { age { code } count }
      audiences { audience { code } count }
      organisations { organisation { slug } count }
      types { type count }
      languages { locale count }
    }
  }
}"""


@pytest.fixture
def filed(home: models.HomePage) -> None:
    photos, sleep = ThemeFactory(slug="photos"), ThemeFactory(slug="sommeil")
    teens = AgeBandFactory(code="11-14")
    unaf, enfance = OrganisationFactory(slug="unaf"), OrganisationFactory(slug="e-enfance")
    common: dict[str, Any] = {"summary_fr": "Résumé", "audiences": []}
    GuidePageFactory(title_fr="Chantage un", title_en="Blackmail", ready=["en"], themes=[photos], ages=[teens], organisation=unaf, **common)
    GuidePageFactory(
        title_fr="Chantage deux", themes=[photos, sleep], ages=[], organisation=unaf, cosigning_organisations=[enfance], **common
    )
    InterviewPageFactory(title_fr="Chantage trois", themes=[sleep], ages=[], organisation=enfance, **common)
    GuidePageFactory(title_fr="Sommeil", themes=[sleep], ages=[teens], organisation=unaf, **common)
    indexing.ensure_index()


def test_pages_found_are_counted_by_all_they_are_filed_under_in_the_same_statements_whatever_their_number(filed: None) -> None:
    answer = ask(FACETS)

    assert answer.data["search"] == {
        "totalCount": 3,
        "nodes": [{"title": "Chantage un"}, {"title": "Chantage trois"}, {"title": "Chantage deux"}],
        "facets": {
            "themes": [{"theme": {"slug": "photos"}, "count": 2}, {"theme": {"slug": "sommeil"}, "count": 2}],
            "ages": [{"age": {"code": "11-14"}, "count": 1}],
            "audiences": [],
            "organisations": [{"organisation": {"slug": "unaf"}, "count": 2}, {"organisation": {"slug": "e-enfance"}, "count": 2}],
            "types": [{"type": "GUIDE_PAGE", "count": 2}, {"type": "INTERVIEW_PAGE", "count": 1}],
            "languages": [{"locale": "FR", "count": 3}],
        },
    }
    # Synonyms; what has changed since the index; which hits are public; their rows; themes, ages, organisations.
    assert len(answer.statements) == 8
    assert len(ask(FACETS, {"first": 1}).statements) == 8


def test_each_facet_is_counted_with_the_filters_of_the_others(filed: None) -> None:
    answer = ask(FACETS, {"filter": {"themes": ["photos"], "organisations": ["e-enfance"]}})

    found = answer.data["search"]
    assert (found["totalCount"], found["nodes"]) == (1, [{"title": "Chantage deux"}])
    assert found["facets"]["themes"] == [{"theme": {"slug": "sommeil"}, "count": 2}, {"theme": {"slug": "photos"}, "count": 1}]
    assert found["facets"]["organisations"] == [
        {"organisation": {"slug": "unaf"}, "count": 2},
        {"organisation": {"slug": "e-enfance"}, "count": 1},
    ]
    assert found["facets"]["types"] == [{"type": "GUIDE_PAGE", "count": 1}]
    # The two names of the filter are looked up before; no page found has an age.
    assert len(answer.statements) == 9


@pytest.mark.parametrize(
    ("filter_", "titles"),
    [
        ({"types": ["INTERVIEW_PAGE"]}, ["Chantage trois"]),
        ({"ages": ["11-14"]}, ["Chantage un"]),
        ({"themes": ["photos", "sommeil"], "types": ["GUIDE_PAGE"]}, ["Chantage un", "Chantage deux"]),
        ({"themes": []}, []),
        ({"themes": ["inconnu"]}, []),
        ({"languages": ["AR"]}, []),
        ({}, ["Chantage un", "Chantage trois", "Chantage deux"]),
    ],
)
def test_a_filter_narrows_what_is_found(filed: None, filter_: dict[str, Any], titles: list[str]) -> None:
    assert [node["title"] for node in data_of(FACETS, {"filter": filter_})["search"]["nodes"]] == titles


def test_languages_are_those_in_which_pages_answer(filed: None) -> None:
    query = '{ search(query: "blackmail chantage", locale: EN) { nodes { title } facets { languages { locale count } } } }'
    assert data_of(query)["search"] == {
        "nodes": [{"title": "Blackmail"}, {"title": "Chantage trois"}, {"title": "Chantage deux"}],
        "facets": {"languages": [{"locale": "FR", "count": 2}, {"locale": "EN", "count": 1}]},
    }


def test_too_long_a_filter_is_refused_and_nothing_searched(filed: None) -> None:
    response = post(FACETS, {"filter": {"themes": [str(number) for number in range(21)]}})
    assert response.json()["errors"][0]["extensions"] == {"code": "LIMIT_EXCEEDED"}
    assert response.json()["data"] is None


# --- highlights ------------------------------------------------------------------------------------------------------------------------

HIGHLIGHTS = """query ($query: String!, $locale: Locale) {
  search(query: $query, locale: $locale) {
    edges { highlights { title { text ranges { start end } } excerpt { text ranges { start end } } } }
  }
}"""


def highlights(query: str, locale: str = "FR") -> list[Any]:
    return [edge["highlights"] for edge in data_of(HIGHLIGHTS, {"query": query, "locale": locale})["search"]["edges"]]


def test_title_and_best_passage_are_marked_where_the_words_stand(home: models.HomePage) -> None:
    text = "Rien ici. " * 30 + "Gardez l’écran 📱 et les captures d’écrans. " + "Fin."
    GuidePageFactory(title_fr="L’écran du soir", summary_fr="Résumé", steps_fr=stream(("paragraph", f"<p>{text}</p>")))
    indexing.ensure_index()

    [found] = highlights("capture ecran")
    assert found["title"] == {"text": "L’écran du soir", "ranges": [{"start": 2, "end": 7}]}
    excerpt = found["excerpt"]["text"]
    assert "Gardez l’écran 📱 et les captures d’écrans." in excerpt
    in_code_units = excerpt.encode("utf-16-le")
    words = [in_code_units[2 * each["start"] : 2 * each["end"]].decode("utf-16-le") for each in found["excerpt"]["ranges"]]
    assert words == ["écran", "captures", "écrans"]


def test_a_page_found_by_its_keywords_alone_shows_how_it_begins(home: models.HomePage) -> None:
    GuidePageFactory(
        title_fr="Images intimes", summary_fr="Que faire ?", keywords_fr="nudes", steps_fr=stream(("paragraph", "<p>Suite</p>"))
    )
    indexing.ensure_index()

    assert highlights("nudes") == [{"title": {"text": "Images intimes", "ranges": []}, "excerpt": {"text": "Que faire ?", "ranges": []}}]


def test_a_text_that_has_just_changed_is_not_shown_as_it_was(home: models.HomePage) -> None:
    page = GuidePageFactory(title_fr="Chantage", summary_fr="Le secret de Paul", steps_fr=stream())
    indexing.ensure_index()
    page.summary_fr = "Rien"
    page.save()

    assert highlights("chantage") == [{"title": {"text": "Chantage", "ranges": [{"start": 0, "end": 8}]}, "excerpt": None}]


# --- moments ---------------------------------------------------------------------------------------------------------------------------

MOMENTS = """query ($query: String!, $locale: Locale) {
  search(query: $query, locale: $locale) {
    edges {
      node { title }
      moments { startMs endMs speaker locale words { text ranges { start end } } video { id } }
    }
  }
}"""

SPOKEN = """WEBVTT

00:00:01.000 --> 00:00:05.000
<v Anne>Bonjour à tous.

00:01:10.500 --> 00:01:16.000
<v Anne>Faites des captures d’écran.

00:01:16.000 --> 00:01:31.000
<v Anne>Puis signalez le compte.

00:01:31.000 --> 00:01:40.000
<v Paul>Et ensuite ?
"""


@pytest.fixture
def spoken(home: models.HomePage) -> models.InterviewPage:
    video = VideoFactory(title_fr="Film", duration_ms=200_000)
    CaptionTrackFactory(video=video, webvtt=SPOKEN)
    page = InterviewPageFactory(title_fr="Entretien", title_en="Interview", ready=["en"], summary_fr="Résumé", video=video)
    indexing.ensure_index()
    return page


def moments(query: str, locale: str = "FR") -> list[Any]:
    return [edge["moments"] for edge in data_of(MOMENTS, {"query": query, "locale": locale})["search"]["edges"]]


def test_words_said_lead_to_the_interview_and_to_the_second_at_which_they_are_said(spoken: models.InterviewPage) -> None:
    answer = ask(MOMENTS, {"query": "capture d'ecran"})

    assert answer.data["search"]["edges"] == [
        {
            "node": {"title": "Entretien"},
            "moments": [
                {
                    "startMs": 70_500,
                    "endMs": 91_000,
                    "speaker": "Anne",
                    "locale": "FR",
                    "words": {
                        "text": "Faites des captures d’écran. Puis signalez le compte.",
                        "ranges": [{"start": 11, "end": 19}, {"start": 22, "end": 27}],
                    },
                    "video": {"id": GlobalId("Video", spoken.video_id, "fr").encoded()},
                }
            ],
        }
    ]
    # Synonyms; what has changed; which hits are public; rows; which captions are public; the films.
    assert len(answer.statements) == 7


def test_a_page_found_otherwise_has_no_moment(spoken: models.InterviewPage) -> None:
    assert moments("entretien") == [[]]


def test_moments_of_a_language_come_from_its_own_captions(spoken: models.InterviewPage) -> None:
    track = CaptionTrackFactory(video=spoken.video, language="en", webvtt="WEBVTT\n\n00:02.000 --> 00:04.000\nTake screenshots.")
    CaptionTrackFactory(
        video=spoken.video, language="en", kind=CaptionKind.DESCRIPTIONS, webvtt="WEBVTT\n\n00:01.000 --> 00:03.000\nA desk."
    )
    spoken.video.save()
    indexing.follow_once()
    assert track.cues.count() == 1

    [[moment]] = moments("screenshots", "EN")
    assert (moment["startMs"], moment["speaker"], moment["locale"], moment["words"]["text"]) == (2_000, None, "EN", "Take screenshots.")
    # What is seen is searched, and is no moment of words said.
    assert moments("desk", "EN") == [[]]


def test_moments_that_the_index_holds_and_the_public_may_not_see_any_more_are_not_shown(spoken: models.InterviewPage) -> None:
    # Behind the journal's back, so that the index does not know.
    models.CaptionTrack.objects.filter(video=spoken.video).update(language="ar")
    models.CaptionTrack.objects.filter(video=spoken.video).delete()

    assert moments("capture ecran") == [[]]


def test_captions_that_have_just_changed_are_not_shown_as_they_were(spoken: models.InterviewPage) -> None:
    track = spoken.video.caption_tracks.get()
    track.webvtt = "WEBVTT\n\n00:01.000 --> 00:03.000\nAutre chose."
    track.save()
    spoken.video.save()

    assert moments("capture ecran") == [[]]
    indexing.follow_once()
    assert moments("capture ecran") == []
    assert [moment["startMs"] for moment in moments("autre chose")[0]] == [1_000]


# --- words mended, orders --------------------------------------------------------------------------------------------------------------

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


# --- suggestions -----------------------------------------------------------------------------------------------------------------------

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
