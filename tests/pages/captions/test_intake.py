"""Whatever an editor brings is recognised, mended and listed, or refused in words; what comes out is always valid WebVTT."""

import pytest
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from pages.captions import CaptionError, Cue, parse_webvtt, read_captions
from tests.pages.captions.remarks import Lines, refusal, said
from tests.pages.captions.written_cues import MARKUP

SRT = "1\n00:00:01,000 --> 00:00:04,000\nL'été, café\n"
WEBVTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nL'été, café\n"
CUES = (Cue(1000, 4000, "", "L'été, café"),)
COMMAS: Lines = [(2, "Commas in the times became points.")]
WINDOWS: Lines = [(None, "The file was not UTF-8; it was read as Windows-1252. Please check the accents.")]
UTF_16: Lines = [(None, "The file was UTF-16; it was turned into UTF-8.")]
BOM: Lines = [(None, "The invisible mark at the start of the file (BOM) was taken out.")]
LINE_ENDS: Lines = [(None, "The line ends of another system were made uniform.")]


@pytest.mark.parametrize(
    ("data", "mended"),
    [
        (SRT, COMMAS),
        (SRT.encode(), COMMAS),
        (SRT.encode("utf-8-sig"), BOM + COMMAS),
        (SRT.encode("utf-16"), UTF_16 + COMMAS),
        (b"\xfe\xff" + SRT.encode("utf-16-be"), UTF_16 + COMMAS),
        (SRT.encode("cp1252"), WINDOWS + COMMAS),
        (SRT.replace("\n", "\r\n").encode(), LINE_ENDS + COMMAS),
        (SRT.replace("\n", "\r").encode(), LINE_ENDS + COMMAS),
        # A form sends its text with these line ends by itself.
        (SRT.replace("\n", "\r\n"), COMMAS),
        (WEBVTT, []),
        ("0:01 - 0:04 L'été, café", []),
    ],
)
def test_every_format_and_encoding_gives_the_same_captions(data: bytes | str, mended: Lines) -> None:
    intake = read_captions(data)
    assert intake.cues == CUES
    assert intake.webvtt == WEBVTT
    assert said(intake.mended) == mended


def test_webvtt_as_programs_write_it_is_mended() -> None:
    intake = read_captions(
        "\nwebvtt\nKind: captions\n\nREGION\nid:bas\n\nSTYLE\n::cue {}\n\nNOTE relu\n\n"
        "fin\n00:04,000 --> 00:06,000 region:bas align:middle\nTom & Jerry, caf&eacute;\n \n"
        "00:01.000 -> 00:05.000\n<v Anne>Oui\n<v Paul>Non<br>merci\n\n"
        "00:06.000 --> 00:07.000\n<i> </i>\n"
    )
    assert intake.webvtt == (
        "WEBVTT\n\n"
        "00:00:01.000 --> 00:00:05.000\n<v Anne>Oui\n</v><v Paul>Non merci</v>\n\n"
        "fin\n00:00:04.000 --> 00:00:06.000 align:center\nTom &amp; Jerry, café\n"
    )
    assert said(intake.mended) == [
        (2, "The first line was made WEBVTT."),
        (3, "Lines under WEBVTT (such as Kind or Language) were left out."),
        (5, "A screen region was left out: players do not know it."),
        (8, "A style was left out: the site decides how captions look."),
        (11, "Notes were left out: readers never see them."),
        (14, "A setting that players do not know was left out or replaced."),
        (14, "The times were not written in the usual way; they were read as 00:00:04.000 --> 00:00:06.000."),
        (15, "Signs such as & and < were written so that players show them."),
        (16, "Lines that held only spaces were emptied."),
        (17, "The times were not written in the usual way; they were read as 00:00:01.000 --> 00:00:05.000."),
        (17, "The captions were put in the order of their times, beginning with this one."),
        (19, "Tags that captions do not know were left out or became plain text: <br>"),
        (21, "A caption without text was left out."),
    ]


