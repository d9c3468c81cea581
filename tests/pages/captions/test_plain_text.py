"""Search and readers get the words of a caption, and nothing of its markup."""

import pytest

from pages.captions import plain_text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<v Anne>Oui, <i>vraiment</i>.</v>\n<v Paul>Non.</v>", "Oui, vraiment.\nNon."),
        ("Tom &amp; Jerry &lt;3 &nbsp;!", "Tom & Jerry <3 \u00a0!"),
        ("Un <00:00:02.000>deux", "Un deux"),
        ("3 < 5", "3 < 5"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_only_words_are_left(text: str, words: str) -> None:
    assert plain_text(text) == words
