"""What is said in films: found in the language asked or else in French, word by word, never more than was asked for."""

from __future__ import annotations

from typing import Any

import pytest

from pages import models
from pages.media.links import chapters_url
from tests.api.asking import ask, data_of, post
from tests.api.scenes import film, interview, stream
from tests.factories import CaptionTrackFactory, StandardPageFactory, VideoFactory, private_collection

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _published_home(home: models.HomePage) -> None:
    """Pages stand below a home page that is there."""


def _vtt(*words: str) -> str:
    """A track in which each of the words lasts a second."""
    return "\n\n".join(["WEBVTT", *(f"00:{place:02}.000 --> 00:{place + 1:02}.000\n{said}" for place, said in enumerate(words))])


def _page_with(*videos: models.Video) -> None:
    StandardPageFactory(slug="films", body_fr=stream(*(("video", video.pk) for video in videos)))


def _cues(arguments: str = "", locale: str = "FR", fields: str = "text") -> Any:
    arguments = f"({arguments})" if arguments else ""
    answer = data_of(
        f"""{{ page(path: "/films", locale: {locale}) {{
          body {{ ... on VideoBlock {{ video {{ cues{arguments} {{ {fields} }} }} }} }} }} }}"""
    )
    return [block["video"]["cues"] for block in answer["page"]["body"]]


def test_the_words_are_in_the_language_asked_or_else_in_french() -> None:
    video = VideoFactory()
    CaptionTrackFactory(video=video, webvtt=_vtt("<v Voix off>Garder les captures."))
    CaptionTrackFactory(video=video, language="en", kind="subtitles", webvtt=_vtt("Keep the screenshots."))
    # Told for those who do not see: no words that somebody says.
    CaptionTrackFactory(video=video, language="ar", kind="descriptions", webvtt=_vtt("شاشة"))
    _page_with(video)
    french = {"startMs": 0, "endMs": 1_000, "speaker": "Voix off", "text": "Garder les captures.", "language": "FR"}
    english = {"startMs": 0, "endMs": 1_000, "speaker": None, "text": "Keep the screenshots.", "language": "EN"}

    fields = "startMs endMs speaker text language"
    assert [_cues(fields=fields), _cues(locale="EN", fields=fields), _cues(locale="AR", fields=fields)] == [
        [[french]],
        [[english]],
        [[french]],
    ]
    assert [_cues("language: EN", fields=fields), _cues("language: FR", "EN", fields)] == [[[english]], [[french]]]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("capture", ["Gardez les captures d’écran.", "Une CAPTURE suffit."]),
        ("ECRAN", ["Gardez les captures d’écran."]),
        ("ecran captures", ["Gardez les captures d’écran."]),
        ("les", []),
        ("ornithorynque", []),
        ("", ["Gardez les captures d’écran.", "Une CAPTURE suffit.", "Puis appelez."]),
        ("  ", ["Gardez les captures d’écran.", "Une CAPTURE suffit.", "Puis appelez."]),
    ],
)
def test_words_are_found_whatever_their_accents_capitals_and_endings(search: str, found: list[str]) -> None:
    video = VideoFactory()
    CaptionTrackFactory(video=video, webvtt=_vtt("Gardez les captures d’écran.", "Une CAPTURE suffit.", "Puis appelez."))
    _page_with(video)

    assert _cues(f'search: "{search}"') == [[{"text": text} for text in found]]


def test_no_more_is_answered_than_was_asked_for() -> None:
    video = VideoFactory(duration_ms=3_000_000)
    times = [f"00:{place // 60:02}:{place % 60:02}" for place in range(150)]
    cues = [f"{time}.000 --> {time}.900\nMot {place}" for place, time in enumerate(times)]
    CaptionTrackFactory(video=video, webvtt="\n\n".join(["WEBVTT", *cues]))
    _page_with(video)

    def texts(arguments: str) -> list[str]:
        return [cue["text"] for cue in _cues(arguments)[0]]

    assert texts("") == texts("first: 100") == texts("first: null, fromMs: null") == [f"Mot {place}" for place in range(100)]
    assert texts("first: 2") == texts('first: 2, search: "mot"') == ["Mot 0", "Mot 1"]
    # A client goes on where the last one ended.
    assert texts("fromMs: 99900") == [f"Mot {place}" for place in range(100, 150)]
    assert texts('fromMs: 148000, search: "mot", first: 1') == ["Mot 148"]


@pytest.mark.parametrize("first", [0, 101, -1])
def test_more_than_a_hundred_is_refused(first: int) -> None:
    _page_with(film(1))

    response = post(f'{{ page(path: "/films") {{ body {{ ... on VideoBlock {{ video {{ cues(first: {first}) {{ text }} }} }} }} }} }}')

    assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "LIMIT_EXCEEDED"}]


@pytest.mark.parametrize("count", [1, 20])
def test_films_with_their_words_and_chapters_take_the_same_statements_for_many(count: int) -> None:
    pages = [interview(number) for number in range(count)]
    _page_with(*(page.video for page in pages))

    answer = ask(
        """{ page(path: "/films", locale: EN) { body { ... on VideoBlock { video {
          title cues(first: 10) { text } found: cues(search: "second", first: 10) { text speaker }
          chapters { timeMs title } chaptersUrl } } } } }"""
    )

    assert [block["video"] for block in answer.data["page"]["body"]] == [
        {
            "title": f"Film {number} in English",
            "cues": [{"text": f"Premier {number}"}, {"text": f"Second {number}"}],
            "found": [{"text": f"Second {number}", "speaker": "Voix off"}],
            "chapters": [{"timeMs": 0, "title": f"Start {number}"}, {"timeMs": 500, "title": f"More {number}"}],
            "chaptersUrl": chapters_url(str(page.translation_key), "en"),
        }
        for number, page in enumerate(pages)
    ]
    # The page; its text; films; their tracks; their first words; all their words; their interviews; chapters.
    assert len(answer.statements) == 8


def test_what_is_hidden_says_nothing() -> None:
    hidden, shown = film(1, collection=private_collection()), film(2)
    page = interview(3)
    page.video = shown
    page.save()
    page.unpublish()
    _page_with(hidden, shown)

    answer = data_of(
        """{ page(path: "/films") { body { ... on VideoBlock { video { title cues { text } chapters { title } chaptersUrl } } } } }"""
    )

    assert [block["video"] for block in answer["page"]["body"]] == [
        {"title": "Film 2", "cues": [{"text": "Premier 2"}, {"text": "Second 2"}], "chapters": [], "chaptersUrl": None}
    ]
