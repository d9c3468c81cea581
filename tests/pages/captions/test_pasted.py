"""Pasted text with times becomes cues; what was decided for the editor is listed."""

import pytest

from pages.captions import Cue
from pages.captions.cues import Reading
from pages.captions.pasted import parse_pasted
from tests.pages.captions.remarks import refusal, said

UNTIL_NEXT = "Lines without an end time stay on the screen until the next one."


def read(text: str) -> Reading:
    return parse_pasted(text.split("\n"))


def test_a_line_stays_until_the_next_and_the_last_until_it_is_read() -> None:
    reading = read("0:05 Bonjour à tous.\nBienvenue.\n\n1:02:03.5 Une phrase de trente-six signes ici.")
    assert [placed.cue for placed in reading.placed] == [
        Cue(5000, 3723500, "", "Bonjour à tous.\nBienvenue."),
        Cue(3723500, 3726500, "", "Une phrase de trente-six signes ici."),
    ]
    assert said(reading.mended) == [
        (1, UNTIL_NEXT),
        (4, "The last line has no end time: it stays for the time it takes to read, 3 seconds."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "0:05 - 0:09 Bonjour",
        "00:00:05 – 00:00:09 : Bonjour",
        "[00:05-00:09] Bonjour",
        "(0:05 - 0:09) - Bonjour",
        "00:05.000 --> 00:09.000 Bonjour",
        "0:05 à 0:09 Bonjour",
        "0:05,000 → 0:09\nBonjour",
        "  0:05 - 0:09 |\n\n Bonjour ",
    ],
)
def test_times_are_read_as_people_write_them(line: str) -> None:
    reading = read(line)
    assert [placed.cue for placed in reading.placed] == [Cue(5000, 9000, "", "Bonjour")]
    assert said(reading.mended) == []


def test_minutes_may_pass_the_hour() -> None:
    assert [placed.cue for placed in read("75:10 - 75:12 Bonjour").placed] == [Cue(4510000, 4512000, "", "Bonjour")]


def test_lines_out_of_order_are_sorted_and_told() -> None:
    reading = read("0:10 - 0:12 Deux\n0:05 Un")
    assert [placed.cue for placed in reading.placed] == [Cue(5000, 10000, "", "Un"), Cue(10000, 12000, "", "Deux")]
    assert said(reading.mended) == [(2, UNTIL_NEXT), (2, "The captions were put in the order of their times, beginning with this one.")]


def test_lines_with_the_same_time_are_joined() -> None:
    reading = read("0:05 Un\n0:05 Deux\n0:10 - 0:12 Trois")
    assert [placed.cue for placed in reading.placed] == [Cue(5000, 10000, "", "Un\nDeux"), Cue(10000, 12000, "", "Trois")]
    assert said(reading.mended) == [(1, UNTIL_NEXT), (2, "This caption began at the same time as the one before it: the two were joined.")]


def test_what_cannot_be_read_is_refused_with_its_line() -> None:
    assert refusal(lambda: read("Transcription\n\n0:75 Un\n0:09 - 0:05 Deux\n0:10 Trois")) == [
        (1, "This line stands before the first times: it belongs to no caption."),
        (3, "This time does not exist."),
        (4, "The caption must end after it begins."),
    ]
