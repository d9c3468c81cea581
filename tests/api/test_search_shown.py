"""What a search shows of the pages found: highlights, and moments of films, each with its statements."""

from __future__ import annotations

from typing import Any

import pytest

from api.ids import GlobalId
from pages import models
from pages.models import CaptionKind
from search import indexing
from tests.api.asking import ask, data_of
from tests.api.scenes import stream
from tests.factories import (
    CaptionTrackFactory,
    GuidePageFactory,
    InterviewPageFactory,
    VideoFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]


# --- highlights ---------------------------------------------------------------------------------------------------------------------------

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


# --- moments ------------------------------------------------------------------------------------------------------------------------------

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
    # What speaks of danger; synonyms; what has changed; which hits are public; rows; which captions are public; the films.
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
