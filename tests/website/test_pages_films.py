"""Films: which captions begin, where one that is not ours plays, and which moments links lead to. Pure functions, no page."""

from __future__ import annotations

from typing import Any

import pytest

from website.languages import language_called
from website.presenting.films import elsewhere, frame_sources, tracks
from website.presenting.interviews import interview_shown

FRENCH, ARABIC = language_called("fr"), language_called("ar")


def track(language: str, kind: str = "CAPTIONS") -> dict[str, str]:
    return {"language": language, "kind": kind, "url": f"/media/{language}-{kind}.vtt"}


def film(**fields: Any) -> dict[str, Any]:
    return {"embedUrl": None, "signLanguage": None, "captions": [], **fields}


def cue(start: int, text: str = "Bonjour.", speaker: str | None = None) -> dict[str, Any]:
    return {"startMs": start, "endMs": start + 900, "text": text, "speaker": speaker, "language": "FR"}


def interview(**fields: Any) -> dict[str, Any]:
    return {"chapters": [], "questions": [], "keyQuotes": [], **fields}


@pytest.mark.parametrize(
    ("address", "host", "player", "start"),
    [
        (
            "https://www.youtube.com/watch?v=abcdefghijk",
            "YouTube",
            "https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0&cc_load_policy=1&cc_lang_pref=fr&hl=fr",
            "&start={}",
        ),
        (
            "https://youtu.be/abcdefghijk?si=x",
            "YouTube",
            "https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0&cc_load_policy=1&cc_lang_pref=fr&hl=fr",
            "&start={}",
        ),
        ("https://vimeo.com/123456", "Vimeo", "https://player.vimeo.com/video/123456?dnt=1&texttrack=fr", "#t={}s"),
        (
            "https://www.facebook.com/watch/?v=12",
            "Facebook",
            "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D12",
            "&t={}",
        ),
        (
            "https://video.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv",
            "video.example.org",
            "https://video.example.org/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv?p2p=0&subtitle=fr",
            "&start={}s",
        ),
    ],
)
def test_a_film_plays_elsewhere_where_least_is_told(address: str, host: str, player: str, start: str) -> None:
    place = elsewhere(address, FRENCH)

    assert place is not None
    assert (place.host, place.player, place.start) == (host, player, start)


@pytest.mark.parametrize(
    "address", [None, "", "https://video.invalid/7", "https://www.youtube.com/watch?v=short", "https://youtube.com.evil.example/watch?v=x"]
)
def test_a_site_that_nobody_knows_is_never_framed(address: str | None) -> None:
    assert elsewhere(address, FRENCH) is None


def test_frames_may_come_from_the_films_of_the_page_alone() -> None:
    page = {
        "video": film(embedUrl="https://youtu.be/abcdefghijk", signLanguage=film(embedUrl="https://vimeo.com/1")),
        "body": [
            {"__typename": "VideoBlock", "video": film(embedUrl="https://video.example.org/w/abc")},
            {"__typename": "VideoBlock", "video": film(embedUrl="https://video.invalid/7")},
            {"__typename": "ParagraphBlock"},
        ],
    }

    assert frame_sources(page, FRENCH) == ["https://player.vimeo.com", "https://video.example.org", "https://www.youtube-nocookie.com"]
    assert frame_sources({"video": {"durationMs": 1}, "body": []}, FRENCH) == []


@pytest.mark.parametrize(
    ("captions", "begins"),
    [
        ([track("FR"), track("EN"), track("AR")], "/media/AR-CAPTIONS.vtt"),
        ([track("FR"), track("AR", "SUBTITLES"), track("AR", "DESCRIPTIONS")], "/media/AR-SUBTITLES.vtt"),
        ([track("EN"), track("FR"), track("AR", "DESCRIPTIONS")], "/media/FR-CAPTIONS.vtt"),
        ([track("EN")], None),
    ],
)
def test_the_captions_of_the_readers_language_begin_by_themselves(captions: list[dict[str, str]], begins: str | None) -> None:
    shown = tracks(film(captions=captions), ARABIC)

    assert [each["url"] for each in shown] == [each["url"] for each in captions]
    assert next((each["url"] for each in shown if each["begins"]), None) == begins


def test_a_moment_leads_to_the_second_and_to_what_is_said_then() -> None:
    page = interview(
        chapters=[{"timeMs": 0, "title": "Début"}, {"timeMs": 5_500, "title": "Suite"}],
        questions=[{"timeMs": 12_000, "question": "Que faire ?"}, {"timeMs": 13_000, "question": ""}],
        keyQuotes=[{"timeMs": 5_400, "quote": "Écouter.", "speaker": None}],
    )
    shown = interview_shown(page, [cue(1_000), cue(5_500), cue(12_000)])

    assert [moment["address"] for moment in shown["chapters"]] == ["?t=0#t-1", "?t=5#t-5"]
    assert [moment["address"] for moment in shown["questions"]] == ["?t=12#t-12"]
    assert [moment["address"] for moment in shown["quotes"]] == ["?t=5#t-1"]


def test_a_moment_of_a_film_without_words_leads_to_the_film() -> None:
    shown = interview_shown(interview(chapters=[{"timeMs": 5_500, "title": "Suite"}]), [])

    assert (shown["cues"], shown["cues_language"], shown["chapters"][0]["address"]) == ([], "", "?t=5#film")


def test_each_cue_has_an_anchor_of_its_own_and_a_speaker_where_another_begins() -> None:
    cues = [cue(1_000, speaker="Ana"), cue(1_400, speaker="Ana"), cue(2_000, speaker="Bo"), cue(3_000)]
    shown = interview_shown(interview(), cues)["cues"]

    assert [(each["anchor"], each["address"], each["speaker"]) for each in shown] == [
        ("t-1", "?t=1#t-1", "Ana"),
        ("t-1400ms", "?t=1#t-1400ms", None),
        ("t-2", "?t=2#t-2", "Bo"),
        ("t-3", "?t=3#t-3", None),
    ]