def test_captions_of_a_webvtt_file_may_overlap() -> None:
    text = "WEBVTT\n\n00:00:01.000 --> 00:00:05.000\nUn\n\n00:00:03.000 --> 00:00:06.000\nDeux\n"
    intake = read_captions(text)
    assert (intake.webvtt, intake.mended) == (text, ())


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        ("", [(None, "There is no text in these captions.")]),
        (b"\xef\xbb\xbf \r\n\r\n", [(None, "There is no text in these captions.")]),
        ("Bonjour à tous.", [(None, "There are no times in this text. Each caption needs one, for example: 0:05 Bonjour.")]),
        ("WEBVTT\n", [(None, "There is no caption with text in this file.")]),
        ("1\n00:00:01,000 --> 00:00:02,000\n\n", [(None, "There is no caption with text in this file.")]),
        ("0:05 Bon\0jour", [(1, "There is an invisible control character (U+0000) here. Is this a text file?")]),
        (b"0:05 Un\n0:07 De\x07ux", [(2, "There is an invisible control character (U+0007) here. Is this a text file?")]),
        ("0:05 \ud800", [(1, "There is an invisible control character (U+D800) here. Is this a text file?")]),
        ("0:05 Un\n0:07 D�ux", [(2, "A character was lost here when the file was saved (�). Please type it again.")]),
        (b"0:05 Un\n0:07 D\x81ux", [(2, "A character cannot be read. Please save the file as UTF-8.")]),
        (b"\xff\xfe0\x00:", [(None, "The file says that it is UTF-16, but it cannot be read so. Please save it as UTF-8.")]),
        ("0:05 Un\n23:59:59 - 24:00:00.001 Deux", [(2, "This time lies beyond 24 hours: no video lasts so long.")]),
        ("x" * 2_000_001, [(None, "The file is too large: captions may have 2000000 bytes at most, this file has 2000001.")]),
        (
            "WEBVTT\n\n" + "00:00.000 --> 00:01.000\nx\n\n" * 10_001,
            [(None, "There are too many captions: 10001, at most 10000 are possible for one video.")],
        ),
        ("WEBVTT\n\n00:04.000 --> 00:01.000\nUn\n", [(3, "The cue must end after it begins.")]),
        ("1\n00:00:aa --> 00:00:04,000\nUn", [(2, "The times cannot be read; they must be written like 00:01:05,250 --> 00:01:09,000.")]),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(data: bytes | str, problems: Lines) -> None:
    assert refusal(lambda: read_captions(data)) == problems


def test_a_refusal_reads_as_lines_of_text() -> None:
    with pytest.raises(CaptionError) as caught:
        read_captions("Titre\n0:75 Un")
    with translation.override("en"):
        assert str(caught.value) == (
            "Line 1: This line stands before the first times: it belongs to no caption.\nLine 2: This time does not exist."
        )


def assert_taken_or_refused(data: bytes | str) -> None:
    try:
        intake = read_captions(data)
    except CaptionError:
        return
    assert parse_webvtt(intake.webvtt) == intake.cues
    assert read_captions(intake.webvtt).webvtt == intake.webvtt


@given(st.binary())
@example(b"!\n\xa0")
def test_any_bytes_are_taken_or_refused(data: bytes) -> None:
    for start in (b"", b"WEBVTT\n\n00:00.000 --> 00:09.000\n", b"1\n00:00:00,000 --> 00:00:09,000\n", b"0:05 ", b"\xff\xfe"):
        assert_taken_or_refused(start + data)


PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\r\n",
        "1",
        "2\n",
        "WEBVTT",
        "NOTE",
        "STYLE",
        "REGION",
        " --> ",
        "->",
        "00:01.000",
        "00:00:02,500",
        "0:05",
        "0:09 - 0:12",
        " align:start",
    ]
)


@given(st.lists(PIECES | MARKUP, max_size=20).map("".join))
def test_any_mixture_of_captions_is_taken_or_refused(text: str) -> None:
    for start in ("", "WEBVTT\n\n", "1\n00:00:00,000 --> 00:00:09,000\n"):
        assert_taken_or_refused(start + text)
