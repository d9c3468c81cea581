"""Chapters follow one another to the end of the video."""

import pytest

from pages.captions import Chapter, write_chapters
from tests.pages.captions.remarks import refusal


def test_each_chapter_lasts_until_the_next_and_the_last_until_the_end() -> None:
    chapters = [Chapter(65_000, "Que faire ?\n3 < 5 & <b>"), Chapter(0, "Introduction")]
    assert write_chapters(chapters, 90_500) == (
        "WEBVTT\n\n00:00:00.000 --> 00:01:05.000\nIntroduction\n\n00:01:05.000 --> 00:01:30.500\nQue faire ? 3 &lt; 5 &amp; &lt;b&gt;\n"
    )


def test_a_video_without_chapters_has_an_empty_track() -> None:
    assert write_chapters([], 90_500) == "WEBVTT\n"


@pytest.mark.parametrize(
    ("chapters", "problem"),
    [
        ([Chapter(0, "Un"), Chapter(0, "Deux")], "Two chapters begin at 00:00:00.000."),
        ([Chapter(90_500, "Un")], "The chapter “Un” begins at 00:01:30.500, outside the video, which lasts 00:01:30.500."),
        ([Chapter(-1, "Un")], "The chapter “Un” begins at 00:00:00.000, outside the video, which lasts 00:01:30.500."),
        ([Chapter(5_000, " \n")], "The chapter that begins at 00:00:05.000 has no title."),
    ],
)
def test_impossible_chapters_are_refused(chapters: list[Chapter], problem: str) -> None:
    assert refusal(lambda: write_chapters(chapters, 90_500)) == [(None, problem)]
