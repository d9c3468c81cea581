"""The page of an interview: the film with its captions, who speaks, and links to every moment. Nothing plays elsewhere before a click."""

from __future__ import annotations

import re

import pytest

from pages.models import HomePage, InterviewQuestion, InterviewSpeaker
from tests.api import scenes
from tests.factories import CaptionTrackFactory, ImageFactory, InterviewPageFactory, PersonFactory, VideoFactory
from tests.website.reading import Read, read

pytestmark = pytest.mark.django_db


def outside(screen: Read) -> list[str]:
    """What a browser would load from other sites by itself."""
    loaded = [
        (element.name, value)
        for element in screen.tree.find_all(True)
        for name in ("src", "srcset", "poster", "data")
        if (value := element.get(name))
    ]
    return [value for name, value in loaded if re.match(r"(https?:)?//", value)] + screen.texts("iframe")


def test_the_film_waits_with_its_captions_and_chapters(home: HomePage) -> None:
    page = scenes.interview(1)
    screen = read(f"/en/e-enfance/{page.slug}")
    video = screen.tree.select_one("video")

    assert (video["preload"], video["aria-label"], video.has_attr("controls"), video.has_attr("autoplay")) == (
        "none",
        "Film 1 in English",
        True,
        False,
    )
    assert [
        (track["kind"], track["srclang"], track["label"], track.has_attr("default"))
        for track in video.select("track")
        if track.get("label")
    ] == [("captions", "fr", "French", True)]
    assert [track["src"] for track in video.select('track[kind="chapters"]')] == [
        f"/media/interviews/{page.translation_key}/chapters.en.vtt"
    ]
    assert outside(screen) == []


def test_every_moment_is_a_link(home: HomePage) -> None:
    page = scenes.interview(1)
    screen = read(f"/en/e-enfance/{page.slug}")

    assert screen.texts("h1, h2, h3") == [
        "Interview 1",
        "The film",
        "Chapters",
        "Who speaks",
        "Guest 1",
        "The questions",
        "To remember",
        "Transcript",
        "Who answers for this page",
        "Pass it on",
        "Did this page help you?",
        *screen.texts("footer h2"),
    ]
    assert (screen.texts(".chapters a"), screen.links(".chapters a")) == (["0:00 Start 1", "0:00 More 1"], ["?t=0#t-0", "?t=0#t-500ms"])
    assert (screen.texts(".asked a"), screen.links(".asked a")) == (["0:01 Question 1?"], ["?t=1#t-500ms"])
    assert screen.texts(".quote") == ["Quote 1 Guest 1 , hear it at 0:02"]
    assert screen.links(".quote a") == ["?t=2#t-500ms"]
    assert screen.texts(".cues li") == ["0:00 Premier 1", "0:00 Voix off Second 1"]
    assert [cue["id"] for cue in screen.tree.select(".cues li")] == ["t-0", "t-500ms"]
    assert [(cues["lang"], cues["dir"]) for cues in screen.tree.select(".cues")] == [("fr", "ltr")]


def test_who_speaks_has_the_role_of_that_day(home: HomePage) -> None:
    page = scenes.interview(1)
    screen = read(f"/en/e-enfance/{page.slug}")

    assert screen.texts(".speakers .person") == ["Guest 1 Role 1 ORG1"]
    assert screen.texts(".speakers > p") == ["Questions by Interviewer 1 . Recorded on Oct. 1, 2020. The roles are those of that day."]


