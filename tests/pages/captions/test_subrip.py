"""SubRip files are mended as far as their meaning is certain; each mending is listed, each doubt refused with its line."""

from hypothesis import given
from hypothesis import strategies as st

from pages.captions import Cue
from pages.captions.cues import Reading
from pages.captions.subrip import parse_subrip
from pages.captions.times import write_time
from pages.captions.webvtt import canonical_cue
from tests.pages.captions.remarks import refusal, said
from tests.pages.captions.written_cues import WORDS

COMMAS = "Commas in the times became points."
NUMBERS = "The captions were not numbered 1, 2, 3 in order; captions need no numbers, they were left out."
UNREADABLE = "The times cannot be read; they must be written like 00:01:05,250 --> 00:01:09,000."


def read(text: str) -> Reading:
    return parse_subrip(text.split("\n"))


def cues_of(reading: Reading) -> list[Cue]:
    return [placed.cue for placed in reading.placed]


def test_a_regular_file_is_read() -> None:
    reading = read("1\n00:00:01,000 --> 00:00:04,000\nBonjour\nà tous.\n\n2\n01:00:05,250 --> 01:00:06,000\n<i>Merci</i>\n")
    assert cues_of(reading) == [Cue(1000, 4000, "", "Bonjour\nà tous."), Cue(3605250, 3606000, "", "<i>Merci</i>")]
    assert said(reading.mended) == [(2, COMMAS)]


def test_missing_and_wrong_numbers_are_mended_and_told_once() -> None:
    reading = read("00:00:01.000 --> 00:00:02.000\nUn\n\n7\n00:00:03.000 --> 00:00:04.000\nDeux\n\n7\n00:00:05.000 --> 00:00:06.000\nTrois")
    assert [cue.text for cue in cues_of(reading)] == ["Un", "Deux", "Trois"]
    assert said(reading.mended) == [(1, NUMBERS)]


def test_a_caption_that_is_only_a_number_is_kept() -> None:
    reading = read(
        "1\n00:00:01.000 --> 00:00:02.000\nEn quelle année ?\n2020\n"
        "00:00:03.000 --> 00:00:04.000\n3018\n\n3\n00:00:05.000 --> 00:00:06.000\nFin"
    )
    assert [cue.text for cue in cues_of(reading)] == ["En quelle année ?\n2020", "3018", "Fin"]
    assert said(reading.mended) == [(5, NUMBERS)]


def test_odd_times_are_read_and_told() -> None:
    reading = read(
        "1\n0:00:01,5 -> 0:00:02\nUn\n\n2\n00: 00: 03, 000 --> 00: 00: 04, 000\nDeux\n\n3\n00:00:05.000 --> 00:00:06.000 X1:10 Y1:20\nTrois"
    )
    assert [(cue.start_ms, cue.end_ms) for cue in cues_of(reading)] == [(1500, 2000), (3000, 4000), (5000, 6000)]
    assert said(reading.mended) == [
        (2, "The times were not written in the usual way; they were read as 00:00:01.500 --> 00:00:02.000."),
        (6, "The times were not written in the usual way; they were read as 00:00:03.000 --> 00:00:04.000."),
        (10, "The place on the screen, written after the times, was left out."),
    ]


def test_overlaps_order_and_same_starts_are_mended() -> None:
    reading = read(
        "1\n00:00:05.000 --> 00:00:09.000\nTrois\n\n"
        "2\n00:00:01.000 --> 00:00:06.000\n<v Anne>Un\n\n"
        "3\n00:00:01.000 --> 00:00:02.000\n<v Paul>Deux"
    )
    assert cues_of(reading) == [
        Cue(1000, 5000, "", "<v Anne>Un</v>\n<v Paul>Deux</v>"),
        Cue(5000, 9000, "", "Trois"),
    ]
    assert said(reading.mended) == [
        (6, "The captions were put in the order of their times, beginning with this one."),
        (6, "This caption ran into the next one: it was shortened."),
        (10, "This caption began at the same time as the one before it: the two were joined."),
    ]


def test_same_starts_of_one_speaker_are_joined() -> None:
    reading = read("1\n00:00:01.000 --> 00:00:02.000\n<v Anne>Un\n\n2\n00:00:01.000 --> 00:00:03.000\n<v Anne>Deux")
    assert cues_of(reading) == [Cue(1000, 3000, "Anne", "Un\nDeux")]


def test_marks_of_other_programs_are_left_out_and_told() -> None:
    reading = read('1\n00:00:01.000 --> 00:00:02.000\n{\\an8}<font color="red">Tom & <B>Jerry</B></font> <3\n\nencore\n')
    assert cues_of(reading) == [Cue(1000, 2000, "", "Tom &amp; <b>Jerry</b> &lt;3\nencore")]
    assert said(reading.mended) == [
        (2, 'Tags that captions do not know were left out or became plain text: <font color="red"> </font>'),
        (3, "Marks for the look of the text ({\\…}) were left out."),
        (4, "An empty line inside the text of a caption was taken out."),
    ]


def test_html_becomes_harmless_text() -> None:
    reading = read("1\n00:00:01.000 --> 00:00:02.000\n<script>alert(1)</script><img src=x onerror=y>")
    assert cues_of(reading) == [Cue(1000, 2000, "", "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=y&gt;")]


def test_what_cannot_be_mended_is_refused_with_its_line() -> None:
    text = (
        "Titre\n\n1\n00:00:05,000 --> 00:00:04,000\nUn\n\n2\n00:00:0a,000 --> 00:00:04,000\nDeux\n\n"
        "3\n00:99:00,000 --> 01:39:04,000\nTrois\n\n"
        "4\n-->\n00:00:07,000 --> 00:00:08,000\nQuatre\n\n5\nCinq\n\n6\n--> 00:00:09,000\nSix"
    )
    assert refusal(lambda: read(text)) == [
        (1, "This line stands before the first times: it belongs to no caption."),
        (4, "The caption must end after it begins."),
        (8, UNREADABLE),
        (12, UNREADABLE),
        (20, "A caption begins here with its number, but its times are missing."),
        (24, UNREADABLE),
    ]


@st.composite
def films(draw: st.DrawFn) -> list[Cue]:
    """Cues that follow one another, as SubRip can say them: text with words, no speaker apart, no settings."""
    clock = 0
    result = []
    for words in draw(st.lists(WORDS, max_size=6)):
        start_ms = clock + draw(st.integers(0, 5000))
        clock = start_ms + draw(st.integers(1, 5000))
        result.append(canonical_cue(Cue(start_ms, clock, "", f"Bonjour {words}")))
    return result


@given(films())
def test_what_another_program_wrote_is_read_back_the_same(film: list[Cue]) -> None:
    blocks = [
        f"{number}\n{write_time(cue.start_ms)} --> {write_time(cue.end_ms)}\n".replace(".", ",") + cue.text
        for number, cue in enumerate(film, 1)
    ]
    reading = read("\n\n".join(blocks))
    assert cues_of(reading) == film
    assert said(reading.mended) == ([(2, COMMAS)] if film else [])
