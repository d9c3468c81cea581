"""The strict parser judges as the W3C parser does, and what is written is read back the same."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.captions import CaptionError, Cue, parse_webvtt, write_webvtt
from pages.captions.webvtt import canonical_cue
from tests.pages.captions.remarks import refusal
from tests.pages.captions.written_cues import cues

CORPUS = Path(__file__).parent / "corpus"
VERDICTS: dict[str, list[str]] = json.loads((CORPUS / "verdicts.json").read_text(encoding="utf-8"))["verdicts"]


def is_valid(text: str) -> bool:
    try:
        parse_webvtt(text)
    except CaptionError:
        return False
    return True


def test_every_file_of_the_corpus_has_a_verdict() -> None:
    assert sorted(VERDICTS) == sorted(path.name for path in CORPUS.glob("*.vtt"))


@pytest.mark.parametrize("name", VERDICTS)
def test_the_verdict_is_that_of_the_w3c_parser(name: str) -> None:
    assert is_valid((CORPUS / name).read_bytes().decode()) == (VERDICTS[name] == [])


def test_a_file_is_read_into_cues() -> None:
    text = (
        "\ufeffWEBVTT Entretien\r\n\r\nNOTE relu\r\n\r\nSTYLE\r\n::cue {}\r\n\r\n"
        "intro\r\n00:01.000 --> 00:04.250 line:0  align:start\r\n<v.fort Anne Martin>Bonjour &amp;\r\nbienvenue.\r\n\r\n"
        "01:00:05.000 --> 01:00:06.000\r\n<v Anne>Oui.</v>\r\n<v Paul>Non.</v>\r\n\r\n"
        "01:00:07.000 --> 01:00:09.000\r\nUn <01:00:08.000><i>deux</i>\r\n"
    )
    assert parse_webvtt(text) == (
        Cue(1000, 4250, "Anne Martin", "Bonjour &amp;\nbienvenue.", "intro", "line:0 align:start"),
        Cue(3605000, 3606000, "", "<v Anne>Oui.</v>\n<v Paul>Non.</v>"),
        Cue(3607000, 3609000, "", "Un <01:00:08.000><i>deux</i>"),
    )


def test_cues_are_written_canonically() -> None:
    written = write_webvtt(
        [
            Cue(3605000, 3606000, "", "Fin", "NOTE", ""),
            Cue(1000, 4250, " Anne  & Paul ", "<script>1 < 2</script>\n\n <b>oui", "intro", " align:start  line:0"),
        ]
    )
    assert written == (
        "WEBVTT\n\n"
        "intro\n00:00:01.000 --> 00:00:04.250 align:start line:0\n"
        "<v Anne &amp; Paul>&lt;script&gt;1 &lt; 2&lt;/script&gt;\n<b>oui</b></v>\n\n"
        "01:00:05.000 --> 01:00:06.000\nFin\n"
    )


def test_each_problem_is_told_with_its_line() -> None:
    text = (
        "WEBVTT\nKind: captions\n\n"
        "00:05,000 --> 00:06.000\nUn\n\n"
        "00:05.000 --> 00:04.000 align:middle\nDeux & trois\n<font>quatre\n\n"
        "perdu\nici\n\n"
        "00:01.000 --> 00:02.000\nCinq <i>six\n00:02.000 --> 00:03.000\nSept\n\n"
        "STYLE\n::cue {}\n"
    )
    assert refusal(lambda: parse_webvtt(text)) == [
        (2, "An empty line is missing after the line WEBVTT."),
        (4, "The times cannot be read; they must be written like 00:01:05.250 --> 00:01:09.000."),
        (7, "The cue must end after it begins."),
        (7, "“align:middle” has a value that captions cannot use."),
        (8, "The sign & must be written &amp;"),
        (9, "The tag <font> does not exist here; a plain sign < must be written &lt;"),
        (11, "This line belongs to no cue: the times of a cue must follow it, like 00:01:05.250 --> 00:01:09.000."),
        (14, "This cue begins before the one above it."),
        (15, "The tag <i> is never closed: add </i>."),
        (16, "An empty line is missing before this cue."),
        (19, "A style must stand before the first cue."),
    ]


@pytest.mark.parametrize(("start_ms", "end_ms"), [(-1, 5), (5, 5), (6, 5)])
def test_a_cue_with_impossible_times_is_not_written(start_ms: int, end_ms: int) -> None:
    assert refusal(lambda: write_webvtt([Cue(start_ms, end_ms, "", "Bonjour")])) == [
        (None, "Caption 1 must begin at 0 or later, and end after it begins.")
    ]


def test_a_cue_with_unknown_settings_is_not_written() -> None:
    assert refusal(lambda: write_webvtt([Cue(0, 5, "", "Bonjour", settings="colour:red")])) == [
        (None, "Caption 1: “colour:red” is not a setting that captions know.")
    ]


@given(st.lists(cues(), max_size=5))
def test_what_is_written_is_read_back_the_same(given_cues: list[Cue]) -> None:
    expected = tuple(sorted(map(canonical_cue, given_cues), key=lambda cue: cue.start_ms))
    assert parse_webvtt(write_webvtt(given_cues)) == expected
    assert tuple(map(canonical_cue, expected)) == expected


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for candidate in (text, f"WEBVTT\n\n{text}", f"WEBVTT\n\n00:00.000 --> 00:09.000{text}", f"WEBVTT\n\n00:00.000 --> 00:09.000\n{text}"):
        if is_valid(candidate):
            assert is_valid(write_webvtt(parse_webvtt(candidate)))