def test_a_film_that_plays_elsewhere_waits_for_a_click(home: HomePage) -> None:
    InterviewPageFactory(
        slug="ailleurs", title_fr="Ailleurs", video=VideoFactory(title_fr="Film", embed_url="https://youtu.be/abcdefghijk")
    )
    screen = read("/en/e-enfance/ailleurs")

    assert outside(screen) == []
    assert screen.texts(".film-start") == ["Play “Film” from YouTube, which will then learn of your visit"]
    assert screen.links(".film-start") == ["https://youtu.be/abcdefghijk"]
    assert screen.tree.select_one("[data-film]")["data-player"] == (
        "https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0&cc_load_policy=1&cc_lang_pref=en&hl=en"
    )
    assert "frame-src https://www.youtube-nocookie.com;" in screen.response["Content-Security-Policy"]
    assert screen.texts(".captions-missing") == ["This video has no captions yet."]


def test_a_film_on_a_site_that_nobody_knows_is_a_link(home: HomePage) -> None:
    InterviewPageFactory(slug="ailleurs", title_fr="Ailleurs", video=VideoFactory(title_fr="Film", embed_url="https://video.invalid/7"))
    screen = read("/en/e-enfance/ailleurs")

    assert screen.tree.select("[data-film]") == []
    assert screen.texts(".film-start") == ["Play “Film” on another site, which will then learn of your visit"]
    assert "frame-src 'none';" in screen.response["Content-Security-Policy"]


def test_the_film_in_sign_language_is_offered(home: HomePage) -> None:
    page = scenes.interview(1)
    page.video.sign_language = scenes.film(2)
    page.video.save()
    screen = read(f"/en/e-enfance/{page.slug}")

    assert [summary for summary in screen.texts("summary") if "sign" in summary] == ["See this film in sign language"]
    assert [video["aria-label"] for video in screen.tree.select("video")] == ["Film 1 in English", "Film 2 in English"]


def test_an_interview_whose_film_cannot_be_seen_says_so(home: HomePage) -> None:
    InterviewPageFactory(slug="sans-film", title_fr="Sans film")

    assert read("/en/e-enfance/sans-film").texts("main .note")[-1] == "The film of this interview cannot be seen at the moment."


@pytest.mark.parametrize("count", [99, 100, 101, 250])
def test_a_long_film_has_all_its_words(home: HomePage, count: int) -> None:
    def time(seconds: int) -> str:
        return f"{seconds // 60:02}:{seconds % 60:02}.000"

    video = VideoFactory(embed_url="https://youtu.be/abcdefghijk", duration_ms=600_000)
    said = [f"{time(2 * number)} --> {time(2 * number + 1)}\nPhrase {number}." for number in range(count)]
    CaptionTrackFactory(video=video, webvtt="WEBVTT\n\n" + "\n\n".join(said))
    InterviewPageFactory(slug="long", title_fr="Long", video=video)
    screen = read("/fr/e-enfance/long")

    assert screen.texts(".cues .said") == [f"Phrase {number}." for number in range(count)]
    assert len({cue["id"] for cue in screen.tree.select(".cues li")}) == count


def test_the_second_asked_for_is_the_browsers_business(home: HomePage) -> None:
    """The server neither reads `t` nor answers otherwise for it, whatever it says."""
    page = scenes.interview(1)
    bodies = {read(f"/en/e-enfance/{page.slug}{asked}").response.content for asked in ("", "?t=1", "?t=-4", "?t=une")}

    assert len(bodies) == 1


def test_recorded_when_nobody_knows(home: HomePage) -> None:
    page = scenes.interview(1)
    page.recorded_on, page.interviewer = None, None
    page.save()

    assert read(f"/en/e-enfance/{page.slug}").texts(".speakers > p") == ["The roles are those of the day of the recording."]


@pytest.mark.parametrize("count", [1, 20])
def test_an_interview_takes_the_same_statements_whatever_was_said(home: HomePage, count: int) -> None:
    page = scenes.interview(1)
    page.questions = [InterviewQuestion(time_ms=number, question_fr=f"Question {number}") for number in range(count)]
    page.speakers = [InterviewSpeaker(person=PersonFactory(portrait=ImageFactory())) for _number in range(count)]
    page.save()

    assert len(read(f"/en/e-enfance/{page.slug}").statements) == 34
