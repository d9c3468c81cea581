"""Words marked in a text: the API counts in units of UTF-16, whatever the characters are."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from website.presenting.marking import marked

# Emoji (two units each), Arabic with its marks, what HTML treats as its own, joiners.
CHARACTERS = st.sampled_from("aéß <>&\"';👨👩👧😀𝒜中تنمّر\u064b\u200d\u200f\ufe0f")
PIECES = st.lists(st.tuples(st.text(CHARACTERS, max_size=6), st.text(CHARACTERS, min_size=1, max_size=6)), max_size=5)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def highlighted(pieces: list[tuple[str, str]], rest: str) -> dict[str, Any]:
    text, ranges = "", []
    for before, found in pieces:
        text += before
        ranges.append({"start": units(text), "end": units(text + found)})
        text += found
    return {"text": text + rest, "ranges": ranges}


@settings(deadline=None)
@given(PIECES, st.text(CHARACTERS, max_size=6))
def test_the_text_stays_as_it_is_and_what_was_found_is_marked(pieces: list[tuple[str, str]], rest: str) -> None:
    shown = highlighted(pieces, rest)
    tree = BeautifulSoup(marked(shown), "html.parser")

    assert tree.get_text() == shown["text"]
    assert [mark.get_text() for mark in tree.find_all(True)] == [found for _before, found in pieces]


@pytest.mark.parametrize(
    ("text", "start", "end", "html"),
    [
        ("👨‍👩‍👧 harcelé", 9, 16, "👨‍👩‍👧 <mark>harcelé</mark>"),
        ("التنمّر في المدرسة", 2, 7, "ال<mark>تنمّر</mark> في المدرسة"),
        ("<b> & x", 0, 3, "<mark>&lt;b&gt;</mark> &amp; x"),
    ],
)
def test_emoji_arabic_and_signs_of_html(text: str, start: int, end: int, html: str) -> None:
    assert marked({"text": text, "ranges": [{"start": start, "end": end}]}) == html
